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

package dev.daprfunctions.test;

import java.util.Map;

import dev.daprfunctions.sidecar.binding.BindingException;
import dev.daprfunctions.sidecar.binding.BindingResponse;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Stands in for an output binding, which need not exist. Until told otherwise it answers
 * nothing.
 *
 * @since 0.1.0
 */
public final class BindingStub {

	private final JsonMapper jsonMapper;

	private volatile @Nullable BindingResponse response;

	private volatile @Nullable String failure;

	BindingStub(JsonMapper jsonMapper) {
		this.jsonMapper = jsonMapper;
	}

	/**
	 * Answer with data.
	 * @param data the data, bytes as they are and anything else as JSON
	 */
	public void returns(Object data) {
		returns(data, Map.of());
	}

	/**
	 * Answer with data and metadata.
	 * @param data the data, bytes as they are and anything else as JSON
	 * @param metadata the metadata
	 */
	public void returns(Object data, Map<String, String> metadata) {
		byte[] bytes = (data instanceof byte[] raw) ? raw.clone() : this.jsonMapper.writeValueAsBytes(data);
		this.failure = null;
		this.response = new BindingResponse(bytes, Map.copyOf(metadata));
	}

	/**
	 * Fail.
	 * @param message the message of the binding
	 */
	public void fails(String message) {
		this.failure = message;
	}

	@Nullable BindingResponse answer(BindingCall call) throws BindingException {
		String message = this.failure;
		if (message != null) {
			throw new BindingException(message);
		}
		return this.response;
	}

}
