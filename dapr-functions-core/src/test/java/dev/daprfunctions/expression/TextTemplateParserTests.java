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

package dev.daprfunctions.expression;

import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.net.URI;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.core.env.MapPropertySource;
import org.springframework.http.HttpStatus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link TextTemplateParser}, {@link TextTemplate} and {@link PropertyPath}.
 */
class TextTemplateParserTests {

	private static final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

	@BeforeAll
	static void start() {
		context.getEnvironment()
			.getPropertySources()
			.addFirst(new MapPropertySource("test",
					Map.of("store", "redis", "a.b-c_d.1", "dotted", "b", "beta", "braces", "{id}}}{{", "percent",
							"%store%%%", "nested", "<${store}>", "broken", "${nowhere}", "key", "store", "empty", "")));
		context.registerBean("names", Names.class);
		context.refresh();
	}

	@AfterAll
	static void close() {
		context.close();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '!', quoteCharacter = '`',
			value = { "plain ! plain", "`` ! ``", "${store} ! redis", "x-${store}-y ! x-redis-y",
					"${store}${b} ! redisbeta", "${missing:fallback} ! fallback", "${missing:} ! ``",
					"${missing:${b}} ! beta", "${missing:${absent:c}} ! c", "${missing:${b:c}}-${store} ! beta-redis",
					"${empty} ! ``", "${${key}} ! redis", "${nested} ! <redis>", "%store% ! redis",
					"%a.b-c_d.1% ! dotted", "%nested% ! <redis>", "%store%%b% ! redisbeta", "%% ! %",
					"%%store%% ! %store%", "50% off ! 50% off", "% store % ! % store %", "100%% %store% ! 100% redis",
					"#{names.upper} ! UPPER", "#{1 + 1} ! 2", "#{'${store}'.length()} ! 5", "#{{1, 2}[1]} ! 2",
					"${braces} ! {id}}}{{", "%braces% ! {id}}}{{", "${percent} ! %store%%%", "%percent% ! %store%%%",
					"{{id}} ! {id}", "{{}} ! {}", "a}}b ! a}b", "{{{{ ! {{", "$ ! $", "# ! #", "$store ! $store" })
	void whenTextHasSettingsOnlyThenItIsConstant(String text, String expected) {
		TextTemplate template = parser().parse(text, variables(String.class));
		assertThat(template.constant()).isEqualTo(expected);
		assertThat(template.evaluate(new Object[0])).isEqualTo(expected);
		assertThat(template).hasToString(text);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '!', value = { "orders/{id} ! orders/{id}", "{{id}} ! {{id}}", "${store}/{id} ! redis/{id}",
			"%store%/%%{x} ! redis/%{x}", "a}b ! a}b" })
	void whenTextMustNotHaveVariablesThenBracesAreLeftAlone(String text, String expected) {
		assertThat(parser().parseConstant(text)).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '!', quoteCharacter = '`',
			value = { "${missing} ! Could not resolve placeholder 'missing'",
					"${broken} ! Could not resolve placeholder", "%missing% ! Could not resolve the setting 'missing'",
					"%broken% ! Could not resolve placeholder",
					"#{noSuchBean} ! Could not evaluate the bean expression '#{noSuchBean}'",
					"#{1 +} ! Could not evaluate the bean expression '#{1 +}'",
					"#{null} ! The bean expression '#{null}' has no value",
					"${store ! '${store' has at position 0 a '${' without its '}'",
					"x#{a{b} ! 'x#{a{b}' has at position 1 a '#{' without its '}'",
					"a{ ! 'a{' has at position 1 a '{' that does not begin '{parameter}' or '{parameter.property}'",
					"{} ! a literal one is written '{{'", "{ id } ! has at position 0 a '{' that does not begin",
					"{id. } ! has at position 0 a '{' that does not begin",
					"{id..x} ! has at position 0 a '{' that does not begin",
					"a}b ! 'a}b' has at position 1 a '}' without a '{'; a literal one is written '}}'",
					"{other} ! '{other}' names no parameter; those that can be named are id" })
	void whenTextCannotWorkThenItIsRefused(String text, String problem) {
		assertThatIllegalArgumentException().isThrownBy(() -> parser().parse(text, variables(String.class)))
			.withMessageContaining(problem);
	}

	@Test
	void whenThereIsNothingToNameThenMessageSaysSo() {
		assertThatIllegalArgumentException().isThrownBy(() -> parser().parse("{id}", List.of()))
			.withMessage("'{id}' names no parameter; there is none that could be named, and a literal brace is written "
					+ "'{{' or '}}'");
	}

	@Test
	void whenTextHasVariablesThenTheyAreReplacedInEveryCall() {
		TextTemplate template = parser().parse("%store%-{a}/{b}{{{a}}}",
				List.of(new TextVariable("a", 0, String.class), new TextVariable("b", 2, int.class)));
		assertThat(template.constant()).isNull();
		assertThat(template.evaluate(new Object[] { "x", null, 1 })).isEqualTo("redis-x/1{x}");
		assertThat(template.evaluate(new Object[] { "{b}%store%", null, 2 }))
			.isEqualTo("redis-{b}%store%/2{{b}%store%}");
	}

	@ParameterizedTest
	@CsvSource({ "{order.id}, 41", "{order.customer.name}, Ada", "{order.customer.address.city}, London",
			"{order.day}, MONDAY", "{order.total}, 1.50", "{order.date}, 2026-02-28",
			"{order.uuid}, 00000000-0000-0001-0000-000000000002", "{order.site}, http://example.com",
			"{order.paid}, true", "{order.labels.color}, red", "{order.labels.dashed-name}, x", "{order.node.a.b}, 7",
			"{order.node.flag}, true", "{order.node.text}, t", "{order.any.x}, y", "{order.maybe}, here",
			"{order.maybeCustomer.name}, Bob" })
	void whenPropertyExistsThenItsTextIsTaken(String text, String expected) {
		assertThat(evaluate(text, Order.class, order())).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '!',
			value = { "{order.none.name} ! there is nothing to take 'name' of",
					"{order.customer.nothing} ! it is missing or null", "{order.labels.size} ! it is missing or null",
					"{order.node.nothing} ! it is missing or null", "{order.node.missing} ! it is missing or null",
					"{order.node.missing.x} ! there is nothing to take 'x' of",
					"{order.node.a} ! it is a JSON object or array", "{order.node.text.x} ! it is missing or null",
					"{order.any.list} ! it is no single value", "{order.empty} ! it is missing or null" })
	void whenPropertyIsMissingInTheCallThenCallerIsToldWhich(String text, String reason) {
		assertThatExceptionOfType(MissingVariableException.class).isThrownBy(() -> evaluate(text, Order.class, order()))
			.withMessage("'" + text + "' has no value: " + reason)
			.satisfies((ex) -> assertThat(ex.getStatusCode()).isEqualTo(HttpStatus.BAD_REQUEST));
	}

	@Test
	void whenArgumentIsNullThenCallerIsTold() {
		assertThatExceptionOfType(MissingVariableException.class)
			.isThrownBy(() -> evaluate("{order.id}", Order.class, null))
			.withMessage("'{order.id}' has no value: there is nothing to take 'id' of");
		assertThatExceptionOfType(MissingVariableException.class)
			.isThrownBy(() -> evaluate("{order}", String.class, null))
			.withMessage("'{order}' has no value: it is missing or null");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{order.noSuchProperty}", "{order.customer.noSuchProperty}", "{order.toString}",
			"{order.hashCode}", "{order.helper}", "{order.maybeCustomer.noSuchProperty}", "{order.numbers.1}",
			"{order.labels.color.x}" })
	void whenPropertyCannotExistThenTextIsRefused(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> evaluate(text, Order.class, order()))
			.withMessageStartingWith("'" + text + "' cannot exist: ");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{order}", "{order.customer}", "{order.list}" })
	void whenPropertyHasNoFormAsTextThenTextIsRefused(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> evaluate(text, Order.class, order()))
			.withMessageContaining("which has no form as a text: name one of its properties");
	}

	@Test
	void whenTypeIsGenericThenItsArgumentIsFollowed() {
		Type type = new ParameterizedTypeReference<Envelope<Customer>>() {
		}.getType();
		Envelope<Customer> envelope = new Envelope<>(new Customer("Ada"), List.of());
		assertThat(evaluate("{order.data.name}", type, envelope)).isEqualTo("Ada");
		assertThatIllegalArgumentException().isThrownBy(() -> evaluate("{order.data.nope}", type, envelope))
			.withMessageContaining(Customer.class.getName() + " has no property 'nope'");
	}

	@Test
	void whenMapsAndOptionalsAreNestedThenTheirArgumentsAreFollowed() {
		Type type = new ParameterizedTypeReference<Optional<Map<String, Optional<Customer>>>>() {
		}.getType();
		assertThat(evaluate("{order.first.name}", type, Optional.of(Map.of("first", Optional.of(new Customer("Ada"))))))
			.isEqualTo("Ada");
		assertThatExceptionOfType(MissingVariableException.class)
			.isThrownBy(() -> evaluate("{order.first.name}", type, Optional.empty()));
	}

	@Test
	void whenBeanInheritsPropertyFromInterfaceThenItIsFound() {
		assertThat(evaluate("{order.name}", Named.class, new Names())).isEqualTo("default");
	}

	@Test
	void whenArgumentIsSingleValueThenItIsItsOwnText() {
		assertThat(evaluate("{order}", DayOfWeek.class, DayOfWeek.MONDAY)).isEqualTo("MONDAY");
		assertThat(evaluate("{order}", long.class, 5L)).isEqualTo("5");
		assertThat(evaluate("{order}", Object.class, "text")).isEqualTo("text");
		assertThat(evaluate("{order}", JsonNode.class, JsonMapper.shared().readTree("12.5"))).isEqualTo("12.5");
	}

	@Test
	void whenEnumOverridesToStringThenItsNameIsTheText() {
		assertThat(evaluate("{order}", Level.class, Level.HIGH)).isEqualTo("HIGH");
	}

	private static Order order() {
		JsonNode node = JsonMapper.shared().readTree("{\"a\":{\"b\":7},\"flag\":true,\"text\":\"t\",\"nothing\":null}");
		return new Order(41, new Customer("Ada"), DayOfWeek.MONDAY, new BigDecimal("1.50"), LocalDate.of(2026, 2, 28),
				new UUID(1, 2), URI.create("http://example.com"), true, Map.of("color", "red", "dashed-name", "x"),
				node, Map.of("x", "y", "list", List.of(1)), Optional.of("here"), Optional.of(new Customer("Bob")),
				Optional.empty(), null, List.of(), Map.of(1, "one"));
	}

	private static String evaluate(String text, Type type, @Nullable Object argument) {
		return parser().parse(text, List.of(new TextVariable("order", 0, type))).evaluate(new Object[] { argument });
	}

	private static List<TextVariable> variables(Type... types) {
		return Arrays.stream(types).map((type) -> new TextVariable("id", 0, type)).toList();
	}

	private static TextTemplateParser parser() {
		return new TextTemplateParser(context.getBeanFactory(), context.getEnvironment());
	}

	private record Order(int id, Customer customer, DayOfWeek day, BigDecimal total, LocalDate date, UUID uuid,
			URI site, boolean paid, Map<String, String> labels, JsonNode node, Object any, Optional<String> maybe,
			Optional<Customer> maybeCustomer, Optional<String> empty, @Nullable Customer none, List<String> list,
			Map<Integer, String> numbers) {

		String helper() {
			return "no property";
		}

	}

	interface CustomerProperties {

		String getName();

		@Nullable String getNothing();

		Address getAddress();

	}

	private static class Customer implements CustomerProperties {

		private final String name;

		Customer(String name) {
			this.name = name;
		}

		@Override
		public String getName() {
			return this.name;
		}

		@Override
		public @Nullable String getNothing() {
			return null;
		}

		@Override
		public Address getAddress() {
			return new Address("London");
		}

	}

	record Address(String city) {

	}

	record Envelope<T>(T data, List<T> others) {

	}

	enum Level {

		HIGH;

		@Override
		public String toString() {
			return "high level";
		}

	}

	interface Named {

		default String getName() {
			return "default";
		}

	}

	public static class Names implements Named {

		public String getUpper() {
			return "UPPER";
		}

	}

}
