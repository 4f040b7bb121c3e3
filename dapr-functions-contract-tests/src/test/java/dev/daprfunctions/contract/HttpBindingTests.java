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

package dev.daprfunctions.contract;

import java.util.List;
import java.util.Map;

import dev.daprfunctions.contract.Answer.Failure;
import dev.daprfunctions.contract.TestApp.Received;
import dev.daprfunctions.contract.TestApp.Reply;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Cases for the binding that calls HTTP services.
 */
@ClassTemplate
class HttpBindingTests {

	@RegisterExtension
	static final Contract contract = new Contract(SidecarSpec.create()
		.component("web", "bindings.http", "{name: url, value: \"http://127.0.0.1:{appPort}/base\"}")
		.component("lenient", "bindings.http", "{name: url, value: \"http://127.0.0.1:{appPort}/base\"}",
				"{name: errorIfNot2XX, value: \"false\"}"));

	@ParameterizedTest
	@CsvSource({ "get, GET", "post, POST", "put, PUT", "patch, PATCH", "delete, DELETE", "head, HEAD",
			"options, OPTIONS", "create, POST" })
	void operationIsVerb(String operation, String verb) {
		assertThat(call("web", "{\"operation\":\"%s\"}".formatted(operation)).status()).isIn(200, 204);
		assertThat(contract.app().last().verb()).isEqualTo(verb);
		assertThat(contract.app().last().path()).isEqualTo("/base");
	}

	@Test
	void whenOperationIsUpperCaseThenFails() {
		assertThat(call("web", "{\"operation\":\"GET\"}").failure().message())
			.startsWith("error invoking output binding web: binding web does not support operation GET");
		assertThat(contract.app().received()).isEmpty();
	}

	@Test
	void answerIsPassed() {
		contract.app().reply(new Reply(201, Map.of("X-Odd", List.of("v")), "made".getBytes()));
		Answer answer = call("web", "{\"operation\":\"post\",\"data\":\"hello\"}");
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.body()).isEqualTo("made");
		assertThat(answer.header("Metadata.statuscode")).isEqualTo("201");
		assertThat(answer.header("Metadata.status")).isEqualTo("201 Created");
		assertThat(answer.header("Metadata.x-Odd")).isEqualTo("v");
	}

	@Test
	void metadataIsPathAndHeaders() {
		call("web", "{\"operation\":\"post\",\"data\":{\"a\":1},\"metadata\":{\"path\":\"/sub?x=1\","
				+ "\"X-Custom\":\"c\",\"lower\":\"l\",\"Content-Type\":\"text/x-odd\"}}");
		Received request = contract.app().last();
		assertThat(request.path()).isEqualTo("/base/sub?x=1");
		assertThat(request.header("X-Custom")).isEqualTo("c");
		assertThat(request.headers()).doesNotContainKey("Lower");
		assertThat(request.header("Content-Type")).isEqualTo("text/x-odd");
		assertThat(request.body()).isEqualTo("{\"a\":1}");
	}

	@Test
	void contentTypeIsJsonByDefault() {
		call("web", "{\"operation\":\"post\",\"data\":\"hello\"}");
		Received request = contract.app().last();
		assertThat(request.header("Content-Type")).isEqualTo("application/json; charset=utf-8");
		assertThat(request.body()).isEqualTo("\"hello\"");
	}

	@Test
	void getHasNoBody() {
		call("web", "{\"operation\":\"get\",\"data\":\"hello\"}");
		assertThat(contract.app().last().body()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(ints = { 400, 404, 500, 503 })
	void whenAnswerIsNot2xxThenFails(int status) {
		contract.app().reply(Reply.text(status, "no"));
		Failure failure = call("web", "{\"operation\":\"get\"}").failure();
		assertThat(failure.status()).isEqualTo(500);
		assertThat(failure.code()).isEqualTo("ERR_INVOKE_OUTPUT_BINDING");
		assertThat(failure.message())
			.startsWith("error invoking output binding web: received status code %d".formatted(status));
	}

	@Test
	void whenNot2xxIsNoErrorThenAnswerIsPassed() {
		contract.app().reply(Reply.text(404, "no"));
		Answer answer = call("lenient", "{\"operation\":\"get\"}");
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.body()).isEqualTo("no");
		assertThat(answer.header("Metadata.statuscode")).isEqualTo("404");
	}

	@Test
	void whenServiceIsDownThenFails() {
		int port = contract.app().stop();
		Failure failure = call("web", "{\"operation\":\"get\"}").failure();
		contract.app().restart(port);
		assertThat(failure.status()).isEqualTo(500);
		assertThat(failure.message()).contains("connection refused");
	}

	private static Answer call(String name, String body) {
		return contract.send("POST", "/v1.0/bindings/" + name, body);
	}

}
