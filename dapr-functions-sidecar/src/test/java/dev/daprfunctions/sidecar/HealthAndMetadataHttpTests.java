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

import java.net.http.HttpResponse;

import dev.daprfunctions.sidecar.RawHttp.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for health and metadata over HTTP. What they expect was seen on a real sidecar.
 */
class HealthAndMetadataHttpTests {

	@RegisterExtension
	static final SidecarFixture fixture = new SidecarFixture();

	@ParameterizedTest
	@ValueSource(strings = { "/v1.0/healthz", "/v1.0/healthz?appid=myapp", "/v1.0/healthz/outbound", "/v1.0/healthz/" })
	void isHealthy(String path) {
		Answer answer = fixture.raw().send("GET", path);
		assertThat(answer.status()).isEqualTo(204);
		assertThat(answer.body()).isEmpty();
		assertThat(answer.header("Traceparent")).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/v1.0/healthz?appid=other", "/v1.0/healthz?appid=" })
	void healthOfOtherApplication(String path) {
		HttpResponse<String> response = fixture.send("GET", path);
		assertThat(response.statusCode()).isEqualTo(500);
		assertThat(response.body())
			.isEqualTo("{\"errorCode\":\"ERR_HEALTH_APPID_NOT_MATCH\",\"message\":\"dapr app-id does not match\"}");
	}

	@Test
	void metadata() {
		fixture.send("PUT", "/v1.0/metadata/my%20key", "<value>");
		HttpResponse<String> response = fixture.send("GET", "/v1.0/metadata");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
		assertThat(response.body()).isEqualTo("{\"id\":\"myapp\",\"runtimeVersion\":\"1.18.1\",\"enabledFeatures\":"
				+ "[\"HotReload\",\"WorkflowsRemoteActivityReminder\"],\"components\":[{\"name\":\"statestore\","
				+ "\"type\":\"state.in-memory\",\"version\":\"v1\",\"capabilities\":[\"ETAG\",\"TRANSACTIONAL\","
				+ "\"TTL\",\"DELETE_WITH_PREFIX\",\"KEYS_LIKE\",\"ACTOR\"]},{\"name\":\"pubsub\","
				+ "\"type\":\"pubsub.in-memory\",\"version\":\"v1\",\"capabilities\":[\"SUBSCRIBE_WILDCARDS\"]}],"
				+ "\"extended\":" + "{\"daprRuntimeVersion\":\"1.18.1\",\"my key\":\"\\u003cvalue\\u003e\"},"
				+ "\"appConnectionProperties\":{\"port\":%d,\"protocol\":\"http\",\"channelAddress\":\"127.0.0.1\"},"
					.formatted(fixture.app().port())
				+ "\"actorRuntime\":{\"runtimeStatus\":\"DISABLED\",\"hostReady\":false,"
				+ "\"placement\":\"placement: disconnected\"}}\n");
	}

	@Test
	void putMetadataIsEmpty() {
		HttpResponse<String> response = fixture.send("PUT", "/v1.0/metadata/key", "value");
		assertThat(response.statusCode()).isEqualTo(204);
		assertThat(response.body()).isEmpty();
	}

	@Test
	void largeMetadataIsRefused() {
		HttpResponse<String> response = fixture.send("PUT", "/v1.0/metadata/key", "x".repeat(5 * 1024 * 1024));
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(response.body()).isEqualTo(
				"{\"errorCode\":\"ERR_BODY_READ\",\"message\":\"failed to read request body: stream too large\"}");
	}

	@Test
	void malformedRequestGetsNoDetails() {
		Answer answer = fixture.raw().send("GET", "/v1.0/metadata HTTP/1.1 nonsense");
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.body()).isEqualTo("400 Bad Request");
		assertThat(answer.header("Server")).isNull();
	}

}
