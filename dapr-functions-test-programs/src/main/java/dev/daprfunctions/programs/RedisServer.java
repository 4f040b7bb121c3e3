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

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.springframework.util.FileSystemUtils;

/**
 * A {@code redis-server} on a free port of the loopback interface, which keeps nothing.
 *
 * @since 0.1.0
 */
public final class RedisServer implements AutoCloseable {

	private final int port = ChildProcess.freePort();

	private final Path folder;

	private final ChildProcess process;

	/**
	 * Start the server.
	 */
	public RedisServer() {
		try {
			this.folder = Files.createTempDirectory("redis");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		this.process = ChildProcess.start(List.of(binary().orElseThrow().toString(), "--port",
				String.valueOf(this.port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"), Map.of(),
				this.folder, this.folder.resolve("redis.log"));
		this.process.awaitReady(this::isUp);
	}

	/**
	 * Start the server, or leave out the test if there is none: with {@code CI=true} that
	 * is a failure.
	 * @return the running server
	 */
	public static RedisServer require() {
		return (binary().isPresent()) ? new RedisServer()
				: Requirement.missing("redis-server", "install Redis, so that it is on the PATH");
	}

	/**
	 * Return the program.
	 * @return the program, empty if the {@code PATH} has none
	 */
	public static Optional<Path> binary() {
		return Programs.find("redis-server");
	}

	private boolean isUp() {
		try {
			return "+PONG".equals(call(0, "PING"));
		}
		catch (UncheckedIOException ex) {
			return false;
		}
	}

	/**
	 * Forget all data.
	 */
	public void clear() {
		call(0, "FLUSHALL");
	}

	/**
	 * Call a command.
	 * @param database the number of the database
	 * @param words the words of the command
	 * @return the first line of the answer
	 */
	public String call(int database, String... words) {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.port)) {
			socket.getOutputStream().write(encode("SELECT", String.valueOf(database)));
			socket.getOutputStream().write(encode(words));
			BufferedReader answers = new BufferedReader(
					new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
			answers.readLine();
			return answers.readLine();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static byte[] encode(String... words) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		bytes.writeBytes("*%d\r\n".formatted(words.length).getBytes(StandardCharsets.US_ASCII));
		for (String word : words) {
			byte[] octets = word.getBytes(StandardCharsets.UTF_8);
			bytes.writeBytes("$%d\r\n".formatted(octets.length).getBytes(StandardCharsets.US_ASCII));
			bytes.writeBytes(octets);
			bytes.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
		}
		return bytes.toByteArray();
	}

	/**
	 * Return where the server listens.
	 * @return host and port
	 */
	public String address() {
		return "127.0.0.1:" + this.port;
	}

	@Override
	public void close() throws IOException {
		this.process.close();
		FileSystemUtils.deleteRecursively(this.folder);
	}

}
