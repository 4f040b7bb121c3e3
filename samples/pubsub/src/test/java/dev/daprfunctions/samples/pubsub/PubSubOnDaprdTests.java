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

package dev.daprfunctions.samples.pubsub;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import dev.daprfunctions.programs.RealDaprd;
import dev.daprfunctions.programs.RedisServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/**
 * The two applications with a real {@code daprd} each, which find each other by a file,
 * and with Redis: the component files are those of the applications, with its address.
 */
class PubSubOnDaprdTests extends PubSubCases {

	@TempDir
	private static Path folder;

	private static RedisServer redis;

	@BeforeAll
	static void start() throws IOException {
		String daprd = RealDaprd.require();
		redis = RedisServer.require();
		startApplications("--dapr.functions.sidecar.kind=daprd", "--dapr.functions.sidecar.executable=" + daprd,
				"--dapr.functions.sidecar.resources-path=" + copyComponents(),
				"--dapr.functions.sidecar.config-path=" + writeConfiguration());
	}

	private static Path copyComponents() throws IOException {
		Path components = Files.createDirectory(folder.resolve("components"));
		try (Stream<Path> files = Files.list(Path.of("components"))) {
			for (Path file : files.toList()) {
				Files.writeString(components.resolve(file.getFileName()),
						Files.readString(file).replace("localhost:6379", redis.address()));
			}
		}
		return components;
	}

	private static Path writeConfiguration() throws IOException {
		return Files.writeString(folder.resolve("configuration.yaml"), """
				apiVersion: dapr.io/v1alpha1
				kind: Configuration
				metadata:
				  name: configuration
				spec:
				  nameResolution:
				    component: sqlite
				    version: v1
				    configuration:
				      connectionString: %s
				""".formatted(folder.resolve("names.db")));
	}

	@AfterAll
	static void stop() throws IOException {
		stopApplications();
		if (redis != null) {
			redis.close();
		}
	}

}
