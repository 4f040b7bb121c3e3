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

import tools.jackson.databind.JsonNode;

/**
 * How the Dapr runtime complains about a JSON value of the wrong type. It decodes most
 * requests directly, and the operations of a transaction in a second step.
 *
 * @since 0.1.0
 */
public enum JsonShape {

	/**
	 * Decoded directly.
	 */
	DIRECT {

		@Override
		JsonFormatException mismatch(String struct, String field, String expected, JsonNode found) {
			return new JsonFormatException("json: cannot unmarshal %s into Go struct field %s.%s of type %s"
				.formatted(kind(found), struct, field, expected));
		}

		@Override
		JsonFormatException notAnObject(String struct, JsonNode found) {
			return new JsonFormatException(
					"json: cannot unmarshal %s into Go value of type %s".formatted(kind(found), struct));
		}

	},

	/**
	 * Decoded in a second step.
	 */
	INDIRECT {

		@Override
		JsonFormatException mismatch(String struct, String field, String expected, JsonNode found) {
			String name = Character.toUpperCase(field.charAt(0)) + field.substring(1);
			if (field.equals("etag")) {
				name = "ETag";
			}
			String problem = (expected.equals("string"))
					? "expected type 'string', got unconvertible type '%s', value: '%s'".formatted(type(found),
							(found.isNumber()) ? RuntimeJson.number(found.numberValue().doubleValue())
									: found.toString())
					: "expected a map, got '%s'".formatted(type(found));
			return new JsonFormatException("1 error(s) decoding:\n\n* '%s' %s".formatted(name, problem));
		}

		@Override
		JsonFormatException notAnObject(String struct, JsonNode found) {
			return new JsonFormatException("'' expected a map, got '%s'".formatted(type(found)));
		}

		private String type(JsonNode found) {
			if (found.isNumber()) {
				return "float64";
			}
			return switch (kind(found)) {
				case "array" -> "slice";
				case "object" -> "map[string]interface {}";
				default -> kind(found);
			};
		}

	};

	abstract JsonFormatException mismatch(String struct, String field, String expected, JsonNode found);

	abstract JsonFormatException notAnObject(String struct, JsonNode found);

	JsonFormatException badNumber(String struct, String field, String expected, JsonNode found) {
		String number = found.toString().replace("E+", "E");
		return new JsonFormatException("json: cannot unmarshal number %s into Go struct field %s.%s of type %s"
			.formatted(number, struct, field, expected));
	}

	static String kind(JsonNode node) {
		return switch (node.getNodeType()) {
			case OBJECT -> "object";
			case ARRAY -> "array";
			case STRING -> "string";
			case NUMBER -> "number";
			case BOOLEAN -> "bool";
			default -> "null";
		};
	}

}
