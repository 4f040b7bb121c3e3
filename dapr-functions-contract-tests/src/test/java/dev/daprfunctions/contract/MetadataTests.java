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

package dev.daprfunctions.contract;

import java.util.Map;

import dev.daprfunctions.contract.Answer.Failure;
import io.dapr.v1.DaprMetadataProtos.GetMetadataRequest;
import io.dapr.v1.DaprMetadataProtos.GetMetadataResponse;
import io.dapr.v1.DaprMetadataProtos.SetMetadataRequest;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Cases for the metadata of a sidecar.
 */
@ClassTemplate
class MetadataTests {

	private static final String CAPABILITIES = "[\"ETAG\",\"TRANSACTIONAL\",\"TTL\",\"DELETE_WITH_PREFIX\","
			+ "\"KEYS_LIKE\",\"ACTOR\"]";

	@RegisterExtension
	static final Contract contract = new Contract(SidecarSpec.create().component("statestore", "state.in-memory"));

	@Test
	void metadata() {
		Answer answer = contract.send("GET", "/v1.0/metadata");
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.header("Content-Type")).isEqualTo("application/json");
		JsonNode json = answer.json();
		assertThat(json.path("id").asString()).isEqualTo("myapp");
		assertThat(json.path("runtimeVersion").asString()).isEqualTo("1.18.1");
		assertThat(json.path("enabledFeatures")).extracting(JsonNode::asString)
			.containsExactlyInAnyOrder("HotReload", "WorkflowsRemoteActivityReminder");
		assertThat(json.path("components").toString())
			.isEqualTo("[{\"name\":\"statestore\",\"type\":\"state.in-memory\",\"version\":\"v1\",\"capabilities\":%s}]"
				.formatted(CAPABILITIES));
		assertThat(json.path("extended").path("daprRuntimeVersion").asString()).isEqualTo("1.18.1");
		assertThat(json.path("appConnectionProperties").toString())
			.isEqualTo("{\"port\":%d,\"protocol\":\"http\",\"channelAddress\":\"127.0.0.1\"}"
				.formatted(contract.app().port()));
		assertThat(json.path("actorRuntime").toString()).isEqualTo(
				"{\"runtimeStatus\":\"DISABLED\",\"hostReady\":false,\"placement\":\"placement: disconnected\"}");
		assertThat(json.propertyNames()).containsExactly("id", "runtimeVersion", "enabledFeatures", "components",
				"extended", "appConnectionProperties", "actorRuntime");
	}

	@Test
	void metadataOverGrpc() {
		GetMetadataResponse metadata = contract.stub().getMetadata(GetMetadataRequest.getDefaultInstance());
		assertThat(metadata.getId()).isEqualTo("myapp");
		assertThat(metadata.getRuntimeVersion()).isEqualTo("1.18.1");
		assertThat(metadata.getRegisteredComponentsList()).singleElement().satisfies((component) -> {
			assertThat(component.getName()).isEqualTo("statestore");
			assertThat(component.getType()).isEqualTo("state.in-memory");
			assertThat(component.getVersion()).isEqualTo("v1");
			assertThat(component.getCapabilitiesList()).containsExactly("ETAG", "TRANSACTIONAL", "TTL",
					"DELETE_WITH_PREFIX", "KEYS_LIKE", "ACTOR");
		});
		assertThat(metadata.getAppConnectionProperties().getPort()).isEqualTo(contract.app().port());
		assertThat(metadata.getAppConnectionProperties().getProtocol()).isEqualTo("http");
		assertThat(metadata.getAppConnectionProperties().getChannelAddress()).isEqualTo("127.0.0.1");
		assertThat(metadata.getSubscriptionsList()).isEmpty();
	}

	@Test
	void metadataCanBeSet() {
		Answer answer = contract.send("PUT", "/v1.0/metadata/my%20key", "<value>");
		assertThat(answer.status()).isEqualTo(204);
		assertThat(answer.body()).isEmpty();
		Answer read = contract.send("GET", "/v1.0/metadata");
		assertThat(read.json().path("extended").path("my key").asString()).isEqualTo("<value>");
		assertThat(read.body()).contains("\\u003cvalue\\u003e");
	}

	@Test
	void metadataCanBeSetOverGrpc() {
		contract.stub().setMetadata(SetMetadataRequest.newBuilder().setKey("grpc").setValue("value").build());
		contract.stub().setMetadata(SetMetadataRequest.newBuilder().setKey("").setValue("ignored").build());
		assertThat(contract.stub().getMetadata(GetMetadataRequest.getDefaultInstance()).getExtendedMetadataMap())
			.containsAllEntriesOf(Map.of("grpc", "value", "daprRuntimeVersion", "1.18.1"))
			.doesNotContainKey("");
	}

	@Test
	void whenValueIsTooLargeThenRefused() {
		assertThat(contract.send("PUT", "/v1.0/metadata/large", "x".repeat(5 * 1024 * 1024)).failure())
			.isEqualTo(new Failure(400, "ERR_BODY_READ", "failed to read request body: stream too large"));
	}

	@Test
	void whenRequestIsMalformedThenBadRequest() {
		Answer answer = contract.send("GET", "/v1.0/metadata HTTP/1.1 nonsense");
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.body()).isEqualTo("400 Bad Request");
		assertThat(answer.header("Server")).isNull();
	}

}
