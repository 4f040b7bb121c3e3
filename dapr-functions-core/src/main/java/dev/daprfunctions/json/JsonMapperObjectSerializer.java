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

import java.io.IOException;

import com.google.protobuf.MessageLite;
import io.dapr.serializer.DaprObjectSerializer;
import io.dapr.serializer.DefaultObjectSerializer;
import io.dapr.utils.TypeRef;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.json.JsonMapper;

/**
 * Serializer of the Dapr SDK over the application's own {@link JsonMapper}. Bytes pass
 * through untouched, protobuf messages are sent in their binary form, and the data of a
 * {@code CloudEvent<T>} is read as {@code T}.
 *
 * @since 0.1.0
 * @see <a href="https://docs.dapr.io/developing-applications/sdks/sdk-serialization/">
 * Serialization in Dapr's SDKs</a>
 */
public class JsonMapperObjectSerializer implements DaprObjectSerializer {

	private final DaprObjectSerializer delegate = new DefaultObjectSerializer();

	private final OutputValueWriters writers;

	/**
	 * Creates a serializer.
	 * @param jsonMapper the application's mapper
	 */
	public JsonMapperObjectSerializer(JsonMapper jsonMapper) {
		this.writers = new OutputValueWriters(jsonMapper);
	}

	@Override
	@SuppressWarnings("NullAway") // the SDK expects null for "nothing to send"
	public byte[] serialize(@Nullable Object value) throws IOException {
		if (value == null || value instanceof byte[] || value instanceof MessageLite) {
			return this.delegate.serialize(value);
		}
		try {
			return this.writers.jsonMapper().writeValueAsBytes(value);
		}
		catch (JacksonException ex) {
			throw new IOException("Cannot write " + value.getClass().getName() + " as JSON", ex);
		}
	}

	@Override
	@SuppressWarnings("NullAway") // null is "nothing received"
	public <T> T deserialize(byte @Nullable [] data, TypeRef<T> type) throws IOException {
		JavaType javaType = this.writers.jsonMapper().constructType(type.getType());
		if (data == null || data.length == 0 || isHandledBySdk(javaType)) {
			return this.delegate.deserialize(data, type);
		}
		try {
			return this.writers.jsonMapper().readValue(data, javaType);
		}
		catch (JacksonException ex) {
			throw new IOException("Cannot read JSON as " + TypeNames.shortName(type.getType()), ex);
		}
	}

	@Override
	public String getContentType() {
		return this.delegate.getContentType();
	}

	private boolean isHandledBySdk(JavaType type) {
		return type.hasRawClass(byte[].class) || type.isTypeOrSubTypeOf(Void.class)
				|| type.isTypeOrSubTypeOf(MessageLite.class);
	}

}
