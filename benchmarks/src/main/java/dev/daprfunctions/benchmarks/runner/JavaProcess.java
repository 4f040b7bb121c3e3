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

package dev.daprfunctions.benchmarks.runner;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * JVM with the class path of this one, which says when it is ready and ends with its
 * standard input.
 */
final class JavaProcess implements AutoCloseable {

	static final Path DIRECTORY = Path.of("benchmarks", "target", "runs");

	private static final String READY = "READY ";

	private static final int SECONDS = 60;

	private final Process process;

	private final CompletableFuture<String> ready = new CompletableFuture<>();

	private final Path log;

	private JavaProcess(Process process, Path log) {
		this.process = process;
		this.log = log;
	}

	/**
	 * Starts a JVM.
	 * @param name the name of the log file
	 * @param main the class to run
	 * @param classes folder with further classes, none if empty
	 * @param args the arguments
	 * @return the process
	 * @throws IOException if it cannot be started
	 */
	static JavaProcess start(String name, Class<?> main, String classes, String... args) throws IOException {
		return start(name, main.getName(), classes, args);
	}

	static JavaProcess start(String name, String main, String classes, String... args) throws IOException {
		Files.createDirectories(DIRECTORY);
		Path log = DIRECTORY.resolve(name + ".log");
		List<String> command = command(classes);
		command.add("-Xms512m");
		command.add("-Xmx512m");
		command.add(main);
		command.addAll(List.of(args));
		JavaProcess started = new JavaProcess(new ProcessBuilder(command).redirectErrorStream(true).start(), log);
		Thread reader = new Thread(started::read, name + " output");
		reader.setDaemon(true);
		reader.start();
		return started;
	}

	/**
	 * Returns the begin of the command line of a JVM.
	 * @param classes folder with further classes, none if empty
	 * @return the executable and the class path
	 */
	static List<String> command(String classes) {
		String classPath = System.getProperty("java.class.path");
		return new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
				(classes.isEmpty()) ? classPath : classes + ":" + classPath));
	}

	private void read() {
		try (BufferedReader output = this.process.inputReader();
				PrintWriter writer = new PrintWriter(Files.newBufferedWriter(this.log), true)) {
			for (String line = output.readLine(); line != null; line = output.readLine()) {
				writer.println(line);
				if (line.startsWith(READY)) {
					this.ready.complete(line.substring(READY.length()));
				}
			}
			this.ready.completeExceptionally(new IllegalStateException("The process ended, see " + this.log));
		}
		catch (IOException ex) {
			this.ready.completeExceptionally(ex);
		}
	}

	/**
	 * Waits until the process is ready.
	 * @return what it says
	 */
	String[] awaitReady() {
		try {
			return this.ready.get(SECONDS, TimeUnit.SECONDS).split(" ");
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while a process started", ex);
		}
		catch (ExecutionException | TimeoutException ex) {
			this.process.destroyForcibly();
			throw new IllegalStateException("The process did not become ready, see " + this.log, ex);
		}
	}

	@Override
	public void close() {
		try {
			this.process.getOutputStream().close();
			if (!this.process.waitFor(SECONDS, TimeUnit.SECONDS)) {
				this.process.destroyForcibly();
			}
		}
		catch (InterruptedException ex) {
			this.process.destroyForcibly();
			Thread.currentThread().interrupt();
		}
		catch (IOException ex) {
			this.process.destroyForcibly();
			throw new UncheckedIOException(ex);
		}
	}

}
