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

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import com.sun.management.OperatingSystemMXBean;
import io.dapr.client.DaprClient;
import io.grpc.ManagedChannel;

import org.springframework.boot.SpringBootVersion;

/**
 * What the benchmarks run on.
 */
final class Machine {

	private Machine() {
	}

	/**
	 * Describes the machine and the versions.
	 * @return a Markdown table
	 * @throws IOException if the machine does not tell
	 */
	static String describe() throws IOException {
		OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
		long gibibytes = Math.round(system.getTotalMemorySize() / (double) (1L << 30));
		return """
				| | |
				|---|---|
				| processor | %s, %d hardware threads |
				| memory | %d GiB |
				| system | %s %s |
				| Java | %s %s |
				| Spring Boot | %s |
				| Dapr SDK, gRPC | %s, %s |
				| load generator | %s |
				""".formatted(processor(), system.getAvailableProcessors(), gibibytes, system.getName(),
				system.getVersion(), System.getProperty("java.vm.name"), System.getProperty("java.vm.version"),
				SpringBootVersion.getVersion(), version(DaprClient.class, "dapr-sdk-"),
				version(ManagedChannel.class, "grpc-api-"), wrkVersion());
	}

	private static String processor() throws IOException {
		return Files.readAllLines(Path.of("/proc/cpuinfo"))
			.stream()
			.filter((line) -> line.startsWith("model name"))
			.map((line) -> line.substring(line.indexOf(':') + 1).strip())
			.findFirst()
			.orElse(System.getProperty("os.arch"));
	}

	private static String version(Class<?> type, String artifact) {
		String jar = type.getProtectionDomain().getCodeSource().getLocation().getPath();
		return jar.substring(jar.lastIndexOf(artifact) + artifact.length(), jar.lastIndexOf(".jar"));
	}

	private static String wrkVersion() throws IOException {
		Process process = new ProcessBuilder(List.of("wrk", "-v")).redirectErrorStream(true).start();
		return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines()
			.findFirst()
			.orElse("wrk")
			.replaceAll(" \\[.*", "");
	}

	/**
	 * Returns how busy the machine is.
	 * @return the load average of the last minute
	 */
	static String loadAverage() {
		return "%.1f".formatted(ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
	}

}
