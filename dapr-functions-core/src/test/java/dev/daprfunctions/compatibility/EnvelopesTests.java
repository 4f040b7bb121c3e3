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

package dev.daprfunctions.compatibility;

import java.nio.charset.StandardCharsets;
import java.util.Map;

import dev.daprfunctions.BindingRequest;
import dev.daprfunctions.Invocation;
import dev.daprfunctions.Publication;
import dev.daprfunctions.StateWrite;
import dev.daprfunctions.error.FunctionException;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.web.bind.annotation.RequestMethod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Envelopes}.
 */
class EnvelopesTests {

	private final JsonMapper jsonMapper = JsonMapper.builder().build();

	private final Envelopes envelopes = new Envelopes(this.jsonMapper);

	@ParameterizedTest
	@ValueSource(strings = { "{\"value\":{\"id\":1},\"key\":\"k\"}", "{\"VALUE\":{\"id\":1},\"Key\":\"k\"}",
			" \n{\"value\":{\"id\":1},\"key\":\"k\",\"etag\":\"7\"}" })
	void whenStateIsAnEnvelopeInAnyCaseThenItsKeyGoesBefore(String json) {
		for (Object value : new Object[] { json, json.getBytes(StandardCharsets.UTF_8), this.jsonMapper.readTree(json),
				this.jsonMapper.readValue(json, Map.class) }) {
			assertThat(this.envelopes.state(value)).asInstanceOf(InstanceOfAssertFactories.type(StateWrite.class))
				.satisfies((write) -> {
					assertThat(write.key()).isEqualTo("k");
					assertThat(write.store()).isNull();
					assertThat(write.value()).isEqualTo(json("{\"id\":1}"));
				});
		}
	}

	@Test
	void whenStateEnvelopeHasNoKeyThenThatOfTheAnnotationStays() {
		assertThat(this.envelopes.state(json("{\"value\":null}")))
			.asInstanceOf(InstanceOfAssertFactories.type(StateWrite.class))
			.satisfies((write) -> {
				assertThat(write.key()).isNull();
				assertThat(write.value()).isNull();
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"key\":\"k\"}", "{\"value\":1,\"currency\":\"EUR\"}", "[{\"value\":1}]", "\"value\"",
			"7", "{not json", "plain text" })
	void whenStateHasOtherPropertiesOrNoneThenIsThePlainValue(String value) {
		assertThat(this.envelopes.state(value)).isSameAs(value);
	}

	@Test
	void whenValueIsNullOrATypedMessageThenIsItself() {
		assertThat(this.envelopes.state(null)).isNull();
		StateWrite<String> write = StateWrite.of("k", "v");
		assertThat(this.envelopes.state(write)).isSameAs(write);
	}

	@Test
	void whenEventIsAnEnvelopeThenItsTopicGoesBefore() {
		assertThat(this.envelopes.publish(json("{\"payload\":\"p\",\"pubsubname\":\"bus\",\"topic\":\"t\"}")))
			.asInstanceOf(InstanceOfAssertFactories.type(Publication.class))
			.satisfies((publication) -> {
				assertThat(publication.pubsub()).isEqualTo("bus");
				assertThat(publication.topic()).isEqualTo("t");
				assertThat(publication.data()).isEqualTo(json("\"p\""));
			});
		JsonNode plain = json("{\"topic\":\"t\"}");
		assertThat(this.envelopes.publish(plain)).isSameAs(plain);
	}

	@Test
	void whenInvocationIsAnEnvelopeThenItsTargetHasNoQuotes() {
		assertThat(this.envelopes
			.invoke(json("{\"body\":{\"a\":1},\"appId\":\"other\",\"methodName\":\"m\",\"httpVerb\":\"put\"}")))
			.asInstanceOf(InstanceOfAssertFactories.type(Invocation.class))
			.satisfies((invocation) -> {
				assertThat(invocation.appId()).isEqualTo("other");
				assertThat(invocation.method()).isEqualTo("m");
				assertThat(invocation.httpMethod()).isEqualTo(RequestMethod.PUT);
				assertThat(invocation.body()).isEqualTo(json("{\"a\":1}"));
			});
	}

	@Test
	void whenBindingRequestIsAnEnvelopeThenItsOperationGoesBefore() {
		assertThat(this.envelopes.binding(json("{\"data\":{\"a\":1},\"operation\":\"create\","
				+ "\"metadata\":{\"partitionKey\":7},\"bindingName\":\"queue\"}")))
			.asInstanceOf(InstanceOfAssertFactories.type(BindingRequest.class))
			.satisfies((request) -> {
				assertThat(request.name()).isEqualTo("queue");
				assertThat(request.operation()).isEqualTo("create");
				assertThat(request.metadata()).isEqualTo(Map.of("partitionKey", "7"));
				assertThat(request.data()).isEqualTo(json("{\"a\":1}"));
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "7", "[]", "{\"nested\":{\"a\":1}}" })
	void whenMetadataOfABindingRequestIsNoObjectOfSingleValuesThenFails(String metadata) {
		assertThatExceptionOfType(FunctionException.class)
			.isThrownBy(() -> this.envelopes.binding(json("{\"data\":1,\"metadata\":" + metadata + "}")))
			.withMessage(
					"The metadata of a binding request is to be a JSON object with single values, but is " + metadata);
	}

	private JsonNode json(String json) {
		return this.jsonMapper.readTree(json);
	}

}
