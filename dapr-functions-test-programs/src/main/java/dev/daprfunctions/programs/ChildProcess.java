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

package dev.daprfunctions.programs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import org.awaitility.core.ConditionTimeoutException;

import static org.awaitility.Awaitility.await;

/**
 * Program that lives no longer than the JVM.
 *
 * @since 0.1.0
 */
public final class ChildProcess implements AutoCloseable {

	private static final int LINES = 30;

	private final Process process;

	private final Path log;

	private final Thread hook;

	private ChildProcess(Process process, Path log) {
		this.process = process;
		this.log = log;
		this.hook = new Thread(process::destroyForcibly);
		Runtime.getRuntime().addShutdownHook(this.hook);
	}

	/**
	 * Start a program.
	 * @param command the command and its arguments
	 * @param environment variables beside those of this JVM
	 * @param folder the folder to run in
	 * @param log the file for what it writes
	 * @return the running program
	 */
	public static ChildProcess start(List<String> command, Map<String, String> environment, Path folder, Path log) {
		ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile())
			.redirectErrorStream(true)
			.redirectOutput(log.toFile());
		builder.environment().keySet().removeIf((name) -> name.startsWith("DAPR_") || name.equals("APP_API_TOKEN"));
		builder.environment().putAll(environment);
		try {
			return new ChildProcess(builder.start(), log);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Run a program to its end, or fail with what it wrote.
	 * @param command the command and its arguments
	 * @param folder the folder to run in
	 * @param log the file for what it writes
	 */
	public static void run(List<String> command, Path folder, Path log) {
		try (ChildProcess program = start(command, Map.of(), folder, log)) {
			if (!program.process.waitFor(60, TimeUnit.SECONDS) || program.process.exitValue() != 0) {
				throw new IllegalStateException("%s failed: %s".formatted(command, program.lastLines()));
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Wait until the program works, or fail with what it wrote.
	 * @param ready tells whether it works
	 */
	public void awaitReady(BooleanSupplier ready) {
		try {
			await().pollInterval(Duration.ofMillis(20))
				.atMost(Duration.ofSeconds(20))
				.until(() -> !this.process.isAlive() || ready.getAsBoolean());
		}
		catch (ConditionTimeoutException ex) {
			close();
			throw new IllegalStateException("Not ready in time: %s".formatted(lastLines()), ex);
		}
		if (!this.process.isAlive()) {
			close();
			throw new IllegalStateException("Ended at once: %s".formatted(lastLines()));
		}
	}

	/**
	 * Return the end of what the program has written.
	 * @return the last lines
	 */
	public String lastLines() {
		try {
			List<String> lines = Files.readAllLines(this.log);
			return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Return a port of the loopback interface that nobody listens on.
	 * @return the port
	 */
	public static int freePort() {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@Override
	public void close() {
		try {
			this.process.destroy();
			if (!this.process.waitFor(5, TimeUnit.SECONDS)) {
				this.process.destroyForcibly().waitFor();
			}
			Runtime.getRuntime().removeShutdownHook(this.hook);
		}
		catch (InterruptedException ex) {
			this.process.destroyForcibly();
			Thread.currentThread().interrupt();
		}
	}

}
