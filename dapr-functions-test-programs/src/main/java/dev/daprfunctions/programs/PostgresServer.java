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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.springframework.util.FileSystemUtils;

/**
 * A PostgreSQL server on a free port of the loopback interface, whose data last no longer
 * than it does. As it refuses to run as root, it then runs as the user {@code postgres},
 * whom its package creates.
 *
 * @since 0.1.0
 */
public final class PostgresServer implements AutoCloseable {

	private static final String USER = "postgres";

	private static final Path VERSIONS = Path.of("/usr/lib/postgresql");

	private final int port = ChildProcess.freePort();

	private final Path folder;

	private final Path data;

	private final ChildProcess process;

	/**
	 * Start the server.
	 */
	public PostgresServer() {
		Path server = binary().orElseThrow();
		this.folder = createFolder();
		this.data = this.folder.resolve("data");
		ChildProcess.run(
				command(server.resolveSibling("initdb"), "--pgdata", this.data.toString(), "--username", USER, "--auth",
						"trust", "--encoding", "UTF8", "--locale", "C", "--no-sync"),
				this.folder, this.folder.resolve("initdb.log"));
		this.process = ChildProcess.start(
				command(server, "-D", this.data.toString(), "-p", String.valueOf(this.port), "-c",
						"listen_addresses=127.0.0.1", "-c", "unix_socket_directories=", "-c", "fsync=off", "-c",
						"timezone=UTC", "-c", "deadlock_timeout=100ms"),
				Map.of(), this.folder, this.folder.resolve("postgres.log"));
		this.process.awaitReady(this::isUp);
	}

	/**
	 * Start the server, or leave out the test if there is none: with {@code CI=true} that
	 * is a failure.
	 * @return the running server
	 */
	public static PostgresServer require() {
		return (binary().isPresent()) ? new PostgresServer() : Requirement.missing("PostgreSQL",
				"install it, so that postgres is on the PATH or in %s/<version>/bin".formatted(VERSIONS));
	}

	/**
	 * Return the program.
	 * @return the program, empty if neither the {@code PATH} nor the folder of the
	 * packages of Debian has one
	 */
	public static Optional<Path> binary() {
		return Programs.find("postgres", Programs.ofVersions(VERSIONS, "bin"));
	}

	private static Path createFolder() {
		try {
			Path folder = Files.createTempDirectory("postgres");
			if (Programs.isRoot()) {
				Files.setOwner(folder,
						folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(USER));
			}
			return folder;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static List<String> command(Path program, String... arguments) {
		List<String> command = new ArrayList<>();
		if (Programs.isRoot()) {
			command.addAll(List.of("setpriv", "--reuid=" + USER, "--regid=" + USER, "--init-groups", "--"));
		}
		command.add(program.toString());
		command.addAll(List.of(arguments));
		return command;
	}

	/**
	 * The last line of the file with its process id tells what state the server is in.
	 * @return whether it takes connections
	 */
	private boolean isUp() {
		try {
			return Files.readString(this.data.resolve("postmaster.pid")).strip().endsWith("ready");
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
		return "host=127.0.0.1 port=%d user=%s database=postgres sslmode=disable".formatted(this.port, USER);
	}

	@Override
	public void close() throws IOException {
		this.process.close();
		FileSystemUtils.deleteRecursively(this.folder);
	}

}
