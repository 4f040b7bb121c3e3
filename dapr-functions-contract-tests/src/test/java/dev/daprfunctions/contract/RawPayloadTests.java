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

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import dev.daprfunctions.contract.TestApp.Received;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Cases for events without an envelope.
 */
@ClassTemplate
class RawPayloadTests {

	@RegisterExtension
	static final Contract contract = new Contract(SidecarSpec.create().everyPubsub("pubsub").subscriptions("""
			[{"pubsubname":"pubsub","topic":"raw","route":"/raw","metadata":{"rawPayload":"true"}},
			{"pubsubname":"pubsub","topic":"plain","route":"/plain"}]"""));

	private final Publisher publisher = new Publisher(contract);

	@Test
	void whenBothAreRawThenBytesAreWrapped() {
		this.publisher.json("raw?metadata.rawPayload=true", "{\"a\":1}");
		Received request = contract.app().await1("/raw");
		assertThat(request.header("Content-Type")).isEqualTo("application/cloudevents+json");
		assertThat(request.header("Rawpayload")).isEqualTo("true");
		JsonNode envelope = request.json();
		assertThat(bytes(envelope)).isEqualTo("{\"a\":1}");
		assertThat(envelope.path("datacontenttype").asString()).isEqualTo("application/octet-stream");
		assertThat(envelope.path("source").asString()).isEqualTo("Dapr");
		assertThat(envelope.path("type").asString()).isEqualTo("com.dapr.event.sent");
		assertThat(envelope.path("topic").asString()).isEqualTo("raw");
		assertThat(envelope.path("pubsubname").asString()).isEqualTo("pubsub");
		assertThat(envelope.path("id").asString()).isNotEmpty();
		assertThat(envelope.propertyNames()).doesNotContain("data", "time", "traceid", "traceparent", "tracestate");
	}

	@Test
	void whenOnlySubscriberIsRawThenBytesAreEnvelope() {
		this.publisher.json("raw", "{\"a\":1}");
		JsonNode wrapped = Answer.mapper.readTree(bytes(contract.app().await1("/raw").json()));
		assertThat(wrapped.path("data").toString()).isEqualTo("{\"a\":1}");
		assertThat(wrapped.path("source").asString()).isEqualTo("myapp");
	}

	@Test
	void whenOnlyPublisherIsRawThenBodyIsBare() {
		this.publisher.json("plain?metadata.rawPayload=true", "{\"a\":1}");
		Received request = contract.app().await1("/plain");
		assertThat(request.body()).isEqualTo("{\"a\":1}");
		assertThat(request.header("Content-Type")).isEqualTo("application/cloudevents+json");
	}

	private static String bytes(JsonNode envelope) {
		return new String(Base64.getDecoder().decode(envelope.path("data_base64").asString()), StandardCharsets.UTF_8);
	}

}
