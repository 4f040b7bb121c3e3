/*
 * Copyright 2026-present the original author or authors.
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

package dev.daprfunctions.sidecar.grpc;

import org.eclipse.jetty.http.HttpStatus;

/**
 * Texts of HTTP statuses as the Dapr runtime has them.
 */
final class StatusText {

	private StatusText() {
	}

	static String of(int status) {
		return switch (status) {
			case HttpStatus.INTERNAL_SERVER_ERROR_500 -> "Internal Server Error";
			case HttpStatus.PAYLOAD_TOO_LARGE_413 -> "Request Entity Too Large";
			case HttpStatus.URI_TOO_LONG_414 -> "Request URI Too Long";
			case HttpStatus.RANGE_NOT_SATISFIABLE_416 -> "Requested Range Not Satisfiable";
			case HttpStatus.IM_A_TEAPOT_418 -> "I'm a teapot";
			default -> (HttpStatus.getCode(status) != null) ? HttpStatus.getMessage(status) : "";
		};
	}

}
