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

package dev.daprfunctions.sidecar.invocation;

import org.eclipse.jetty.http.HttpStatus;

/**
 * Answers of an application that a resiliency policy takes for a failure.
 *
 * @since 0.1.0
 */
public enum FailedAnswers {

	/**
	 * What is no failure over HTTP are success and redirection.
	 */
	HTTP {

		@Override
		boolean include(int status) {
			return status < HttpStatus.OK_200 || status >= HttpStatus.BAD_REQUEST_400;
		}

	},

	/**
	 * What is no failure over gRPC is success.
	 */
	GRPC {

		@Override
		boolean include(int status) {
			return status < HttpStatus.OK_200 || status >= HttpStatus.MULTIPLE_CHOICES_300;
		}

	};

	abstract boolean include(int status);

}
