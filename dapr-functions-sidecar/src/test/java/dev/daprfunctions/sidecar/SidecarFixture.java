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

package dev.daprfunctions.sidecar;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import dev.daprfunctions.sidecar.RecordingApp.Answer;
import dev.daprfunctions.sidecar.RecordingApp.Received;
import dev.daprfunctions.sidecar.pubsub.PublishedEvent;
import io.dapr.v1.DaprGrpc;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sidecar on free ports with an application beside it, for all tests of a class.
 */
final class SidecarFixture implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {

	static final String NO_TRACE = "00-00000000000000000000000000000000-0000000000000000-00";

	/**
	 * Long enough for the first sidecar of a JVM on a busy machine.
	 */
	private static final Duration TIMEOUT = Duration.ofSeconds(30);

	private static final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final Consumer<EmbeddedSidecar.Builder> customizer;

	private final List<PublishedEvent> published = new CopyOnWriteArrayList<>();

	private Answer subscriptions = Answer.of(404);

	private TestFolder folder;

	private RecordingApp app;

	private EmbeddedSidecar sidecar;

	private ManagedChannel channel;

	SidecarFixture() {
		this((builder) -> {
		});
	}

	SidecarFixture(Consumer<EmbeddedSidecar.Builder> customizer) {
		this.customizer = customizer;
	}

	/**
	 * Create a fixture with component files.
	 * @param folder the files
	 * @param customizer sets what else is needed
	 */
	SidecarFixture(TestFolder folder, Consumer<EmbeddedSidecar.Builder> customizer) {
		this(customizer);
		this.folder = folder;
	}

	SidecarFixture subscriptions(String json) {
		this.subscriptions = Answer.of(200, "application/json", json);
		return this;
	}

	SidecarFixture resource(String file, String content) {
		resources().file(file, content);
		return this;
	}

	SidecarFixture component(String name, String type, String... settings) {
		resources().component(name, type, settings);
		return this;
	}

	private TestFolder resources() {
		if (this.folder == null) {
			this.folder = new TestFolder();
		}
		return this.folder;
	}

	@Override
	public void beforeAll(ExtensionContext context) {
		this.app = new RecordingApp(0, this.subscriptions);
		EmbeddedSidecar.Builder builder = EmbeddedSidecar.builder()
			.appId("myapp")
			.httpPort(0)
			.grpcPort(0)
			.eventListener(this.published::add);
		if (this.folder != null) {
			builder.resourcesPath(this.folder.path());
		}
		this.customizer.accept(builder);
		this.sidecar = builder.build();
		this.sidecar.start();
		this.sidecar.connectApp(AppChannel.http(this.app.port()));
		this.channel = NettyChannelBuilder.forAddress("127.0.0.1", this.sidecar.grpcPort()).usePlaintext().build();
		await().until(() -> send("GET", "/v1.0/healthz").statusCode() == 204);
	}

	@Override
	public void beforeEach(ExtensionContext context) {
		this.app.clear();
		this.published.clear();
	}

	@Override
	public void afterAll(ExtensionContext context) throws Exception {
		this.channel.shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
		this.sidecar.close();
		this.app.close();
		if (this.folder != null) {
			this.folder.close();
		}
	}

	List<PublishedEvent> published() {
		return this.published;
	}

	HttpResponse<String> publish(String topic, String body, String... headers) {
		return send("POST", "/v1.0/publish/" + topic, body, headers);
	}

	HttpResponse<String> publishJson(String topic, String body) {
		return publish(topic, body, "Content-Type", "application/json");
	}

	Received receive(String path) {
		await().until(() -> !this.app.received(path).isEmpty());
		return this.app.received(path).get(0);
	}

	JsonNode receiveJson(String path) {
		return json(receive(path).body());
	}

	static ConditionFactory await() {
		return Awaitility.await().atMost(TIMEOUT).pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(10));
	}

	static JsonNode json(String text) {
		return JsonMapper.shared().readTree(text);
	}

	RecordingApp app() {
		return this.app;
	}

	EmbeddedSidecar sidecar() {
		return this.sidecar;
	}

	DaprGrpc.DaprBlockingStub stub() {
		return DaprGrpc.newBlockingStub(this.channel);
	}

	ManagedChannel channel() {
		return this.channel;
	}

	RawHttp raw() {
		return new RawHttp(this.sidecar.httpPort());
	}

	HttpResponse<String> send(String verb, String path) {
		return send(verb, path, null);
	}

	HttpResponse<String> send(String verb, String path, String body, String... headers) {
		return sendAsync(verb, path, body, headers).join();
	}

	CompletableFuture<HttpResponse<String>> sendAsync(String verb, String path, String body, String... headers) {
		HttpRequest.Builder request = HttpRequest
			.newBuilder(URI.create("http://127.0.0.1:" + this.sidecar.httpPort() + path))
			.method(verb, (body != null) ? BodyPublishers.ofString(body) : BodyPublishers.noBody());
		if (headers.length > 0) {
			request.headers(headers);
		}
		return client.sendAsync(request.build(), BodyHandlers.ofString());
	}

	HttpResponse<String> save(String body) {
		return send("POST", "/v1.0/state/statestore", body);
	}

	HttpResponse<String> transact(String... operations) {
		return send("POST", "/v1.0/state/statestore/transaction",
				"{\"operations\":[%s]}".formatted(String.join(",", operations)));
	}

	HttpResponse<String> get(String key) {
		return send("GET", "/v1.0/state/statestore/" + key);
	}

	String etag(String key) {
		return get(key).headers().firstValue("Etag").orElseThrow();
	}

}
