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

package dev.daprfunctions.function;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import dev.daprfunctions.annotation.ServiceInvocationFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.samples.SamplePayload;
import org.springframework.samples.SamplePayloadFunctions;
import org.springframework.web.bind.annotation.RequestBody;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PayloadBinder}.
 */
class PayloadBinderTests {

	private static final FunctionFixture fixture = FunctionFixture.of(Payloads.class, OrderHandler.class);

	@AfterAll
	static void close() {
		fixture.close();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '!', quoteCharacter = '`', value = { "bean ! {\"id\":\"41\"} ! bean 41",
			"record ! {\"id\":\"41\",\"lines\":[1,2]} ! Order[id=41, lines=[1, 2]]",
			"record ! {\"id\":\"1\",\"id\":\"2\"} ! Order[id=2, lines=null]",
			"record ! {} ! Order[id=null, lines=null]", "list ! [{\"id\":\"1\"},{\"id\":\"2\"}] ! Order 1 Order 2",
			"list ! [] ! ``", "map ! {\"a\":1,\"b\":{\"c\":[true]}} ! {a=1, b={c=[true]}}",
			"node ! {\"a\":[1]} ! {\"a\":[1]}", "text ! \"quo\\\"ted\" ! quo\"ted", "text ! plain ! plain",
			"text ! {\"a\" : 1} ! {\"a\" : 1}", "text ! 42 ! 42", "text ! `` ! ``", "text ! \"open ! \"open",
			"text ! \"two\" \"three\" ! \"two\" \"three\"", "bytes ! {\"a\":1} ! {\"a\":1}", "bytes ! `` ! ``",
			"bytes ! null ! null", "stream ! {\"a\":1} ! {\"a\":1}", "stream ! `` ! ``",
			"optional ! {\"id\":\"1\"} ! Optional[Order[id=1, lines=null]]", "optional ! `` ! Optional.empty",
			"optional ! null ! Optional.empty", "optionalText ! `` ! Optional.empty",
			"optionalText ! null ! Optional.empty", "optionalText ! \"x\" ! Optional[x]",
			"optionalBytes ! `` ! Optional.empty", "optionalBytes ! ab ! 2 bytes", "nullable ! `` ! null",
			"nullable ! null ! null", "nullable ! {\"id\":\"1\"} ! Order[id=1, lines=null]", "primitiveInt ! 41 ! 41",
			"primitiveBoolean ! true ! true", "boxed ! 4.5 ! 4.5", "nullableBoxed ! null ! null",
			"enumeration ! \"MONDAY\" ! MONDAY", "date ! \"2026-02-28\" ! 2026-02-28",
			"instant ! \"2026-02-28T10:00:00Z\" ! 2026-02-28T10:00:00Z", "duration ! \"PT90S\" ! PT1M30S",
			"object ! [1] ! [1]", "object ! {\"a\":1} ! {a=1}", "concurrentMap ! {\"a\":1} ! {a=1}", "atomic ! 5 ! 5",
			"array ! [\"a\",\"b\"] ! 2", "handle ! {\"id\":\"7\"} ! Order[id=7, lines=null]",
			"handleAll ! [{\"id\":\"7\"}] ! Order", "handleArray ! [{\"id\":\"7\"}] ! Order",
			"handleMap ! {\"a\":[{\"id\":\"7\"}]} ! Order", "requestBody ! {\"id\":\"7\"} ! 7",
			"none ! not read at all ! none" })
	void whenBodyFitsTypeThenItIsRead(String function, String body, String expected) {
		TestResponse response = fixture.call(function, body);
		assertThat(response.body()).isEqualTo(PayloadAssertions.quoted(expected));
		assertThat(response.status()).isEqualTo(200);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '!', quoteCharacter = '`', value = { "record ! `` ! is empty, but Order is expected",
			"record ! null ! is null, but Order is expected", "list ! `` ! is empty, but List<Order> is expected",
			"map ! null ! is null, but Map<String, Object> is expected",
			"text ! null ! is null, but String is expected", "primitiveInt ! `` ! is empty, but int is expected",
			"enumeration ! null ! is null, but DayOfWeek is expected",
			"date ! `` ! is empty, but LocalDate is expected", "node ! `` ! is empty, but JsonNode is expected" })
	void whenBodyIsAbsentThenCallerGets400(String function, String body, String problem) {
		PayloadAssertions.assertMalformed(fixture.call(function, body), function, problem);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '!', quoteCharacter = '`', value = { "record ! not json ! Order ! at line 1, column ",
			"record ! {\"id\": ! Order ! at line 1, column ",
			"record ! {\"id\":\"1\"} trailing ! Order ! at line 1, column ",
			"record ! {\"id\":\"1\"}{} ! Order ! at line 1, column ", "record ! [] ! Order ! at line 1, column 1",
			"record ! {\"lines\":[1,\"x\"]} ! Order ! 'lines[1]' at line 1, column ",
			"record ! {\"id\":{}} ! Order ! 'id' at line 1, column ",
			"record ! `{\n\"lines\":\n{}}` ! Order ! 'lines' at line 3, column 1",
			"list ! [{\"id\":\"1\"},{\"lines\":7}] ! List<Order> ! '[1].lines' at line 1, column ",
			"list ! {} ! List<Order> ! at line 1, column 1", "map ! [] ! Map<String, Object> ! at line 1, column 1",
			"primitiveInt ! \"x\" ! int ! at line 1, column 1", "primitiveInt ! null ! int ! null",
			"primitiveInt ! 99999999999 ! int ! at line 1, column ", "boxed ! true ! Double ! at line 1, column 1",
			"enumeration ! \"NODAY\" ! DayOfWeek ! at line 1, column 1",
			"date ! \"2026-02-30\" ! LocalDate ! at line 1, column 1",
			"instant ! \"noon\" ! Instant ! at line 1, column 1", "node ! {a} ! JsonNode ! at line 1, column ",
			"checked ! {\"amount\":-1} ! Checked ! amount is negative", "optional ! [ ! Order ! at line 1, column " })
	void whenBodyCannotBeReadThenCallerGets400WithTypeAndPlace(String function, String body, String type,
			String place) {
		TestResponse response = fixture.call(function, body);
		PayloadAssertions.assertMalformed(response, function, "cannot be read as " + type + ": ");
		assertThat(response.detail()).contains(place)
			.doesNotContain("dev.daprfunctions", "[Source", "REDACTED", "reference chain", "\n");
	}

	@ParameterizedTest
	@ValueSource(strings = { "record", "map", "node", "list", "object" })
	void whenBodyIsNestedTooDeeplyThenCallerGets400(String function) {
		String body = ("list".equals(function)) ? "[{\"id\":".repeat(100_000) : "{\"id\":".repeat(100_000);
		PayloadAssertions.assertMalformed(fixture.call(function, body), function, "cannot be read as ");
	}

	@Test
	void whenMapperAllowsNestingThatTheStackDoesNotThenCallerGets400() {
		JsonFactory factory = JsonFactory.builder()
			.streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(Integer.MAX_VALUE).build())
			.build();
		try (FunctionFixture deep = FunctionFixture.of(Recursive.class).jsonMapper(new JsonMapper(factory))) {
			PayloadAssertions.assertMalformed(deep.call("tree", "{\"child\":".repeat(200_000)), "tree",
					"cannot be read as Tree: it is nested too deeply");
		}
	}

	@Test
	void whenBodyIsOneMegabyteThenItIsRead() {
		String text = "x".repeat(1 << 20);
		assertThat(fixture.call("length", "{\"id\":\"" + text + "\"}").body()).isEqualTo(String.valueOf(1 << 20));
	}

	@Test
	void whenBodyIsOneMegabyteOfNonsenseThenTheMessageStaysShort() {
		TestResponse response = fixture.call("record", "x".repeat(1 << 20));
		PayloadAssertions.assertMalformed(response, "record", "cannot be read as Order");
		assertThat(response.detail()).hasSizeLessThan(1000);
	}

	@Test
	void whenMapperRefusesTrailingTokensByDefaultThenApplicationMayAllowThem() {
		JsonMapper lenient = JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
		try (FunctionFixture allowed = FunctionFixture.of(Payloads.class).jsonMapper(lenient)) {
			assertThat(allowed.call("record", "{\"id\":\"1\"} x").status()).isEqualTo(200);
		}
	}

	@Test
	void whenTypeCannotBeReadByTheMapperThenItIsNotTheCallersMistake() {
		try (FunctionFixture undefined = FunctionFixture.of(AbstractPayload.class)) {
			TestResponse response = undefined.call("shape", "{\"a\":1}");
			assertThat(response.status()).isEqualTo(500);
			assertThat(response.json()).containsEntry("errorCode", "ERR_FUNCTION_FAILED");
		}
	}

	@Test
	void whenApplicationLivesBelowAPackageOfALibraryThenItsTypesAreRead() {
		try (FunctionFixture sample = FunctionFixture.of(SamplePayloadFunctions.class)) {
			assertThat(sample.function("samplePayload").method().parameters()).extracting(FunctionParameter::type)
				.containsExactly(SamplePayload.class);
			assertThat(sample.call("samplePayload", "{\"name\":\"x\"}").body()).isEqualTo("\"x\"");
		}
	}

	record Order(@Nullable String id, @Nullable List<Integer> lines) {

	}

	record Checked(int amount) {

		Checked {
			if (amount < 0) {
				throw new IllegalArgumentException("amount is negative");
			}
		}

	}

	public static class OrderBean {

		private String id;

		public String getId() {
			return this.id;
		}

		public void setId(String id) {
			this.id = id;
		}

	}

	abstract static class Handler<T> {

		@ServiceInvocationFunction
		String handle(T payload) {
			return payload.toString();
		}

		@ServiceInvocationFunction
		String handleAll(List<T> payload) {
			return payload.get(0).getClass().getSimpleName();
		}

		@ServiceInvocationFunction
		String handleArray(T[] payload) {
			return payload[0].getClass().getSimpleName();
		}

		@ServiceInvocationFunction
		String handleMap(Map<String, List<? extends T>> payload) {
			Object first = payload.get("a").get(0);
			return first.getClass().getSimpleName();
		}

	}

	static class OrderHandler extends Handler<Order> {

	}

	static class Payloads {

		@ServiceInvocationFunction
		String bean(OrderBean payload) {
			return "bean " + payload.getId();
		}

		@ServiceInvocationFunction("record")
		String order(Order payload) {
			return payload.toString();
		}

		@ServiceInvocationFunction
		String list(List<Order> payload) {
			return String.join(" ", payload.stream().map((order) -> "Order " + order.id()).toList());
		}

		@ServiceInvocationFunction
		String map(Map<String, Object> payload) {
			return payload.toString();
		}

		@ServiceInvocationFunction
		String node(JsonNode payload) {
			return payload.toString();
		}

		@ServiceInvocationFunction
		String text(String payload) {
			return payload;
		}

		@ServiceInvocationFunction
		String bytes(byte[] payload) {
			return new String(payload, StandardCharsets.UTF_8);
		}

		@ServiceInvocationFunction
		String stream(InputStream payload) throws IOException {
			return new String(payload.readAllBytes(), StandardCharsets.UTF_8);
		}

		@ServiceInvocationFunction
		String optional(Optional<Order> payload) {
			return payload.toString();
		}

		@ServiceInvocationFunction
		String optionalText(Optional<String> payload) {
			return payload.toString();
		}

		@ServiceInvocationFunction
		String optionalBytes(Optional<byte[]> payload) {
			return payload.map((bytes) -> bytes.length + " bytes").orElse("Optional.empty");
		}

		@ServiceInvocationFunction
		String nullable(@Nullable Order payload) {
			return String.valueOf(payload);
		}

		@ServiceInvocationFunction
		String primitiveInt(int payload) {
			return String.valueOf(payload);
		}

		@ServiceInvocationFunction
		String primitiveBoolean(boolean payload) {
			return String.valueOf(payload);
		}

		@ServiceInvocationFunction
		String boxed(Double payload) {
			return payload.toString();
		}

		@ServiceInvocationFunction
		String nullableBoxed(@Nullable Long payload) {
			return String.valueOf(payload);
		}

		@ServiceInvocationFunction
		String enumeration(DayOfWeek payload) {
			return payload.toString();
		}

		@ServiceInvocationFunction
		String date(LocalDate payload) {
			return payload.toString();
		}

		@ServiceInvocationFunction
		String instant(Instant payload) {
			return payload.toString();
		}

		@ServiceInvocationFunction
		String duration(Duration payload) {
			return payload.toString();
		}

		@ServiceInvocationFunction
		String object(Object payload) {
			return payload.toString();
		}

		@ServiceInvocationFunction
		String concurrentMap(ConcurrentHashMap<String, Integer> payload) {
			return payload.toString();
		}

		@ServiceInvocationFunction
		String atomic(AtomicLong payload) {
			return payload.toString();
		}

		@ServiceInvocationFunction
		String array(String[] payload) {
			return String.valueOf(payload.length);
		}

		@ServiceInvocationFunction
		String checked(Checked payload) {
			return payload.toString();
		}

		@ServiceInvocationFunction
		String requestBody(@RequestBody Order payload) {
			return payload.id();
		}

		@ServiceInvocationFunction
		int length(Order payload) {
			return payload.id().length();
		}

		@ServiceInvocationFunction
		String none() {
			return "none";
		}

	}

	record Tree(@Nullable Tree child) {

	}

	static class Recursive {

		@ServiceInvocationFunction
		void tree(Tree payload) {
		}

	}

	interface Shape {

		int corners();

	}

	static class AbstractPayload {

		@ServiceInvocationFunction
		void shape(Shape payload) {
		}

	}

}
