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
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import com.sun.net.httpserver.HttpServer;

/**
 * Program that looks like {@code daprd} from outside. It notes its arguments and tokens,
 * and does as the {@link Behaviour} says.
 */
public final class FakeDaprd {

	private FakeDaprd() {
	}

	/**
	 * Write a script that starts the program as {@code daprd} is started.
	 * @param folder where to write it, and where the program notes how it was started
	 * @param behaviour what it does
	 * @return the executable
	 * @throws IOException if it cannot be written
	 */
	static Path write(Path folder, Behaviour behaviour) throws IOException {
		String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
		String classes = Path.of(FakeDaprd.class.getProtectionDomain().getCodeSource().getLocation().getPath())
			.toString();
		return writeScript(folder, "exec '%s' -Xshare:auto -XX:TieredStopAtLevel=1 -cp '%s' %s '%s' %s \"$@\""
			.formatted(java, classes, FakeDaprd.class.getName(), folder, behaviour));
	}

	/**
	 * Write a script that logs one line and goes on with a command.
	 * @param folder where to write it, and where it notes its arguments
	 * @param command the command
	 * @return the executable
	 * @throws IOException if it cannot be written
	 */
	static Path write(Path folder, String command) throws IOException {
		return writeScript(folder, "printf '%%s\\n' \"$@\" > '%s/arguments'\n".formatted(folder)
				+ "echo '{\"level\":\"fatal\",\"msg\":\"no such component\",\"scope\":\"dapr.runtime\"}'\n" + command);
	}

	private static Path writeScript(Path folder, String script) throws IOException {
		Path file = Files.writeString(folder.resolve("daprd"), "#!/bin/sh\n" + script + "\n");
		return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
	}

	static List<String> arguments(Path folder) throws IOException {
		return Files.readAllLines(folder.resolve("arguments"));
	}

	static List<String> environment(Path folder) throws IOException {
		return Files.readAllLines(folder.resolve("environment"));
	}

	public static void main(String[] args) throws IOException {
		Path folder = Path.of(args[0]);
		Behaviour behaviour = Behaviour.valueOf(args[1]);
		List<String> arguments = List.of(args).subList(2, args.length);
		Files.write(folder.resolve("arguments"), arguments);
		Files.write(folder.resolve("environment"),
				System.getenv().entrySet().stream().map((entry) -> entry.getKey() + "=" + entry.getValue()).toList());
		PrintStream out = new PrintStream(System.out, true);
		out.println("time=\"now\" level=warning msg=\"plain warning\"");
		out.println("{\"level\":\"info\",\"msg\":\"running as \\\"fake\\\"\",\"scope\":\"dapr.runtime\"}");
		out.println("{\"level\":\"debug\",\"msg\":\"some detail\",\"scope\":\"dapr.runtime\"}");
		if (behaviour == Behaviour.STUBBORN) {
			Runtime.getRuntime().addShutdownHook(new Thread(FakeDaprd::sleep));
		}
		if (behaviour == Behaviour.FAIL) {
			out.println("{\"level\":\"error\",\"msg\":\"bad component\",\"scope\":\"dapr.runtime\"}");
		}
		serve(behaviour, Integer.parseInt(arguments.get(arguments.indexOf("--dapr-http-port") + 1)), out);
		if (behaviour == Behaviour.FAIL) {
			endSoon();
		}
		sleep();
	}

	private static void endSoon() {
		CompletableFuture.delayedExecutor(700, TimeUnit.MILLISECONDS).execute(() -> Runtime.getRuntime().halt(1));
	}

	private static void serve(Behaviour behaviour, int port, PrintStream out) throws IOException {
		HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
		server.createContext("/v1.0/healthz/outbound", (exchange) -> {
			exchange.sendResponseHeaders(204, -1);
			exchange.close();
		});
		server.createContext("/v1.0/healthz", (exchange) -> {
			exchange.sendResponseHeaders((behaviour == Behaviour.WAIT_FOR_APP) ? 500 : 204, -1);
			exchange.close();
		});
		server.createContext("/crash", (exchange) -> {
			out.println("panic: out of luck");
			Runtime.getRuntime().halt(3);
		});
		server.start();
	}

	private static void sleep() {
		try {
			Thread.currentThread().join();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * What the program does.
	 */
	enum Behaviour {

		/**
		 * It answers, and says at once that it has reached the application.
		 */
		RUN,

		/**
		 * It answers, but never reaches the application.
		 */
		WAIT_FOR_APP,

		/**
		 * It logs an error, answers for a moment, and ends.
		 */
		FAIL,

		/**
		 * It answers, and does not heed a signal to end.
		 */
		STUBBORN

	}

}
