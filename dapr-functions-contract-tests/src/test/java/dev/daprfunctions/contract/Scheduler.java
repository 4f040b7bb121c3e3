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

package dev.daprfunctions.contract;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.daprfunctions.programs.ChildProcess;

/**
 * The program that stands in for the scheduler service of Dapr.
 */
final class Scheduler implements AutoCloseable {

	private final int port = ChildProcess.freePort();

	private final ChildProcess process;

	Scheduler(Path folder) {
		this.process = ChildProcess.start(List.of(binary().orElseThrow().toString(), address()), Map.of(), folder,
				folder.resolve("scheduler.log"));
		this.process.awaitReady(this::isUp);
	}

	/**
	 * Return the program, which is beside the real sidecar.
	 * @return the program, empty if it has not been built
	 */
	static Optional<Path> binary() {
		return DaprdRun.binary()
			.map((daprd) -> daprd.toAbsolutePath().resolveSibling("scheduler"))
			.filter(Files::isExecutable);
	}

	private boolean isUp() {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.port)) {
			return socket.isConnected();
		}
		catch (IOException ex) {
			return false;
		}
	}

	String address() {
		return "127.0.0.1:" + this.port;
	}

	@Override
	public void close() {
		this.process.close();
	}

}
