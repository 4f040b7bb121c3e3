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

package dev.daprfunctions.sidecar;

import java.util.Locale;

import dev.daprfunctions.sidecar.app.AppEndpoint;

/**
 * Where the application listens, so that the sidecar can call it.
 *
 * @param host the host, usually {@code 127.0.0.1}
 * @param port the port
 * @param protocol the protocol
 * @since 0.1.0
 */
public record AppChannel(String host, int port, Protocol protocol) {

	/**
	 * Create a channel over HTTP on loopback.
	 * @param port the port of the application
	 * @return the channel
	 */
	public static AppChannel http(int port) {
		return new AppChannel("127.0.0.1", port, Protocol.HTTP);
	}

	AppEndpoint toEndpoint() {
		return new AppEndpoint(this.protocol.name().toLowerCase(Locale.ROOT), this.host, this.port);
	}

	/**
	 * Protocol that the application speaks.
	 */
	public enum Protocol {

		/**
		 * HTTP/1.1.
		 */
		HTTP,

		/**
		 * HTTP/1.1 over TLS, with any certificate.
		 */
		HTTPS,

		/**
		 * HTTP/2 without TLS, from the first byte on.
		 */
		H2C

	}

}
