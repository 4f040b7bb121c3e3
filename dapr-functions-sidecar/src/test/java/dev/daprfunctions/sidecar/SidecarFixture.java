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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.dapr.v1.DaprGrpc;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import static org.awaitility.Awaitility.await;

/**
 * Sidecar on free ports with an application beside it, for all tests of a class.
 */
final class SidecarFixture implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {

	static final String NO_TRACE = "00-00000000000000000000000000000000-0000000000000000-00";

	private static final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final Consumer<EmbeddedSidecar.Builder> customizer;

	private final TestFolder folder;

	private RecordingApp app;

	private EmbeddedSidecar sidecar;

	private ManagedChannel channel;

	SidecarFixture() {
		this((builder) -> {
		});
	}

	SidecarFixture(Consumer<EmbeddedSidecar.Builder> customizer) {
		this.customizer = customizer;
		this.folder = null;
	}

	/**
	 * Create a fixture with component files.
	 * @param folder the files
	 * @param customizer sets what else is needed
	 */
	SidecarFixture(TestFolder folder, Consumer<EmbeddedSidecar.Builder> customizer) {
		this.customizer = (builder) -> {
			builder.resourcesPath(folder.path());
			customizer.accept(builder);
		};
		this.folder = folder;
	}

	@Override
	public void beforeAll(ExtensionContext context) {
		this.app = new RecordingApp(0);
		EmbeddedSidecar.Builder builder = EmbeddedSidecar.builder().appId("myapp").httpPort(0).grpcPort(0);
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
	}

	@Override
	public void afterAll(ExtensionContext context) throws InterruptedException {
		this.channel.shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
		this.sidecar.close();
		this.app.close();
		if (this.folder != null) {
			this.folder.close();
		}
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

	HttpResponse<String> get(String key) {
		return send("GET", "/v1.0/state/statestore/" + key);
	}

	String etag(String key) {
		return get(key).headers().firstValue("Etag").orElseThrow();
	}

}
