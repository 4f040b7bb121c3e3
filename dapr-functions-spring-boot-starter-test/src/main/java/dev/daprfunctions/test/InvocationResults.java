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

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.daprfunctions.sidecar.binding.BindingAnswer;
import dev.daprfunctions.sidecar.invocation.AppAnswer;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes {@link InvocationResult}s.
 */
final class InvocationResults {

	private InvocationResults() {
	}

	static InvocationResult of(AppAnswer answer, JsonMapper jsonMapper) {
		Map<String, List<String>> headers = new LinkedHashMap<>();
		answer.headers().forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
		return new InvocationResult(answer.status(), headers, new Content(answer.body(), jsonMapper));
	}

	static InvocationResult of(BindingAnswer answer, JsonMapper jsonMapper) {
		return new InvocationResult(answer.status(), Map.of(), new Content(answer.body(), jsonMapper));
	}

}
