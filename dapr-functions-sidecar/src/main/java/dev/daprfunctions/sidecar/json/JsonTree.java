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

package dev.daprfunctions.sidecar.json;

import java.math.BigDecimal;
import java.math.BigInteger;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads JSON into nodes that keep each number as it is written: its value, negative zero
 * included, or even its very characters.
 */
final class JsonTree {

	private static final JsonNodeFactory nodes = JsonNodeFactory.instance;

	private final JsonParser parser;

	private final boolean verbatim;

	JsonTree(JsonParser parser, boolean verbatim) {
		this.parser = parser;
		this.verbatim = verbatim;
	}

	JsonNode read() {
		return switch (this.parser.currentToken()) {
			case START_OBJECT -> object();
			case START_ARRAY -> array();
			case VALUE_STRING -> nodes.stringNode(this.parser.getString());
			case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(this.parser.getString());
			case VALUE_TRUE -> nodes.booleanNode(true);
			case VALUE_FALSE -> nodes.booleanNode(false);
			default -> nodes.nullNode();
		};
	}

	private ObjectNode object() {
		ObjectNode object = nodes.objectNode();
		while (this.parser.nextToken() != JsonToken.END_OBJECT) {
			String name = this.parser.currentName();
			this.parser.nextToken();
			object.set(name, read());
		}
		return object;
	}

	private ArrayNode array() {
		ArrayNode array = nodes.arrayNode();
		while (this.parser.nextToken() != JsonToken.END_ARRAY) {
			array.add(read());
		}
		return array;
	}

	private JsonNode number(String text) {
		if (this.verbatim) {
			return nodes.pojoNode(text);
		}
		if (text.startsWith("-") && Double.parseDouble(text) == 0) {
			return nodes.numberNode(-0.0);
		}
		boolean integral = text.chars().allMatch((character) -> character == '-' || Character.isDigit(character));
		return (integral) ? nodes.numberNode(new BigInteger(text)) : nodes.numberNode(new BigDecimal(text));
	}

}
