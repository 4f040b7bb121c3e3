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

package dev.daprfunctions.sidecar.daprd;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

import dev.daprfunctions.sidecar.SidecarPortInUseException;
import dev.daprfunctions.sidecar.SidecarPortInUseException.Listener;

/**
 * Ports that {@code daprd} listens on.
 *
 * @param http the port of the HTTP API
 * @param grpc the port of the gRPC API
 * @param internalGrpc the port for other sidecars
 */
record DaprdPorts(int http, int grpc, int internalGrpc) {

	static final String HOST = "127.0.0.1";

	/**
	 * Chooses free ports.
	 * @param http the wanted port of the HTTP API, 0 for a free one
	 * @param grpc the wanted port of the gRPC API, 0 for a free one
	 * @return the ports
	 * @throws SidecarPortInUseException if a wanted port is taken
	 */
	static DaprdPorts choose(int http, int grpc) {
		try (ServerSocket httpSocket = new ServerSocket();
				ServerSocket grpcSocket = new ServerSocket();
				ServerSocket internalSocket = new ServerSocket()) {
			return new DaprdPorts(bind(httpSocket, Listener.HTTP, http), bind(grpcSocket, Listener.GRPC, grpc),
					bind(internalSocket, Listener.GRPC, 0));
		}
		catch (IOException ex) {
			throw new IllegalStateException("Could not choose ports for daprd", ex);
		}
	}

	private static int bind(ServerSocket socket, Listener listener, int port) throws IOException {
		try {
			socket.bind(new InetSocketAddress(InetAddress.getByName(HOST), port));
			return socket.getLocalPort();
		}
		catch (BindException ex) {
			throw new SidecarPortInUseException(listener, port, ex);
		}
	}

}
