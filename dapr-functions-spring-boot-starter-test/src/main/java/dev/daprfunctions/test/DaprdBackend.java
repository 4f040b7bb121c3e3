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

package dev.daprfunctions.test;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

import dev.daprfunctions.invocation.SidecarHttpClient;
import dev.daprfunctions.sidecar.EmbeddedSidecar;
import dev.daprfunctions.sidecar.daprd.DaprdProcess;
import dev.daprfunctions.sidecar.invocation.AppAnswer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@link SidecarBackend} that is the real {@code daprd}, with what its API offers.
 */
final class DaprdBackend implements SidecarBackend {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static final int NO_CONTENT = 204;

	private final Set<StateKey> seen = ConcurrentHashMap.newKeySet();

	private final HttpClient client = SidecarHttpClient.createHttpClient(PATIENCE);

	private final DaprdProcess daprd;

	private final URI endpoint;

	private final @Nullable String apiToken;

	private final JsonMapper jsonMapper;

	private final BooleanSupplier hasPort;

	private @Nullable String appId;

	DaprdBackend(DaprdProcess daprd, URI endpoint, @Nullable String apiToken, JsonMapper jsonMapper,
			BooleanSupplier hasPort) {
		this.daprd = daprd;
		this.endpoint = endpoint;
		this.apiToken = apiToken;
		this.jsonMapper = jsonMapper;
		this.hasPort = hasPort;
	}

	@Override
	public void awaitApp() {
		if (!this.hasPort.getAsBoolean()) {
			throw new IllegalStateException("daprd cannot call the application, which has no port: use "
					+ "@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)");
		}
		try {
			if (!this.daprd.awaitReady(PATIENCE)) {
				throw new IllegalStateException("daprd could not reach the application within " + PATIENCE);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while waiting for daprd", ex);
		}
	}

	@Override
	public void clear() {
		if (this.hasPort.getAsBoolean()) {
			awaitApp();
		}
		for (StateKey state : this.seen) {
			require("delete '%s' from the state store '%s'".formatted(state.key(), state.store()),
					send("DELETE", state.path(), Map.of(), null));
			this.seen.remove(state);
		}
	}

	@Override
	public AppAnswer invoke(String verb, String method, Map<String, List<String>> headers, byte[] body) {
		awaitApp();
		HttpResponse<byte[]> response = send(verb, "/v1.0/invoke/%s/method/%s".formatted(appId(), method), headers,
				body);
		return new AppAnswer(response.statusCode(), response.headers().map(), response.body());
	}

	private String appId() {
		String id = this.appId;
		if (id == null) {
			HttpResponse<byte[]> response = require("read the metadata", send("GET", "/v1.0/metadata", Map.of(), null));
			JsonNode metadata = this.jsonMapper.readTree(response.body());
			id = metadata.path("id").asString();
			this.appId = id;
		}
		return id;
	}

	@Override
	public void publish(String pubsub, String topic, byte[] data, String contentType, Map<String, String> metadata) {
		awaitApp();
		String query = metadata.entrySet()
			.stream()
			.map((entry) -> "metadata.%s=%s".formatted(encode(entry.getKey()), encode(entry.getValue())))
			.collect(Collectors.joining("&", (metadata.isEmpty()) ? "" : "?", ""));
		require("publish to topic '%s' of '%s'".formatted(topic, pubsub),
				send("POST", "/v1.0/publish/%s/%s%s".formatted(encode(pubsub), topic, query),
						Map.of("Content-Type", List.of(contentType)), data));
	}

	@Override
	public byte @Nullable [] state(String store, String key) {
		StateKey state = new StateKey(store, key);
		HttpResponse<byte[]> response = require("read '%s' from the state store '%s'".formatted(key, store),
				send("GET", state.path(), Map.of(), null));
		this.seen.add(state);
		return (response.statusCode() == NO_CONTENT) ? null : response.body();
	}

	@Override
	public void saveState(String store, String key, byte[] value) {
		byte[] body = this.jsonMapper
			.writeValueAsBytes(List.of(Map.of("key", key, "value", this.jsonMapper.readTree(value))));
		require("save '%s' in the state store '%s'".formatted(key, store), send("POST",
				"/v1.0/state/%s".formatted(encode(store)), Map.of("Content-Type", List.of("application/json")), body));
		this.seen.add(new StateKey(store, key));
	}

	@Override
	public String describe(String store) {
		return "What else the store '%s' of daprd has is not known".formatted(store);
	}

	@Override
	public EmbeddedSidecar embedded(String purpose) {
		throw unsupported(purpose);
	}

	@Override
	public Recorder recorder(String purpose) {
		throw unsupported(purpose);
	}

	private static UnsupportedOperationException unsupported(String purpose) {
		return new UnsupportedOperationException(
				"The API of daprd does not let a test %s: use sidecar = SidecarType.EMBEDDED".formatted(purpose));
	}

	@Override
	public void settle() {
	}

	private HttpResponse<byte[]> send(String verb, String path, Map<String, List<String>> headers,
			byte @Nullable [] body) {
		HttpRequest.Builder request = HttpRequest.newBuilder(this.endpoint.resolve(path))
			.method(verb,
					(body != null) ? HttpRequest.BodyPublishers.ofByteArray(body) : HttpRequest.BodyPublishers.noBody())
			.timeout(PATIENCE);
		headers.forEach((name, values) -> values.forEach((value) -> request.header(name, value)));
		if (this.apiToken != null) {
			request.setHeader(SidecarHttpClient.API_TOKEN_HEADER, this.apiToken);
		}
		try {
			return this.client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
		}
		catch (IOException ex) {
			throw new IllegalStateException("daprd did not answer %s %s".formatted(verb, path), ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while waiting for daprd", ex);
		}
	}

	private static HttpResponse<byte[]> require(String what, HttpResponse<byte[]> response) {
		if (response.statusCode() / 100 != 2) {
			throw new IllegalArgumentException("Could not %s: daprd answered %d: %s".formatted(what,
					response.statusCode(), new String(response.body(), StandardCharsets.UTF_8)));
		}
		return response;
	}

	private static String encode(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
	}

	/**
	 * State that the test has saved or looked at.
	 *
	 * @param store the name of the state store
	 * @param key the key
	 */
	private record StateKey(String store, String key) {

		String path() {
			return "/v1.0/state/%s/%s".formatted(encode(this.store), encode(this.key));
		}

	}

}
