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
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

import com.sun.net.httpserver.HttpServer;

/**
 * Program that is started as {@code daprd} is, notes its arguments and says that it is
 * ready.
 */
public final class StandInDaprd {

	private StandInDaprd() {
	}

	static Path write(Path folder) throws IOException {
		return writeScript(folder,
				"exec '%s' -XX:TieredStopAtLevel=1 -cp '%s' %s '%s' \"$@\"".formatted(
						Path.of(System.getProperty("java.home"), "bin", "java"),
						Path.of(StandInDaprd.class.getProtectionDomain().getCodeSource().getLocation().getPath()),
						StandInDaprd.class.getName(), folder.resolve("notes")));
	}

	static Path writeScript(Path folder, String script) throws IOException {
		Path file = Files.writeString(folder.resolve("daprd"), "#!/bin/sh\n" + script + "\n");
		return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
	}

	static String option(Path folder, String name) throws IOException {
		List<String> notes = Files.readAllLines(folder.resolve("notes"));
		return notes.contains(name) ? notes.get(notes.indexOf(name) + 1) : "";
	}

	static ProcessHandle process(Path folder) throws IOException {
		return ProcessHandle.of(Long.parseLong(option(folder, "pid"))).orElseThrow();
	}

	public static void main(String[] args) throws IOException {
		List<String> arguments = List.of(args).subList(1, args.length);
		Files.writeString(Path.of(args[0]),
				String.join("\n",
						List.of("pid", Long.toString(ProcessHandle.current().pid()), "api-token",
								System.getenv().getOrDefault("DAPR_API_TOKEN", "none"), "app-token",
								System.getenv().getOrDefault("APP_API_TOKEN", "none"), String.join("\n", arguments))));
		int port = Integer.parseInt(arguments.get(arguments.indexOf("--dapr-http-port") + 1));
		HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
		server.createContext("/", (exchange) -> {
			exchange.sendResponseHeaders(204, -1);
			exchange.close();
		});
		server.start();
	}

}
