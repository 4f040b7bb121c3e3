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
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.springframework.util.FileSystemUtils;

/**
 * A MariaDB server on a free port of the loopback interface, whose data last no longer
 * than it does.
 *
 * @since 0.1.0
 */
public final class MariadbServer implements AutoCloseable {

	private static final String INSTALLER = "mariadb-install-db";

	private static final Path ADMINISTRATION = Path.of("/usr/sbin");

	/** What a new connection is greeted with begins with its length in three bytes. */
	private static final int GREETING = 4;

	private final int port = ChildProcess.freePort();

	private final Path folder;

	private final ChildProcess process;

	/**
	 * Start the server.
	 */
	public MariadbServer() {
		try {
			this.folder = Files.createTempDirectory("mariadb");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		String user = "--user=" + System.getProperty("user.name");
		List<String> storage = List.of("--no-defaults", user, "--datadir=" + this.folder.resolve("data"),
				"--innodb-log-file-size=4M", "--innodb-flush-method=nosync", "--skip-innodb-doublewrite");
		ChildProcess.run(command(Programs.find(INSTALLER).orElseThrow(), storage,
				"--auth-root-authentication-method=normal", "--skip-test-db", "--skip-name-resolve"), this.folder,
				this.folder.resolve("install.log"));
		this.process = ChildProcess.start(
				command(binary().orElseThrow(), storage, "--bind-address=127.0.0.1", "--port=" + this.port,
						"--socket=" + this.folder.resolve("socket"), "--innodb-flush-log-at-trx-commit=0",
						"--character-set-server=utf8mb4", "--default-time-zone=+00:00"),
				Map.of(), this.folder, this.folder.resolve("mariadb.log"));
		this.process.awaitReady(this::isUp);
	}

	/**
	 * Start the server, or leave out the test if there is none: with {@code CI=true} that
	 * is a failure.
	 * @return the running server
	 */
	public static MariadbServer require() {
		return (binary().isPresent()) ? new MariadbServer()
				: Requirement.missing("MariaDB", "install it, so that mariadbd is on the PATH");
	}

	/**
	 * Return the program.
	 * @return the program, empty if neither the {@code PATH} nor the folder of the
	 * package of Debian has one
	 */
	public static Optional<Path> binary() {
		return Programs.find(INSTALLER).flatMap((installer) -> Programs.find("mariadbd", ADMINISTRATION));
	}

	private static List<String> command(Path program, List<String> storage, String... arguments) {
		return Stream.of(Stream.of(program.toString()), storage.stream(), Stream.of(arguments))
			.flatMap((words) -> words)
			.toList();
	}

	private boolean isUp() {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.port)) {
			return socket.getInputStream().readNBytes(GREETING).length == GREETING;
		}
		catch (IOException ex) {
			return false;
		}
	}

	/**
	 * Return how a client reaches the server.
	 * @return the connection string
	 */
	public String connectionString() {
		return "root@tcp(127.0.0.1:%d)/".formatted(this.port);
	}

	@Override
	public void close() throws IOException {
		this.process.close();
		FileSystemUtils.deleteRecursively(this.folder);
	}

}
