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

package dev.daprfunctions.samples.functions;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import dev.daprfunctions.programs.RealDaprd;
import dev.daprfunctions.programs.RedisServer;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * The tests of {@link FunctionsApplication} with a real {@code daprd} as its sidecar, and
 * with Redis and Kafka: the component files are those of the application, with the
 * addresses of these servers. The secret store of Kubernetes is the local one.
 */
@DirtiesContext
@ExtendWith(FunctionsOnDaprdTests.Servers.class)
class FunctionsOnDaprdTests extends FunctionsApplicationTests {

	@TempDir
	private static Path components;

	private static RedisServer redis;

	private static EmbeddedKafkaKraftBroker kafka;

	private static void startServers() throws IOException {
		RealDaprd.require();
		redis = RedisServer.require();
		kafka = new EmbeddedKafkaKraftBroker(1, 1, "sample");
		kafka.afterPropertiesSet();
		copyComponents();
	}

	private static void copyComponents() throws IOException {
		Path source = Path.of("components");
		try (Stream<Path> files = Files.list(source)) {
			for (Path file : files.filter((path) -> path.toString().endsWith(".yaml")).toList()) {
				Files.writeString(components.resolve(file.getFileName()), adapt(Files.readString(file)));
			}
		}
		String secrets = Files.readString(source.resolve("localsecretstore.yaml"));
		Files.writeString(components.resolve("kubernetes.yaml"),
				secrets.replace("name: localsecretstore", "name: kubernetes"));
	}

	private static String adapt(String component) {
		return component.replace("localhost:6379", redis.address())
			.replace("localhost:9092", kafka.getBrokersAsString())
			.replace("  - name: authType", "  - name: initialOffset\n    value: oldest\n  - name: authType");
	}

	private static void stopServers() throws IOException {
		if (kafka != null) {
			kafka.destroy();
		}
		if (redis != null) {
			redis.close();
		}
	}

	@DynamicPropertySource
	static void useDaprd(DynamicPropertyRegistry registry) {
		registry.add("dapr.functions.sidecar.kind", () -> "daprd");
		registry.add("dapr.functions.sidecar.executable", RealDaprd::require);
		registry.add("dapr.functions.sidecar.resources-path", components::toString);
	}

	/**
	 * Ends the servers after the application.
	 */
	static final class Servers implements BeforeAllCallback {

		@Override
		public void beforeAll(ExtensionContext context) throws IOException {
			AutoCloseable end = FunctionsOnDaprdTests::stopServers;
			context.getStore(Namespace.create(Servers.class)).put("servers", end);
			startServers();
		}

	}

}
