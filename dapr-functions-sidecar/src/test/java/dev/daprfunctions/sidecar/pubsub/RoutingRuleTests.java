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

package dev.daprfunctions.sidecar.pubsub;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link RoutingRule}.
 */
class RoutingRuleTests {

	private static final JsonNode EVENT = JsonMapper.shared().readTree("""
			{"type": "t", "source": "s", "data": {"n": 5, "big": 1e10, "s": "x", "b": true, "nothing": null,
			"list": [1, 2, "a"], "nested": {"deep": "v"}}}""");

	@ParameterizedTest
	@ValueSource(strings = { "event.type == \"t\"", "event.type == 't'", " true ", "event.data.n > 4",
			"event.data.n == 5", "event.data.n == 5.0", "event.data.n + 1.0 > 5.0", "int(event.data.n) == 5",
			"event.data.n >= 5 && event.data.n < 6", "event.data.b", "!has(event.data.missing)",
			"has(event.data.n) && event.data.n > 1", "event.data.nothing == null", "event.type.startsWith('t')",
			"event.type.matches('^t$')", "event.type in ['t', 'u']", "event['type'] == 't'", "2 in event.data.list",
			"event.data.list.exists(x, x == 2)", "size(event.data.list) == 3", "event.data.list[0] == 1",
			"event.data.nested.deep == 'v'", "event.data.missing == 1 || event.type == 't'",
			"unknown.name == 1 || event.type == 't'", "event.data.s != 1" })
	void matches(String condition) throws RuleException {
		assertThat(find(condition)).isEqualTo("/path");
	}

	@ParameterizedTest
	@ValueSource(strings = { "event.type == 'other'", "event.data.n > 5", "has(event.data.missing)", "false" })
	void doesNotMatch(String condition) throws RuleException {
		assertThat(find(condition)).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "event.data.missing == 1", "event.data.n + 1 > 5", "event.data.s > 1", "event.data.s", "1",
			"unknown", "unknown.name == 1", "!event.data.n", "event.data.list[9] == 1" })
	void cannotBeApplied(String condition) {
		assertThatExceptionOfType(RuleException.class).isThrownBy(() -> find(condition));
	}

	@ParameterizedTest
	@ValueSource(
			strings = { "event.data.n >", "'a' + 1 == 'b'", "event.nope(1)", "nope(event)", "event.data.?n == 1", "(" })
	void cannotBeCompiled(String condition) {
		assertThatExceptionOfType(RuleException.class).isThrownBy(() -> RoutingRule.of(condition, "/path"));
	}

	@Test
	void firstMatchWins() throws RuleException {
		List<RoutingRule> rules = List.of(RoutingRule.of("event.type == 'no'", "/1"),
				RoutingRule.of("event.type == 't'", "/2"), RoutingRule.of("event.data.missing == 1", "/3"),
				RoutingRule.of("", "/4"));
		assertThat(RoutingRule.findPath(rules, EVENT)).isEqualTo("/2");
	}

	@Test
	void whenRuleBeforeFirstMatchFailsThenFails() throws RuleException {
		List<RoutingRule> rules = List.of(RoutingRule.of("event.data.missing == 1", "/1"), RoutingRule.of("", "/2"));
		assertThatExceptionOfType(RuleException.class).isThrownBy(() -> RoutingRule.findPath(rules, EVENT));
	}

	@Test
	void emptyConditionMatchesEverything() throws RuleException {
		assertThat(find(" ")).isEqualTo("/path");
		assertThat(RoutingRule.findPath(List.of(), EVENT)).isNull();
	}

	private static String find(String condition) throws RuleException {
		return RoutingRule.findPath(List.of(RoutingRule.of(condition, "/path")), EVENT);
	}

}
