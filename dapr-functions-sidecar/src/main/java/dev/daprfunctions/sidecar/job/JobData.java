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

package dev.daprfunctions.sidecar.job;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.ListValue;
import com.google.protobuf.NullValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.google.protobuf.Value.KindCase;
import dev.daprfunctions.sidecar.json.RuntimeJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Data of jobs: JSON over HTTP, anything over gRPC.
 *
 * @since 0.1.0
 */
public final class JobData {

	private static final String VALUE_TYPE = "type.googleapis.com/google.protobuf.Value";

	private JobData() {
	}

	/**
	 * Wrap JSON.
	 * @param json the JSON, {@code null} for none
	 * @return the data
	 */
	public static Any of(@Nullable JsonNode json) {
		return Any.pack((json != null) ? toValue(json) : Value.getDefaultInstance());
	}

	private static Value toValue(JsonNode json) {
		Value.Builder value = Value.newBuilder();
		if (json.isObject()) {
			Struct.Builder struct = Struct.newBuilder();
			json.properties().forEach((member) -> struct.putFields(member.getKey(), toValue(member.getValue())));
			return value.setStructValue(struct).build();
		}
		if (json.isArray()) {
			ListValue.Builder list = ListValue.newBuilder();
			json.forEach((element) -> list.addValues(toValue(element)));
			return value.setListValue(list).build();
		}
		if (json.isString()) {
			return value.setStringValue(json.stringValue()).build();
		}
		if (json.isNumber()) {
			return value.setNumberValue(json.numberValue().doubleValue()).build();
		}
		return ((json.isBoolean()) ? value.setBoolValue(json.booleanValue()) : value.setNullValue(NullValue.NULL_VALUE))
			.build();
	}

	/**
	 * Return whether data are JSON.
	 * @param data the data
	 * @return {@code true} if they are
	 */
	public static boolean isJson(Any data) {
		return data.getTypeUrl().equals(VALUE_TYPE);
	}

	/**
	 * Unwrap JSON.
	 * @param data the data
	 * @return the JSON
	 * @throws JobDataException if there is none
	 */
	public static JsonNode toJson(Any data) throws JobDataException {
		try {
			return toJson(data.unpack(Value.class));
		}
		catch (InvalidProtocolBufferException ex) {
			throw new JobDataException("proto: " + ex.getMessage());
		}
	}

	private static JsonNode toJson(Value value) throws JobDataException {
		JsonNodeFactory factory = JsonNodeFactory.instance;
		if (value.getKindCase() == KindCase.STRUCT_VALUE) {
			ObjectNode object = factory.objectNode();
			for (String name : value.getStructValue().getFieldsMap().keySet()) {
				object.set(name, toJson(value.getStructValue().getFieldsOrThrow(name)));
			}
			return object;
		}
		if (value.getKindCase() == KindCase.LIST_VALUE) {
			ArrayNode array = factory.arrayNode();
			for (Value element : value.getListValue().getValuesList()) {
				array.add(toJson(element));
			}
			return array;
		}
		return switch (value.getKindCase()) {
			case STRING_VALUE -> factory.stringNode(value.getStringValue());
			case NUMBER_VALUE -> factory.numberNode(value.getNumberValue());
			case BOOL_VALUE -> factory.booleanNode(value.getBoolValue());
			case NULL_VALUE -> factory.nullNode();
			default -> throw new JobDataException("proto: google.protobuf.Value: none of the oneof fields is set");
		};
	}

	/**
	 * Return data as the application gets them.
	 * @param data the data
	 * @return the body of the request
	 * @throws JobDataException if they cannot be sent
	 */
	static byte[] toBody(Any data) throws JobDataException {
		return (isJson(data)) ? RuntimeJson.writeAny(toJson(data)) : trim(data.getValue().toByteArray());
	}

	private static byte[] trim(byte[] bytes) {
		int start = 0;
		int end = bytes.length;
		while (start < end && isSpace(bytes[start])) {
			start++;
		}
		while (end > start && isSpace(bytes[end - 1])) {
			end--;
		}
		byte[] trimmed = new byte[end - start];
		System.arraycopy(bytes, start, trimmed, 0, trimmed.length);
		return trimmed;
	}

	private static boolean isSpace(byte octet) {
		return octet == ' ' || (octet >= '\t' && octet <= '\r');
	}

}
