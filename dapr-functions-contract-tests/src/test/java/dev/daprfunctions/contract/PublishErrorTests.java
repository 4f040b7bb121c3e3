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

import com.google.protobuf.ByteString;
import dev.daprfunctions.contract.Answer.Failure;
import io.dapr.v1.DaprPubsubProtos.PublishEventRequest;
import io.grpc.Status.Code;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Cases for what cannot be published, and for publishing over gRPC.
 */
@ClassTemplate
class PublishErrorTests {

	private static final String FORBIDDEN = "topic %s is not allowed for app id myapp";

	@RegisterExtension
	static final Contract contract = new Contract(SidecarSpec.create()
		.everyPubsub("pubsub")
		.everyPubsub("limited", "{name: allowedTopics, value: \"allowed,unscoped\"}",
				"{name: publishingScopes, value: \"myapp=allowed\"}")
		.resource("hidden", "{pubsub:hidden}scopes: [other]\n")
		.subscriptions("[{\"pubsubname\":\"pubsub\",\"topic\":\"checked\",\"route\":\"/checked\"}]"));

	@ParameterizedTest
	@ValueSource(strings = { "nopubsub", "hidden" })
	void whenPubsubIsUnknownThenNotFound(String pubsub) {
		Answer answer = contract.send("POST", "/v1.0/publish/" + pubsub + "/checked", "x");
		assertThat(answer.failure())
			.isEqualTo(new Failure(404, "ERR_PUBSUB_NOT_FOUND", "pubsub %s is not found".formatted(pubsub)));
		assertThat(answer.json().at("/details/0/reason").asString()).isEqualTo("DAPR_PUBSUB_NOT_FOUND");
		assertThat(GrpcFailure.of(() -> publish(pubsub, "checked", "text/plain", "x")))
			.isEqualTo(new GrpcFailure(Code.INVALID_ARGUMENT, "pubsub %s is not found".formatted(pubsub)));
	}

	@ParameterizedTest
	@CsvSource({ "POST, pubsub/", "POST, pubsub", "GET, pubsub/checked", "DELETE, pubsub/checked", "POST, ''" })
	void whenTopicIsEmptyOrVerbIsWrongThenNotFound(String verb, String path) {
		assertThat(contract.send(verb, "/v1.0/publish/" + path, "x").failure())
			.isEqualTo(new Failure(404, "ERR_DIRECT_INVOKE", Messages.NO_APP_ID));
	}

	@Test
	void whenTopicIsEmptyOverGrpcThenInvalid() {
		assertThat(GrpcFailure.of(() -> publish("pubsub", "", "text/plain", "x")))
			.isEqualTo(new GrpcFailure(Code.INVALID_ARGUMENT, "topic is empty in pubsub pubsub"));
	}

	@Test
	void whenPubsubIsEmptyOverGrpcThenInvalid() {
		assertThat(GrpcFailure.of(() -> publish("", "checked", "text/plain", "x")).code())
			.isEqualTo(Code.INVALID_ARGUMENT);
	}

	@ParameterizedTest
	@ValueSource(strings = { "not json", "", "[1]" })
	void whenCloudEventIsMalformedThenFails(String body) {
		Failure failure = contract
			.send("POST", "/v1.0/publish/pubsub/checked", body, "Content-Type: application/cloudevents+json")
			.failure();
		assertThat(failure.status()).isEqualTo(500);
		assertThat(failure.code()).isEqualTo("ERR_PUBSUB_CLOUD_EVENTS_SER");
		assertThat(GrpcFailure.of(() -> publish("pubsub", "checked", "application/cloudevents+json", body)).code())
			.isEqualTo(Code.INVALID_ARGUMENT);
	}

	@ParameterizedTest
	@ValueSource(strings = { "unscoped", "unknown" })
	void whenTopicIsNotAllowedThenForbidden(String topic) {
		assertThat(contract.send("POST", "/v1.0/publish/limited/" + topic, "x").failure())
			.isEqualTo(new Failure(403, "ERR_PUBSUB_FORBIDDEN", FORBIDDEN.formatted(topic)));
		assertThat(GrpcFailure.of(() -> publish("limited", topic, "text/plain", "x")))
			.isEqualTo(new GrpcFailure(Code.PERMISSION_DENIED, FORBIDDEN.formatted(topic)));
	}

	@Test
	void whenTopicIsAllowedThenPublishes() {
		assertThat(contract.send("POST", "/v1.0/publish/limited/allowed", "x").status()).isEqualTo(204);
	}

	@Test
	void whenNobodySubscribedThenPublishes() {
		assertThat(contract.send("POST", "/v1.0/publish/pubsub/nobody", "x").status()).isEqualTo(204);
	}

	@ParameterizedTest
	@CsvSource({ "application/json, '{\"a\":1}', '{\"a\":1}'", "application/json, x, '\"x\"'", "text/plain, x, '\"x\"'",
			"'', x, '\"x\"'" })
	void publishesOverGrpc(String contentType, String data, String received) {
		publish("pubsub", "checked", contentType, data);
		assertThat(contract.app().await1("/checked").json().path("data").toString()).isEqualTo(received);
	}

	@Test
	void bytesOverGrpcBecomeBase64() {
		publish("pubsub", "checked", "application/octet-stream", "x");
		assertThat(contract.app().await1("/checked").json().path("data_base64").asString()).isEqualTo("eA==");
	}

	@Test
	void whenBodyIsOverLimitThenFails() {
		assertThat(contract.send("POST", "/v1.0/publish/pubsub/checked", "x".repeat(5 * 1024 * 1024)).failure())
			.isEqualTo(new Failure(500, "ERR_PUBSUB_PUBLISH_MESSAGE",
					"error when publishing to topic checked in pubsub pubsub: stream too large"));
	}

	private static void publish(String pubsub, String topic, String contentType, String data) {
		contract.stub()
			.publishEvent(PublishEventRequest.newBuilder()
				.setPubsubName(pubsub)
				.setTopic(topic)
				.setDataContentType(contentType)
				.setData(ByteString.copyFromUtf8(data))
				.build());
	}

}
