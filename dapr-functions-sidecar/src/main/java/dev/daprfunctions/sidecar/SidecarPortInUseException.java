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

/**
 * Thrown when a port of the sidecar is taken by another process.
 *
 * @since 0.1.0
 */
public class SidecarPortInUseException extends RuntimeException {

	private final Listener listener;

	private final int port;

	/**
	 * Create an exception.
	 * @param listener the API that the port is for
	 * @param port the port
	 * @param cause the cause
	 */
	public SidecarPortInUseException(Listener listener, int port, Throwable cause) {
		super("Port %d for the %s API of the development sidecar is in use".formatted(port, listener), cause);
		this.listener = listener;
		this.port = port;
	}

	/**
	 * Return the API that the port is for.
	 * @return the API
	 */
	public Listener getListener() {
		return this.listener;
	}

	/**
	 * Return the port.
	 * @return the port
	 */
	public int getPort() {
		return this.port;
	}

	/**
	 * API of a sidecar.
	 */
	public enum Listener {

		/**
		 * Dapr's HTTP API.
		 */
		HTTP,

		/**
		 * Dapr's gRPC API.
		 */
		GRPC

	}

}
