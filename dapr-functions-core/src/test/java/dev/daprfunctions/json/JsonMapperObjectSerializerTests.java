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

package dev.daprfunctions.json;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;

import com.google.protobuf.StringValue;
import io.dapr.client.domain.CloudEvent;
import io.dapr.utils.TypeRef;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

/**
 * Tests for {@link JsonMapperObjectSerializer}.
 */
class JsonMapperObjectSerializerTests {

	private final JsonMapper jsonMapper = JsonMapper.builder()
		.propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
		.build();

	private final JsonMapperObjectSerializer serializer = new JsonMapperObjectSerializer(this.jsonMapper);

	@Test
	void whenAskedThenContentTypeIsJson() {
		assertThat(this.serializer.getContentType()).isEqualTo("application/json");
	}

	@Test
	void whenValueIsWrittenThenTheApplicationsMapperWritesIt() throws IOException {
		assertThat(text(this.serializer.serialize(new Order(1, LocalDate.of(2026, 2, 28)))))
			.isEqualTo("{\"order_id\":1,\"due_date\":\"2026-02-28\"}");
		assertThat(text(this.serializer.serialize("te\"xt"))).isEqualTo("\"te\\\"xt\"");
		assertThat(text(this.serializer.serialize(42))).isEqualTo("42");
	}

	@Test
	void whenNullIsWrittenThenThereAreNoBytes() throws IOException {
		assertThat(this.serializer.serialize(null)).isNull();
	}

	@Test
	void whenBytesAreWrittenOrReadThenTheyPassThrough() throws IOException {
		byte[] bytes = { 1, 2, 3 };
		assertThat(this.serializer.serialize(bytes)).isSameAs(bytes);
		assertThat(this.serializer.deserialize(bytes, TypeRef.BYTE_ARRAY)).isSameAs(bytes);
		assertThat(this.serializer.deserialize(new byte[0], TypeRef.BYTE_ARRAY)).isEmpty();
	}

	@Test
	void whenMessageIsProtobufThenItsBinaryFormIsUsed() throws IOException {
		StringValue message = StringValue.of("x");
		assertThat(this.serializer.serialize(message)).isEqualTo(message.toByteArray());
		assertThat(this.serializer.deserialize(message.toByteArray(), TypeRef.get(StringValue.class)))
			.isEqualTo(message);
	}

	@Test
	void whenValueIsReadThenTheApplicationsMapperReadsIt() throws IOException {
		byte[] json = bytes("[{\"order_id\":1,\"due_date\":\"2026-02-28\"}]");
		assertThat(this.serializer.deserialize(json, new TypeRef<List<Order>>() {
		})).containsExactly(new Order(1, LocalDate.of(2026, 2, 28)));
	}

	@Test
	void whenEventIsReadThenItsDataHasTheType() throws IOException {
		byte[] json = bytes("{\"id\":\"e\",\"specversion\":\"1.0\",\"pubsubname\":\"p\",\"traceid\":\"t\","
				+ "\"time\":\"2026-02-28T10:00:00Z\",\"data\":{\"order_id\":1}}");
		CloudEvent<Order> event = this.serializer.deserialize(json, new TypeRef<CloudEvent<Order>>() {
		});
		assertThat(event.getData()).isEqualTo(new Order(1, null));
		assertThat(event.getPubsubName()).isEqualTo("p");
		assertThat(event.getTraceId()).isEqualTo("t");
		assertThat(event.getTime()).isEqualTo(OffsetDateTime.parse("2026-02-28T10:00:00Z"));
	}

	@Test
	void whenEventIsWrittenThenItHasNoNulls() throws IOException {
		CloudEvent<Order> event = new CloudEvent<>("id", "source", "type", "1.0", "application/json",
				new Order(1, LocalDate.of(2026, 2, 28)));
		assertThat(this.jsonMapper.readTree(this.serializer.serialize(event))).isEqualTo(this.jsonMapper
			.readTree("{\"id\":\"id\",\"source\":\"source\",\"type\":\"type\",\"specversion\":\"1.0\","
					+ "\"datacontenttype\":\"application/json\",\"data\":{\"order_id\":1,\"due_date\":\"2026-02-28\"}}"));
	}

	@Test
	void whenEventsAreConfiguredThenTheApplicationsMapperIsNotChanged() {
		assertThat(this.jsonMapper.writeValueAsString(new CloudEvent<>())).contains("\"topic\":null");
	}

	@ParameterizedTest
	@CsvSource({ "true", "false" })
	void whenNothingIsReceivedThenValueIsNullOrThePrimitivesDefault(boolean empty) throws IOException {
		byte[] data = (empty) ? new byte[0] : null;
		assertThat(this.serializer.deserialize(data, TypeRef.get(Order.class))).isNull();
		assertThat(this.serializer.deserialize(data, TypeRef.STRING)).isNull();
		assertThat(this.serializer.deserialize(data, TypeRef.INT)).isZero();
		assertThat(this.serializer.deserialize(data, TypeRef.VOID)).isNull();
	}

	@Test
	void whenValueCannotBeReadThenMessageNamesTheTypeAndKeepsTheCause() {
		assertThatIOException().isThrownBy(() -> this.serializer.deserialize(bytes("{"), new TypeRef<List<Order>>() {
		})).withMessage("Cannot read JSON as List<Order>").satisfies((ex) -> assertThat(ex.getCause()).isNotNull());
	}

	@Test
	void whenValueCannotBeWrittenThenMessageNamesTheTypeAndKeepsTheCause() {
		assertThatIOException().isThrownBy(() -> this.serializer.serialize(new Self()))
			.withMessage("Cannot write " + Self.class.getName() + " as JSON")
			.satisfies((ex) -> assertThat(ex.getCause()).isNotNull());
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.UTF_8);
	}

	private static String text(byte[] bytes) {
		return new String(bytes, StandardCharsets.UTF_8);
	}

	record Order(int orderId, @Nullable LocalDate dueDate) {

	}

	public static class Self {

		public Self getSelf() {
			return this;
		}

	}

}
