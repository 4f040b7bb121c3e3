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

import java.util.List;
import java.util.Map;

import dev.daprfunctions.sidecar.RecordingApp.Received;
import dev.daprfunctions.sidecar.binding.BindingAnswer;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import static org.awaitility.Awaitility.await;

/**
 * Sidecar with an application and component files of its own for each test.
 */
final class BindingFixture implements AfterEachCallback {

	private final TestFolder folder = new TestFolder();

	private final RecordingApp app = new RecordingApp(0);

	private EmbeddedSidecar sidecar;

	@Override
	public void afterEach(ExtensionContext context) {
		if (this.sidecar != null) {
			this.sidecar.close();
		}
		this.app.close();
		this.folder.close();
	}

	TestFolder folder() {
		return this.folder;
	}

	RecordingApp app() {
		return this.app;
	}

	EmbeddedSidecar sidecar() {
		return this.sidecar;
	}

	void connect() {
		start();
		this.sidecar.connectApp(AppChannel.http(this.app.port()));
		await().until(() -> send("GET", "/v1.0/healthz", null).status() == 204);
	}

	void start() {
		this.sidecar = EmbeddedSidecar.builder()
			.appId("myapp")
			.httpPort(0)
			.grpcPort(0)
			.resourcesPath(this.folder.path())
			.build();
		this.sidecar.start();
	}

	BindingAnswer fire(String name) {
		return this.sidecar.fireBinding(name, new byte[0], Map.of());
	}

	RawHttp.Answer create(String name, String data, String metadata, String... headers) {
		return send("POST", "/v1.0/bindings/" + name,
				"{\"operation\":\"create\",\"data\":%s,\"metadata\":{%s}}".formatted(data, metadata), headers);
	}

	RawHttp.Answer send(String verb, String path, String body, String... headers) {
		return new RawHttp(this.sidecar.httpPort()).sendBody(verb, path, body, headers);
	}

	List<Received> awaitEvents(int count) {
		await().until(() -> events().size() >= count);
		return events();
	}

	List<Received> events() {
		return this.app.received().stream().filter((request) -> request.verb().equals("POST")).toList();
	}

	List<Received> probes() {
		return this.app.received().stream().filter((request) -> request.verb().equals("OPTIONS")).toList();
	}

}
