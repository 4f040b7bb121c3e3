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

package dev.daprfunctions.sidecar.app;

/**
 * Where the application listens.
 *
 * @param protocol {@code http}, {@code https} or {@code h2c}
 * @param host the host
 * @param port the port
 * @since 0.1.0
 */
public record AppEndpoint(String protocol, String host, int port) {

	String address() {
		return this.host + ":" + this.port;
	}

	String url() {
		return scheme() + "://" + address();
	}

	String scheme() {
		return (isHttp2()) ? "http" : this.protocol;
	}

	boolean isHttp2() {
		return this.protocol.equals("h2c");
	}

}
