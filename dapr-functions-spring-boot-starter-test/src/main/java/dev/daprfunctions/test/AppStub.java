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

import java.util.List;
import java.util.Map;
import java.util.function.Function;

import dev.daprfunctions.sidecar.invocation.AppAnswer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Stands in for a method of another application, which need not exist. Until told
 * otherwise it answers 200 without a body.
 *
 * @since 0.1.0
 */
public final class AppStub {

	private static final int OK = 200;

	private final JsonMapper jsonMapper;

	private volatile Function<AppInvocation, AppAnswer> answer = (invocation) -> toAnswer(OK, null);

	AppStub(JsonMapper jsonMapper) {
		this.jsonMapper = jsonMapper;
	}

	/**
	 * Answer 200 with a body.
	 * @param body the body, bytes as they are and anything else as JSON
	 */
	public void returns(Object body) {
		returns(OK, body);
	}

	/**
	 * Answer with a status and a body.
	 * @param status the HTTP status
	 * @param body the body, bytes as they are and anything else as JSON, {@code null} for
	 * none
	 */
	public void returns(int status, @Nullable Object body) {
		this.answer = (invocation) -> toAnswer(status, body);
	}

	/**
	 * Answer 200 with a body that depends on the invocation.
	 * @param answer makes the body, {@code null} for none
	 */
	public void answers(Function<AppInvocation, @Nullable Object> answer) {
		this.answer = (invocation) -> toAnswer(OK, answer.apply(invocation));
	}

	private AppAnswer toAnswer(int status, @Nullable Object body) {
		if (body == null) {
			return new AppAnswer(status, Map.of(), new byte[0]);
		}
		if (body instanceof byte[] bytes) {
			return new AppAnswer(status, Map.of("content-type", List.of("application/octet-stream")), bytes.clone());
		}
		return new AppAnswer(status, Map.of("content-type", List.of("application/json")),
				this.jsonMapper.writeValueAsBytes(body));
	}

	AppAnswer answer(AppInvocation invocation) {
		return this.answer.apply(invocation);
	}

}
