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

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Random;

/**
 * Free ports that stay free: outgoing connections do not use this range.
 */
final class FixedPorts {

	private static final int FIRST = 20_000;

	private static final int COUNT = 12_000;

	private static final Random random = new Random();

	private FixedPorts() {
	}

	static int find() {
		for (int i = 0; i < COUNT; i++) {
			int port = FIRST + random.nextInt(COUNT);
			try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
				return socket.getLocalPort();
			}
			catch (IOException ex) {
				// Another process has it.
			}
		}
		throw new IllegalStateException("Found no free port");
	}

}
