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

package dev.daprfunctions;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.web.bind.annotation.RequestMethod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link StateWrite}, {@link Publication}, {@link Invocation} and
 * {@link BindingRequest}.
 */
class TypedMessageTests {

	private final Map<String, String> mutable = new HashMap<>(Map.of("a", "1"));

	@Test
	void whenStateWriteIsBuiltThenItHasItsParts() {
		assertThat(StateWrite.of("key", "value")).isEqualTo(new StateWrite<>("value", null, "key", null, Map.of()));
		assertThat(StateWrite.delete("key")).isEqualTo(new StateWrite<>(null, null, "key", null, Map.of()));
		assertThat(StateWrite.builder("value")
			.store("store")
			.key("key")
			.ttl(Duration.ofMinutes(1))
			.metadata("a", "1")
			.metadata("b", "2")
			.build())
			.isEqualTo(new StateWrite<>("value", "store", "key", Duration.ofSeconds(60), Map.of("a", "1", "b", "2")));
	}

	@Test
	void whenPublicationIsBuiltThenItHasItsParts() {
		assertThat(Publication.of("topic", "data"))
			.isEqualTo(new Publication<>("data", null, "topic", null, null, null, Map.of()));
		assertThat(Publication.builder("data")
			.pubsub("pubsub")
			.topic("topic")
			.contentType("text/plain")
			.rawPayload(false)
			.ttl(Duration.ofSeconds(5))
			.metadata("a", "1")
			.build())
			.isEqualTo(new Publication<>("data", "pubsub", "topic", "text/plain", false, Duration.ofSeconds(5),
					Map.of("a", "1")));
	}

	@Test
	void whenInvocationIsBuiltThenItHasItsParts() {
		assertThat(Invocation.of("app", "method", "body"))
			.isEqualTo(new Invocation<>("body", "app", "method", null, Map.of()));
		assertThat(Invocation.builder("body")
			.appId("app")
			.method("method")
			.httpMethod(RequestMethod.PUT)
			.header("X", "1")
			.build()).isEqualTo(new Invocation<>("body", "app", "method", RequestMethod.PUT, Map.of("X", "1")));
	}

	@Test
	void whenBindingRequestIsBuiltThenItHasItsParts() {
		assertThat(BindingRequest.of("create", "data"))
			.isEqualTo(new BindingRequest<>("data", null, "create", Map.of()));
		assertThat(BindingRequest.of("list")).isEqualTo(new BindingRequest<>(null, null, "list", Map.of()));
		assertThat(BindingRequest.builder("data").name("name").operation("get").metadata("a", "1").build())
			.isEqualTo(new BindingRequest<>("data", "name", "get", Map.of("a", "1")));
	}

	@Test
	void whenMapIsChangedAfterwardsThenTheMessageIsNot() {
		StateWrite<String> write = new StateWrite<>("value", null, null, null, this.mutable);
		Publication<String> publication = new Publication<>("data", null, null, null, null, null, this.mutable);
		Invocation<String> invocation = new Invocation<>("body", null, null, null, this.mutable);
		BindingRequest<String> request = new BindingRequest<>("data", null, null, this.mutable);
		this.mutable.put("b", "2");
		assertThat(write.metadata()).isEqualTo(Map.of("a", "1"));
		assertThat(publication.metadata()).isEqualTo(Map.of("a", "1"));
		assertThat(invocation.headers()).isEqualTo(Map.of("a", "1"));
		assertThat(request.metadata()).isEqualTo(Map.of("a", "1"));
	}

	@Test
	void whenMapOfAMessageIsChangedThenItRefuses() {
		assertUnmodifiable(StateWrite.of("key", "value").metadata());
		assertUnmodifiable(Publication.of("topic", "data").metadata());
		assertUnmodifiable(Invocation.of("app", "method", "body").headers());
		assertUnmodifiable(BindingRequest.of("get").metadata());
	}

	@Test
	void whenBuilderIsUsedAgainThenEarlierMessagesStay() {
		StateWrite.Builder<String> write = StateWrite.builder("value").key("one").metadata("a", "1");
		StateWrite<String> first = write.build();
		write.key("two").metadata("b", "2");
		assertThat(first).isEqualTo(new StateWrite<>("value", null, "one", null, Map.of("a", "1")));
		assertThat(write.build()).isEqualTo(new StateWrite<>("value", null, "two", null, Map.of("a", "1", "b", "2")));
	}

	@ParameterizedTest
	@ValueSource(strings = { "PT0S", "PT-1S", "PT0.5S", "PT1.5S" })
	void whenTtlIsNoPositiveNumberOfWholeSecondsThenItIsRefused(Duration ttl) {
		StateWrite.Builder<String> write = StateWrite.builder("value").ttl(ttl);
		Publication.Builder<String> publication = Publication.builder("data").ttl(ttl);
		assertThatIllegalArgumentException().isThrownBy(write::build)
			.withMessage("The ttl '" + ttl + "' is not a positive number of whole seconds");
		assertThatIllegalArgumentException().isThrownBy(publication::build)
			.withMessage("The ttl '" + ttl + "' is not a positive number of whole seconds");
	}

	private static void assertUnmodifiable(Map<String, String> map) {
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> map.put("x", "y"));
	}

}
