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

package dev.daprfunctions.json;

import java.lang.reflect.Type;

import tools.jackson.databind.JavaType;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes values of one declared type, chosen once, as JSON. As Spring's converters do, it
 * goes by the declared type of containers, so that polymorphic elements keep their type
 * ids, and by the actual type of everything else, so that subtypes keep their properties.
 *
 * @since 0.1.0
 */
public final class ValueWriter {

	private final ObjectWriter typed;

	private final ObjectWriter untyped;

	private final Class<?> type;

	private ValueWriter(ObjectWriter typed, ObjectWriter untyped, Class<?> type) {
		this.typed = typed;
		this.untyped = untyped;
		this.type = type;
	}

	/**
	 * Creates a writer.
	 * @param jsonMapper the application's mapper
	 * @param type the declared type
	 * @return a writer of that type
	 */
	public static ValueWriter of(JsonMapper jsonMapper, Type type) {
		JavaType javaType = jsonMapper.constructType(type);
		ObjectWriter untyped = jsonMapper.writer();
		return new ValueWriter((javaType.isContainerType()) ? jsonMapper.writerFor(javaType) : untyped, untyped,
				javaType.getRawClass());
	}

	/**
	 * Writes a value.
	 * @param value the value; one of another type than the declared one is written as it
	 * is
	 * @return the value as JSON in UTF-8
	 */
	public byte[] write(Object value) {
		return ((this.type.isInstance(value)) ? this.typed : this.untyped).writeValueAsBytes(value);
	}

}
