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

package dev.daprfunctions.pubsub;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.Map;

import dev.daprfunctions.annotation.TopicFunction;
import dev.daprfunctions.function.FunctionFixture;
import dev.daprfunctions.function.TestResponse;
import io.dapr.client.domain.CloudEvent;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TopicProtocol} with cloud events as parameters.
 */
class TopicCloudEventTests {

	private final FunctionFixture fixture = FunctionFixture.of(Topics.class).validate();

	@BeforeEach
	void reset() {
		TopicDeliveries.received = null;
	}

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@Test
	@SuppressWarnings("deprecation")
	void whenParameterIsTheSdksCloudEventThenItHasTypedDataAndAllAttributes() {
		TopicDeliveries.assertSuccess(this.fixture.call("cloudEvent", TopicDeliveries.EVENT));
		CloudEvent<?> event = (CloudEvent<?>) TopicDeliveries.received;
		assertThat(event.getData()).isEqualTo(new Order("s1", 2));
		assertThat(event.getId()).isEqualTo("e1");
		assertThat(event.getSource()).isEqualTo("shop");
		assertThat(event.getType()).isEqualTo("order");
		assertThat(event.getSpecversion()).isEqualTo("1.0");
		assertThat(event.getDatacontenttype()).isEqualTo("application/json");
		assertThat(event.getTime()).isEqualTo(OffsetDateTime.parse("2026-02-28T10:00:00Z"));
		assertThat(event.getTopic()).isEqualTo("orders");
		assertThat(event.getPubsubName()).isEqualTo("messagebus");
		assertThat(event.getTraceId()).isEqualTo("00-id");
		assertThat(event.getTraceParent()).isEqualTo("00-parent");
		assertThat(event.getTraceState()).isEqualTo("s=1");
		assertThat(event.getBinaryData()).isNull();
	}

	@Test
	void whenCloudEventHasBinaryDataThenItHasBothForms() {
		TopicDeliveries.assertSuccess(this.fixture.call("cloudEvent",
				"{\"specversion\":\"1.0\",\"id\":\"e1\",\"data_base64\":\"eyJza3UiOiJzMSIsImFtb3VudCI6Mn0=\"}"));
		CloudEvent<?> event = (CloudEvent<?>) TopicDeliveries.received;
		assertThat(event.getData()).isEqualTo(new Order("s1", 2));
		assertThat(event.getBinaryData()).asString(StandardCharsets.UTF_8).isEqualTo("{\"sku\":\"s1\",\"amount\":2}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"specversion\":\"1.0\",\"id\":\"e1\",\"data\":null}",
			"{\"specversion\":\"1.0\",\"id\":\"e1\"}" })
	void whenCloudEventHasNoDataThenItIsReceivedAllTheSame(String event) {
		TopicDeliveries.assertSuccess(this.fixture.call("cloudEvent", event));
		assertThat(((CloudEvent<?>) TopicDeliveries.received).getData()).isNull();
		assertThat(((CloudEvent<?>) TopicDeliveries.received).getId()).isEqualTo("e1");
	}

	@Test
	void whenBodyIsNoEnvelopeThenCloudEventHasItsDataOnly() {
		TopicDeliveries.assertSuccess(this.fixture.call("cloudEvent", "{\"sku\":\"s1\",\"amount\":2}"));
		assertThat(((CloudEvent<?>) TopicDeliveries.received).getData()).isEqualTo(new Order("s1", 2));
		assertThat(((CloudEvent<?>) TopicDeliveries.received).getId()).isNull();
	}

	@Test
	void whenTimeOfCloudEventIsUnreadableThenItIsLeftOut() {
		TopicDeliveries.assertSuccess(
				this.fixture.call("cloudEvent", TopicDeliveries.EVENT.replace("2026-02-28T10:00:00Z", "noon")));
		assertThat(((CloudEvent<?>) TopicDeliveries.received).getTime()).isNull();
		assertThat(((CloudEvent<?>) TopicDeliveries.received).getId()).isEqualTo("e1");
	}

	@Test
	void whenCloudEventHasNoTypeArgumentThenItsDataIsWhatTheJsonIs() {
		TopicDeliveries.assertSuccess(this.fixture.call("anyCloudEvent", TopicDeliveries.EVENT));
		assertThat(((CloudEvent<?>) TopicDeliveries.received).getData()).isEqualTo(Map.of("sku", "s1", "amount", 2));
	}

	@Test
	void whenDataOfCloudEventCannotBeReadThenEventIsDeliveredAgain() {
		TopicDeliveries.assertRetry(
				this.fixture.call("cloudEvent", TopicDeliveries.EVENT.replace("\"amount\":2", "\"amount\":[]")),
				"ERR_MALFORMED_REQUEST");
	}

	@Test
	void whenDataOfCloudEventIsInvalidThenEventIsDeliveredAgain() {
		TopicDeliveries.assertSuccess(this.fixture.call("validCloudEvent", TopicDeliveries.EVENT));
		TopicDeliveries.received = null;
		TestResponse response = this.fixture.call("validCloudEvent",
				TopicDeliveries.EVENT.replace("\"amount\":2", "\"amount\":0"));
		TopicDeliveries.assertRetry(response, "ERR_MALFORMED_REQUEST");
		assertThat(response.json()).containsKey("violations");
	}

	@Test
	void whenParameterIsACloudEventOfTheCloudEventsSdkThenItHasAttributesExtensionsAndData() {
		TopicDeliveries.assertSuccess(this.fixture.call("sdkEvent", TopicDeliveries.EVENT));
		io.cloudevents.CloudEvent event = (io.cloudevents.CloudEvent) TopicDeliveries.received;
		assertThat(event.getId()).isEqualTo("e1");
		assertThat(event.getSource()).isEqualTo(URI.create("shop"));
		assertThat(event.getType()).isEqualTo("order");
		assertThat(event.getTime()).isEqualTo("2026-02-28T10:00:00Z");
		assertThat(event.getSubject()).isEqualTo("sub");
		assertThat(event.getDataSchema()).isEqualTo(URI.create("urn:schema"));
		assertThat(event.getDataContentType()).isEqualTo("application/json");
		assertThat(event.getExtensionNames()).containsExactlyInAnyOrder("topic", "pubsubname", "traceid", "traceparent",
				"tracestate", "priority", "urgent", "extra");
		assertThat(event.getExtension("priority")).isEqualTo(5);
		assertThat(event.getExtension("urgent")).isEqualTo(true);
		assertThat(event.getExtension("extra")).isEqualTo("{\"a\":1}");
		assertThat(event.getExtension("topic")).isEqualTo("orders");
		assertThat(event.getData().toBytes()).asString(StandardCharsets.UTF_8)
			.isEqualTo("{\"sku\":\"s1\",\"amount\":2}");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '!', quoteCharacter = '`', value = {
			"{\"specversion\":\"1.0\",\"id\":\"1\",\"datacontenttype\":\"text/plain\",\"data\":\"plain\"} ! plain",
			"{\"specversion\":\"1.0\",\"id\":\"1\",\"datacontenttype\":\"application/json\",\"data\":\"plain\"} ! \"plain\"",
			"{\"specversion\":\"1.0\",\"id\":\"1\",\"data\":\"plain\"} ! \"plain\"",
			"{\"specversion\":\"1.0\",\"id\":\"1\",\"data_base64\":\"cmF3\"} ! raw", "{\"a\" : 1} ! {\"a\" : 1}",
			"not json ! not json" })
	void whenDataIsTextOrBytesThenTheCloudEventHasThem(String body, String data) {
		TopicDeliveries.assertSuccess(this.fixture.call("sdkEvent", body));
		assertThat(((io.cloudevents.CloudEvent) TopicDeliveries.received).getData().toBytes())
			.asString(StandardCharsets.UTF_8)
			.isEqualTo(data);
	}

	@Test
	void whenEventHasNoDataThenTheCloudEventHasNone() {
		TopicDeliveries
			.assertSuccess(this.fixture.call("sdkEvent", "{\"specversion\":\"1.0\",\"id\":\"1\",\"data\":null}"));
		io.cloudevents.CloudEvent event = (io.cloudevents.CloudEvent) TopicDeliveries.received;
		assertThat(event.getData()).isNull();
		assertThat(event.getSource()).hasToString("Dapr");
		assertThat(event.getType()).isEqualTo("com.dapr.event.sent");
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "\"source\":\"a b\"", "\"time\":\"noon\"", "\"no_extension\":\"x\"", "\"data_base64\":\"*\"" })
	void whenEventIsNoValidCloudEventThenItIsDeliveredAgain(String attribute) {
		TopicDeliveries.assertRetry(
				this.fixture.call("sdkEvent", "{\"specversion\":\"1.0\",\"id\":\"1\"," + attribute + "}"),
				"ERR_MALFORMED_REQUEST");
	}

	record Order(String sku, @Min(1) int amount) {

	}

	static class Topics {

		@TopicFunction(pubsub = "pubsub")
		void cloudEvent(CloudEvent<Order> event) {
			TopicDeliveries.received = event;
		}

		@TopicFunction(pubsub = "pubsub")
		void anyCloudEvent(CloudEvent<?> event) {
			TopicDeliveries.received = event;
		}

		@TopicFunction(pubsub = "pubsub")
		void validCloudEvent(@Valid CloudEvent<Order> event) {
			TopicDeliveries.received = event;
		}

		@TopicFunction(pubsub = "pubsub")
		void sdkEvent(io.cloudevents.CloudEvent event) {
			TopicDeliveries.received = event;
		}

	}

}
