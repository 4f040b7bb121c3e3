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
import java.util.List;

import dev.daprfunctions.OutputBinding;
import dev.daprfunctions.Publication;
import dev.daprfunctions.annotation.DaprPublish;
import dev.daprfunctions.annotation.ServiceInvocationFunction;
import dev.daprfunctions.function.FunctionFixture;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.dapr.client.domain.CloudEvent;
import io.dapr.client.domain.PublishEventRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link EventWriter} with events that are cloud events already.
 */
class PublishedCloudEventTests {

	private final PublishClient sidecar = new PublishClient();

	private final FunctionFixture fixture = FunctionFixture.of(Publishers.class).client(this.sidecar.client());

	private final List<PublishEventRequest> published = this.sidecar.published();

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@Test
	void whenDataIsTheSdksCloudEventThenItIsPublishedAsItIs() {
		for (String function : new String[] { "cloudEvent", "typedCloudEvent", "cloudEventWithContentType" }) {
			this.published.clear();
			this.fixture.call(function);
			assertThat(this.published).singleElement().satisfies((request) -> {
				assertThat(request.getContentType()).isEqualTo("application/cloudevents+json");
				assertThat(json(request)).isEqualTo(JsonMapper.shared()
					.readTree("{\"id\":\"e1\",\"source\":\"shop\",\"type\":\"order\",\"specversion\":\"1.0\","
							+ "\"datacontenttype\":\"application/json\",\"time\":\"2026-02-28T10:00:00Z\","
							+ "\"data\":{\"id\":1}}"));
			});
		}
	}

	@ParameterizedTest
	@CsvSource(delimiter = '!', quoteCharacter = '`', value = { "application/json ! {\"a\":1} ! `\"data\":{\"a\":1}`",
			"text/plain ! plain ! `\"data\":\"plain\"`", "application/xml ! <a/> ! `\"data_base64\":\"PGEvPg==\"`",
			"application/json ! not json ! `\"data_base64\":\"bm90IGpzb24=\"`", "`` ! [1] ! `\"data\":[1]`",
			"application/octet-stream ! raw ! `\"data_base64\":\"cmF3\"`" })
	void whenDataIsACloudEventOfTheCloudEventsSdkThenAttributesAndExtensionsAreKept(String contentType, String data,
			String expected) {
		Publishers.event = CloudEventBuilder.v1()
			.withId("e1")
			.withSource(URI.create("shop"))
			.withType("order")
			.withTime(OffsetDateTime.parse("2026-02-28T10:00:00Z"))
			.withExtension("priority", 5)
			.withExtension("urgent", true)
			.withExtension("note", "n")
			.withExtension("until", OffsetDateTime.parse("2026-03-01T00:00:00+01:00"))
			.withExtension("raw", new byte[] { 1, 2 })
			.withDataContentType((contentType.isEmpty()) ? null : contentType)
			.withData(data.getBytes(StandardCharsets.UTF_8))
			.build();
		this.fixture.call("sdkEvent");
		assertThat(this.published).singleElement().satisfies((request) -> {
			assertThat(request.getContentType()).isEqualTo("application/cloudevents+json");
			assertThat(json(request)).isEqualTo(JsonMapper.shared()
				.readTree("{\"id\":\"e1\",\"source\":\"shop\",\"type\":\"order\",\"specversion\":\"1.0\","
						+ "\"time\":\"2026-02-28T10:00:00Z\",\"priority\":5,\"urgent\":true,\"note\":\"n\","
						+ "\"until\":\"2026-03-01T00:00:00+01:00\",\"raw\":\"AQI=\","
						+ ((contentType.isEmpty()) ? "" : "\"datacontenttype\":\"" + contentType + "\",") + expected
						+ "}"));
		});
	}

	@Test
	void whenCloudEventOfTheCloudEventsSdkHasNoDataThenNoneIsPublished() {
		Publishers.event = CloudEventBuilder.v1().withId("e1").withSource(URI.create("s")).withType("t").build();
		this.fixture.call("sdkEvent");
		assertThat(PublishClient.text(this.published.get(0))).doesNotContain("data");
	}

	private static JsonNode json(PublishEventRequest request) {
		return JsonMapper.shared().readTree((byte[]) request.getData());
	}

	record Order(int id) {

	}

	static class Publishers {

		static io.cloudevents.CloudEvent event;

		private static CloudEvent<Order> order() {
			CloudEvent<Order> event = new CloudEvent<>("e1", "shop", "order", "1.0", "application/json", new Order(1));
			event.setTime(OffsetDateTime.parse("2026-02-28T10:00:00Z"));
			return event;
		}

		@ServiceInvocationFunction
		void cloudEvent(@DaprPublish(pubsub = "messagebus", topic = "t") OutputBinding<CloudEvent<Order>> output) {
			output.setValue(order());
		}

		@ServiceInvocationFunction
		void cloudEventWithContentType(@DaprPublish(pubsub = "messagebus", topic = "t",
				contentType = "application/json") OutputBinding<CloudEvent<Order>> output) {
			output.setValue(order());
		}

		@ServiceInvocationFunction
		@DaprPublish(pubsub = "messagebus")
		Publication<CloudEvent<Order>> typedCloudEvent() {
			return Publication.of("t", order());
		}

		@ServiceInvocationFunction
		void sdkEvent(
				@DaprPublish(pubsub = "messagebus", topic = "t") OutputBinding<io.cloudevents.CloudEvent> output) {
			output.setValue(event);
		}

	}

}
