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

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.io.NumberOutput;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.POJONode;

/**
 * Reads and writes JSON byte for byte as the Dapr runtime does.
 *
 * @since 0.1.0
 */
public final class RuntimeJson {

	private static final int MAX_DEPTH = 1000;

	private static final int MAX_NUMBER_LENGTH = 100_000;

	private static final Pattern UNPAIRED_SURROGATE = Pattern
		.compile("[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]");

	private static final JsonMapper mapper = JsonMapper.builder(JsonFactory.builder()
		.streamReadConstraints(
				StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).maxNumberLength(MAX_NUMBER_LENGTH).build())
		.characterEscapes(new HtmlEscapes())
		.build()).disable(JsonWriteFeature.ESCAPE_FORWARD_SLASHES).build();

	private RuntimeJson() {
	}

	/**
	 * Read the first value of a text; what follows it is ignored.
	 * @param bytes the text
	 * @return the value
	 * @throws JsonFormatException if there is no value
	 */
	public static JsonNode read(byte[] bytes) throws JsonFormatException {
		return read(bytes, false);
	}

	/**
	 * Read the first value of a text so that numbers can be written with the characters
	 * that they are written with here; what follows it is ignored.
	 * @param bytes the text
	 * @return the value, in which numbers are no numbers but their characters
	 * @throws JsonFormatException if there is no value
	 */
	public static JsonNode readVerbatim(byte[] bytes) throws JsonFormatException {
		return read(bytes, true);
	}

	private static JsonNode read(byte[] bytes, boolean verbatim) throws JsonFormatException {
		try {
			try (JsonParser parser = mapper.createParser(new String(bytes, StandardCharsets.UTF_8))) {
				if (parser.nextToken() == null) {
					throw new JsonFormatException("EOF");
				}
				return new JsonTree(parser, verbatim).read();
			}
		}
		catch (JacksonException ex) {
			throw new JsonFormatException(new JsonSyntax(bytes, MAX_DEPTH).explain(ex));
		}
	}

	/**
	 * Read a text that is nothing but one value.
	 * @param bytes the text
	 * @return the value
	 * @throws JsonFormatException if it is not one value
	 */
	public static JsonNode readWhole(byte[] bytes) throws JsonFormatException {
		new JsonSyntax(bytes, MAX_DEPTH).verifyWhole();
		return read(bytes);
	}

	/**
	 * Write a value as it is.
	 * @param node the value
	 * @return the text
	 */
	public static byte[] write(JsonNode node) {
		return write(node, false);
	}

	/**
	 * Write a value of unknown shape: members in the order of their names, numbers as
	 * double precision unless they were read verbatim.
	 * @param node the value
	 * @return the text
	 */
	public static byte[] writeAny(JsonNode node) {
		return write(node, true);
	}

	/**
	 * Remove the white space of a text and make it safe within HTML, nothing else.
	 * @param bytes the text
	 * @return the compact text
	 * @throws JsonFormatException if it is not one value
	 */
	public static byte[] compact(byte[] bytes) throws JsonFormatException {
		readWhole(bytes);
		return new JsonCompactor(bytes).compact();
	}

	private static byte[] write(JsonNode node, boolean sorted) {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (JsonGenerator generator = mapper.createGenerator(bytes)) {
			write(node, sorted, generator);
		}
		return bytes.toByteArray();
	}

	private static void write(JsonNode node, boolean sorted, JsonGenerator generator) {
		if (node.isObject()) {
			generator.writeStartObject();
			for (Map.Entry<String, JsonNode> member : members(node, sorted)) {
				generator.writeName(withoutUnpairedSurrogates(member.getKey()));
				write(member.getValue(), sorted, generator);
			}
			generator.writeEndObject();
		}
		else if (node.isArray()) {
			generator.writeStartArray();
			node.forEach((element) -> write(element, sorted, generator));
			generator.writeEndArray();
		}
		else if (node.isString()) {
			generator.writeString(withoutUnpairedSurrogates(node.stringValue()));
		}
		else if (node.isNumber()) {
			generator.writeNumber(number(node.numberValue().doubleValue()));
		}
		else if (node instanceof POJONode characters) {
			generator.writeRawValue(String.valueOf(characters.getPojo()));
		}
		else if (node.isBoolean()) {
			generator.writeBoolean(node.booleanValue());
		}
		else {
			generator.writeNull();
		}
	}

	private static Iterable<Map.Entry<String, JsonNode>> members(JsonNode object, boolean sorted) {
		if (!sorted) {
			return object.properties();
		}
		Map<String, JsonNode> members = new TreeMap<>();
		object.properties().forEach((member) -> members.put(member.getKey(), member.getValue()));
		return members.entrySet();
	}

	private static String withoutUnpairedSurrogates(String text) {
		return UNPAIRED_SURROGATE.matcher(text).replaceAll("\ufffd");
	}

	static String number(double value) {
		if (value == 0) {
			return (1 / value < 0) ? "-0" : "0";
		}
		BigDecimal decimal = new BigDecimal(NumberOutput.toString(value, true)).stripTrailingZeros();
		double magnitude = Math.abs(value);
		if (magnitude >= 1e-6 && magnitude < 1e21) {
			return decimal.toPlainString();
		}
		int exponent = decimal.precision() - decimal.scale() - 1;
		BigDecimal mantissa = decimal.movePointLeft(exponent);
		return mantissa.stripTrailingZeros().toPlainString() + ((exponent < 0) ? "e" : "e+") + exponent;
	}

}
