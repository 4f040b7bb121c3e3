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
import java.util.function.Supplier;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.dapr.client.domain.CloudEvent;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.util.function.SingletonSupplier;

/**
 * Creates the writers of outputs. All of them share one mapper, which leaves out what is
 * not set in the Dapr SDK's {@link CloudEvent}. Mapper and writers are created when a
 * value is written first, since looking into types takes more time than all the rest of
 * the start.
 *
 * @since 0.1.0
 */
public final class OutputValueWriters {

	private final Supplier<JsonMapper> jsonMapper;

	/**
	 * Creates a factory.
	 * @param jsonMapper the application's mapper
	 */
	public OutputValueWriters(JsonMapper jsonMapper) {
		this.jsonMapper = SingletonSupplier.of(() -> withSparseCloudEvents(jsonMapper));
	}

	private static JsonMapper withSparseCloudEvents(JsonMapper jsonMapper) {
		return jsonMapper.rebuild()
			.withConfigOverride(CloudEvent.class,
					(override) -> override.setInclude(JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, null)))
			.build();
	}

	/**
	 * Creates a writer.
	 * @param type the declared type of the values
	 * @return a writer of that type
	 */
	public OutputValueWriter of(Type type) {
		return new OutputValueWriter(() -> ValueWriter.of(jsonMapper(), type));
	}

	/**
	 * Returns the mapper that the writers share.
	 * @return the mapper
	 */
	public JsonMapper jsonMapper() {
		return this.jsonMapper.get();
	}

}
