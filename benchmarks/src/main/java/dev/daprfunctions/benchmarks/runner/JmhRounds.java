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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.openjdk.jmh.Main;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs of JMH, each in a process of its own, and what they measured.
 */
final class JmhRounds {

	private final Measures times = new Measures();

	private final Measures bytes = new Measures();

	/**
	 * Runs the benchmarks of a class once.
	 * @param type the class
	 * @param classes folder with further classes, none if empty
	 * @param name the name of the files
	 * @param suffix what is added to the names of the benchmarks
	 * @throws IOException if the process cannot be started
	 */
	void run(Class<?> type, String classes, String name, String suffix) throws IOException {
		Files.createDirectories(JavaProcess.DIRECTORY);
		Path json = JavaProcess.DIRECTORY.resolve(name + ".json");
		List<String> command = JavaProcess.command(classes);
		command.add(Main.class.getName());
		command.addAll(List.of(type.getName() + ".*", "-f", "1", "-wi", "2", "-w", "1", "-i", "2", "-r", "1", "-foe",
				"true", "-prof", "gc", "-rf", "json", "-rff", json.toString()));
		Path log = JavaProcess.DIRECTORY.resolve(name + ".log");
		Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
		try {
			int status = process.waitFor();
			if (status != 0) {
				throw new IllegalStateException("JMH ended with " + status + ", see " + log);
			}
		}
		catch (InterruptedException ex) {
			process.destroy();
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted", ex);
		}
		JsonMapper.shared().readTree(json.toFile()).forEach((result) -> add(result, suffix));
	}

	private void add(JsonNode result, String suffix) {
		String full = result.get("benchmark").stringValue();
		String name = full.substring(full.lastIndexOf('.') + 1) + suffix;
		this.times.add(name, result.get("primaryMetric").get("score").doubleValue());
		this.bytes.add(name, result.get("secondaryMetrics").get("gc.alloc.rate.norm").get("score").doubleValue());
	}

	Samples times(String name) {
		return this.times.of(name);
	}

	Samples bytes(String name) {
		return this.bytes.of(name);
	}

}
