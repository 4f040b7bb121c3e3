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

package dev.daprfunctions.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.daprfunctions.autoconfigure.DaprConnectionDetails;
import dev.daprfunctions.sidecar.EmbeddedSidecar;
import dev.daprfunctions.sidecar.fault.Faults;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

/**
 * An application with its sidecar, both on free ports. The sidecar has the pub/sub
 * {@code pubsub}; the embedded one also has the state stores {@code memory} and
 * {@code redis}, and the binding {@code queue}.
 */
final class EngineApplication implements AutoCloseable {

	private static final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final Path resources;

	private final ConfigurableApplicationContext context;

	private EngineApplication(Path resources, ConfigurableApplicationContext context) {
		this.resources = resources;
		this.context = context;
	}

	static EngineApplication start(String... properties) {
		return start(Map.of("memory", "state.in-memory, metadata: []", "redis", "state.redis, metadata: []", "queue",
				"bindings.kafka, metadata: []"), properties);
	}

	static EngineApplication startOnDaprd(String executable, Map<String, String> components) {
		return start(components, "dapr.functions.sidecar.kind=daprd",
				"dapr.functions.sidecar.executable=" + executable);
	}

	private static EngineApplication start(Map<String, String> components, String... properties) {
		Path resources = createResources(components);
		String[] all = Stream.concat(
				Stream.of("server.port=0", "dapr.functions.sidecar.http-port=0", "dapr.functions.sidecar.grpc-port=0",
						"dapr.functions.sidecar.resources-path=" + resources, "spring.main.banner-mode=off"),
				Stream.of(properties))
			.toArray(String[]::new);
		return new EngineApplication(resources,
				new SpringApplicationBuilder(Application.class, EngineFunctions.class, ObservedClient.class)
					.properties(all)
					.run());
	}

	private static Path createResources(Map<String, String> components) {
		try {
			Path folder = Files.createTempDirectory("components");
			write(folder, "pubsub", "pubsub.in-memory, metadata: []");
			for (Map.Entry<String, String> component : components.entrySet()) {
				write(folder, component.getKey(), component.getValue());
			}
			return folder;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void write(Path folder, String name, String type) throws IOException {
		Files.writeString(folder.resolve(name + ".yaml"), """
				apiVersion: dapr.io/v1alpha1
				kind: Component
				metadata: {name: %s}
				spec: {type: %s}
				""".formatted(name, type));
	}

	/**
	 * Return whether the sidecar has reached the application.
	 * @return whether it has
	 */
	boolean isReady() {
		return send("GET", sidecarUrl() + "/v1.0/healthz", "").statusCode() == 204;
	}

	private String sidecarUrl() {
		return this.context.getBean(DaprConnectionDetails.class).getHttpEndpoint();
	}

	EmbeddedSidecar sidecar() {
		return this.context.getBean(EmbeddedSidecar.class);
	}

	Faults faults() {
		return sidecar().faults();
	}

	ObservedClient client() {
		return this.context.getBean(ObservedClient.class);
	}

	/**
	 * Call a function.
	 * @param function the name of the function
	 * @param store the state store
	 * @param key the key
	 * @return the answer
	 */
	Answer call(String function, String store, String key) {
		return call(function, Map.of("store", store, "key", key));
	}

	Answer call(String function, Object payload) {
		String port = this.context.getEnvironment().getRequiredProperty("local.server.port");
		return Answer.of(send("POST", "http://127.0.0.1:" + port + "/" + function,
				JsonMapper.shared().writeValueAsString(payload)));
	}

	void save(String store, String key, Object value) {
		String item = JsonMapper.shared().writeValueAsString(List.of(Map.of("key", key, "value", value)));
		HttpResponse<String> response = send("POST", sidecarUrl() + "/v1.0/state/" + store, item);
		if (response.statusCode() != 204) {
			throw new IllegalStateException("Saving failed: " + response.body());
		}
	}

	/**
	 * Read a state from the sidecar.
	 * @param store the state store
	 * @param key the key
	 * @return the JSON text, empty if there is none
	 */
	String read(String store, String key) {
		return send("GET", sidecarUrl() + "/v1.0/state/" + store + "/" + key, "").body();
	}

	int readNumber(String store, String key) {
		return Integer.parseInt(read(store, key));
	}

	private static HttpResponse<String> send(String verb, String url, String body) {
		HttpRequest request = HttpRequest.newBuilder(URI.create(url))
			.header("Content-Type", "application/json")
			.method(verb, (body.isEmpty()) ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
			.build();
		try {
			return http.send(request, BodyHandlers.ofString());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		this.context.close();
		try {
			FileSystemUtils.deleteRecursively(this.resources);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Answer of a function.
	 *
	 * @param status the status
	 * @param problem the problem details, empty for success
	 */
	record Answer(int status, Map<String, Object> problem) {

		private static Answer of(HttpResponse<String> response) {
			Map<String, Object> problem = new LinkedHashMap<>();
			if (response.statusCode() >= 400) {
				JsonMapper.shared()
					.readTree(response.body())
					.properties()
					.forEach((member) -> problem.put(member.getKey(),
							JsonMapper.shared().treeToValue(member.getValue(), Object.class)));
			}
			return new Answer(response.statusCode(), problem);
		}

		String detail() {
			return String.valueOf(this.problem.get("detail"));
		}

		List<?> listed(String outcome) {
			return (this.problem.get(outcome) instanceof List<?> targets) ? targets : List.of();
		}

	}

	/**
	 * The application.
	 */
	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
