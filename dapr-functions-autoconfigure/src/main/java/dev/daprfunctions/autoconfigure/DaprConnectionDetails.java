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

package dev.daprfunctions.autoconfigure;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;

/**
 * Details of the connection to a Dapr sidecar. A bean of this type goes before all
 * properties and environment variables.
 *
 * @since 0.1.0
 * @see <a href="https://docs.dapr.io/reference/environment/">Dapr environment
 * variables</a>
 */
public interface DaprConnectionDetails extends ConnectionDetails {

	/**
	 * Returns the address of the HTTP API.
	 * @return a URL, for example {@code http://127.0.0.1:3500}
	 */
	String getHttpEndpoint();

	/**
	 * Returns the address of the gRPC API.
	 * @return {@code host:port}, a URL, or a target such as
	 * {@code dns://authority/host:port?tls=true}
	 */
	String getGrpcEndpoint();

	/**
	 * Returns the token that the sidecar demands.
	 * @return the token, or {@code null} if it demands none
	 */
	default @Nullable String getApiToken() {
		return null;
	}

}
