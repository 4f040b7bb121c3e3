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

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.google.protobuf.NullValue;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Path of the application, and which events go there.
 *
 * @param match the condition, {@code null} for all events
 * @param path the path
 */
record RoutingRule(@Nullable MatchExpression match, String path) {

	static RoutingRule of(String match, String path) throws RuleException {
		String condition = match.strip();
		return new RoutingRule((condition.isEmpty()) ? null : MatchExpression.compile(condition), path);
	}

	/**
	 * Find the path of the first rule that matches.
	 * @param rules the rules
	 * @param event the event, or its bytes as text if it is no CloudEvent
	 * @return the path, or {@code null} if no rule matches
	 * @throws RuleException if a rule before the first match cannot be applied
	 */
	static @Nullable String findPath(List<RoutingRule> rules, JsonNode event) throws RuleException {
		Object values = toJava(event);
		for (RoutingRule rule : rules) {
			if (rule.match == null || rule.match.matches(values)) {
				return rule.path;
			}
		}
		return null;
	}

	private static Object toJava(JsonNode node) {
		if (node.isObject()) {
			Map<String, Object> map = new LinkedHashMap<>();
			node.properties().forEach((member) -> map.put(member.getKey(), toJava(member.getValue())));
			return map;
		}
		if (node.isArray()) {
			List<Object> list = new ArrayList<>();
			node.forEach((element) -> list.add(toJava(element)));
			return list;
		}
		if (node.isString()) {
			return node.stringValue();
		}
		if (node.isNumber()) {
			return node.numberValue().doubleValue();
		}
		return (node.isBoolean()) ? node.booleanValue() : NullValue.NULL_VALUE;
	}

	String condition() {
		return (this.match != null) ? this.match.toString() : "";
	}

}
