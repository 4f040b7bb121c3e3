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

package dev.daprfunctions.sidecar.invocation;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import dev.daprfunctions.sidecar.app.AppRequest;
import dev.daprfunctions.sidecar.app.AppResponse;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;

/**
 * Converts calls and answers to what tests see, and back.
 */
final class AppCalls {

	private AppCalls() {
	}

	static AppCall of(String appId, String verb, String method, HttpFields headers, InvocationRequest request) {
		return new AppCall(appId, verb, method, request.query(), headers(headers), request.body().bytes().clone());
	}

	static InvocationRequest toRequest(AppCall call) {
		HttpFields.Mutable headers = HttpFields.build();
		call.headers().forEach((name, values) -> values.forEach((value) -> headers.add(name, value)));
		boolean hasBody = call.body().length > 0;
		return new InvocationRequest(call.verb(), call.method(), call.query(), headers,
				(hasBody) ? new AppRequest.Body(call.body(), true, false) : AppRequest.Body.NONE, false);
	}

	static AppResponse toResponse(AppAnswer answer) {
		HttpFields.Mutable headers = HttpFields.build();
		answer.headers().forEach((name, values) -> values.forEach((value) -> headers.add(name, value)));
		return new AppResponse(answer.status(), headers, new ByteArrayInputStream(answer.body()));
	}

	static AppAnswer read(AppResponse response) throws IOException {
		return new AppAnswer(response.status(), headers(response.headers()), response.body().readAllBytes());
	}

	private static Map<String, List<String>> headers(HttpFields fields) {
		Map<String, List<String>> headers = new TreeMap<>();
		for (HttpField field : fields) {
			String name = field.getName().toLowerCase(Locale.ROOT);
			headers.computeIfAbsent(name, fields::getValuesList);
		}
		return headers;
	}

}
