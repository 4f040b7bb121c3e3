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

package dev.daprfunctions.sidecar;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

import dev.daprfunctions.sidecar.RecordingApp.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@code bindings.http}. What they expect was seen on a real sidecar.
 */
class HttpBindingTests {

	private static RecordingApp target;

	private static TestFolder folder;

	private static EmbeddedSidecar sidecar;

	@BeforeAll
	static void start() {
		target = new RecordingApp(0);
		String url = "{name: url, value: 'http://127.0.0.1:%d'}".formatted(target.port());
		folder = new TestFolder().component("web", "bindings.http", url.replace("'}", "/base//'}"))
			.component("lenient", "bindings.http", url, "{name: errorIfNot2XX, value: 'no'}")
			.component("token", "bindings.http", url, "{name: securityTokenHeader, value: X-token}",
					"{name: securityToken, value: s3cret}")
			.component("slow", "bindings.http", url, "{name: responseTimeout, value: 300ms}")
			.component("small", "bindings.http", url, "{name: maxResponseBodySize, value: '4'}")
			.component("dead", "bindings.http", "{name: url, value: 'http://127.0.0.1:1/x'}")
			.component("ftp", "bindings.http", "{name: url, value: 'ftp://127.0.0.1/x'}")
			.component("nowhere", "bindings.http");
		sidecar = EmbeddedSidecar.builder().appId("myapp").httpPort(0).grpcPort(0).resourcesPath(folder.path()).build();
		sidecar.start();
	}

	@AfterAll
	static void close() {
		sidecar.close();
		target.close();
		folder.close();
	}

	@BeforeEach
	void clear() {
		target.clear();
	}

	@ParameterizedTest
	@CsvSource({ "create, POST", "post, POST", "put, PUT", "patch, PATCH" })
	void sendsData(String operation, String verb) {
		RawHttp.Answer answer = invoke("web", "{\"operation\":\"%s\",\"data\":{\"b\":1,\"a\":2}}".formatted(operation));
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.body()).isEqualTo("ok");
		RecordingApp.Received request = target.last();
		assertThat(request.verb()).isEqualTo(verb);
		assertThat(request.path()).isEqualTo("/base//");
		assertThat(request.body()).isEqualTo("{\"a\":2,\"b\":1}");
		assertThat(request.header("Content-Type")).isEqualTo("application/json; charset=utf-8");
		assertThat(request.header("Content-Length")).isEqualTo("13");
		assertThat(request.header("Accept")).isEqualTo("application/json; charset=utf-8");
		assertThat(request.header("User-Agent")).isEqualTo("Go-http-client/1.1");
		assertThat(request.header("Accept-Encoding")).isEqualTo("gzip");
		assertThat(request.header("Traceparent")).isEqualTo(SidecarFixture.NO_TRACE);
	}

	@ParameterizedTest
	@CsvSource({ "get, GET", "delete, DELETE", "options, OPTIONS", "trace, TRACE", "head, HEAD" })
	void sendsNoData(String operation, String verb) {
		assertThat(invoke("web", "{\"operation\":\"%s\",\"data\":\"x\"}".formatted(operation)).status()).isEqualTo(200);
		assertThat(target.last().verb()).isEqualTo(verb);
		assertThat(target.last().body()).isEmpty();
		assertThat(target.last().header("Content-Type")).isNull();
	}

	@Test
	void answerIsResponse() {
		target.answer(new Answer(201, Map.of("Content-Type", List.of("text/x"), "X-Multi", List.of("a", "b")),
				"body".getBytes()));
		RawHttp.Answer answer = invoke("web", "{\"operation\":\"get\"}");
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.body()).isEqualTo("body");
		assertThat(answer.header("Content-Type")).isEqualTo("application/json");
		assertThat(answer.headers()).contains("Metadata.statuscode: 201", "Metadata.status: 201 Created",
				"Metadata.content-Type: text/x", "Metadata.content-Length: 4", "Metadata.x-Multi: a, b");
	}

	@Test
	void compressedAnswerIsUnpacked() throws IOException {
		ByteArrayOutputStream compressed = new ByteArrayOutputStream();
		try (GZIPOutputStream stream = new GZIPOutputStream(compressed)) {
			stream.write("unpacked".getBytes());
		}
		target.answer(new Answer(200, Map.of("Content-Encoding", List.of("gzip")), compressed.toByteArray()));
		RawHttp.Answer answer = invoke("web", "{\"operation\":\"get\"}");
		assertThat(answer.body()).isEqualTo("unpacked");
		assertThat(answer.header("Metadata.content-Encoding")).isNull();
		assertThat(answer.header("Metadata.content-Length")).isNull();
		answer = invoke("web", "{\"operation\":\"get\",\"metadata\":{\"Accept-Encoding\":\"gzip\"}}");
		assertThat(answer.header("Metadata.content-Encoding")).isEqualTo("gzip");
		assertThat(answer.header("Content-Length")).isEqualTo(String.valueOf(compressed.size()));
	}

	@Test
	void emptyAnswerIsResponse() {
		target.answer(Answer.of(204));
		RawHttp.Answer answer = invoke("web", "{\"operation\":\"get\"}");
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.body()).isEmpty();
		assertThat(answer.headers()).contains("Metadata.status: 204 No Content");
	}

	@ParameterizedTest
	@CsvSource({ "300", "304", "404", "500" })
	void otherStatusIsError(int status) {
		target.answer(Answer.of(status));
		RawHttp.Answer answer = invoke("web", "{\"operation\":\"get\"}");
		assertThat(answer.status()).isEqualTo(500);
		assertThat(answer.body()).isEqualTo(error("web", "received status code " + status));
		assertThat(answer.headers()).contains("Metadata.statuscode: " + status);
		assertThat(invoke("web", "{\"operation\":\"get\",\"metadata\":{\"errorIfNot2XX\":\"false\"}}").status())
			.isEqualTo(200);
		assertThat(invoke("lenient", "{\"operation\":\"get\"}").status()).isEqualTo(200);
		assertThat(invoke("lenient", "{\"operation\":\"get\",\"metadata\":{\"errorIfNot2XX\":\"1\"}}").status())
			.isEqualTo(500);
	}

	@ParameterizedTest
	@CsvSource({ "p, /base/p", "/p/q?x=1, /base/p/q?x=1", "//p, /base/p", "x y/é, /base/x%20y/%C3%A9",
			"p%20q, /base/p%20q", "p?q=%2F%C3%A9, /base/p?q=%2F%C3%A9", "p#f, /base/p", "a|b, /base/a%7Cb" })
	void appendsPath(String path, String expected) {
		invoke("web", "{\"operation\":\"get\",\"metadata\":{\"path\":\"%s\"}}".formatted(path));
		assertThat(target.last().path()).isEqualTo(expected);
	}

	@Test
	void capitalizedMetadataAreHeaders() {
		invoke("web",
				"{\"operation\":\"post\",\"metadata\":{\"X-foo-BAR\":\"1\",\"lower\":\"2\",\"Content-Type\":\"text/x\","
						+ "\"Accept\":\"text/y\"}}",
				"traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01", "tracestate: a=b",
				"baggage: k=v");
		RecordingApp.Received request = target.last();
		assertThat(request.header("X-Foo-Bar")).isEqualTo("1");
		assertThat(request.header("Lower")).isNull();
		assertThat(request.header("Content-Type")).isEqualTo("text/x");
		assertThat(request.header("Accept")).isEqualTo("text/y");
		assertThat(request.header("Traceparent")).isEqualTo("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
		assertThat(request.header("Tracestate")).isEqualTo("a=b");
		assertThat(request.header("Baggage")).isEqualTo("k=v");
		assertThat(request.body()).isEqualTo("null");
	}

	@Test
	void sendsToken() {
		invoke("token", "{\"operation\":\"get\"}");
		assertThat(target.last().header("X-Token")).isEqualTo("s3cret");
	}

	@ParameterizedTest
	@CsvSource({ "get, 302, GET", "post, 302, GET", "post, 307, POST" })
	void followsRedirect(String operation, int status, String verb) {
		target.answer((request) -> (request.path().endsWith("/redirect"))
				? new Answer(status, Map.of("Location", List.of("/target")), new byte[0])
				: Answer.of(200, "text/plain", "there"));
		RawHttp.Answer answer = invoke("web",
				"{\"operation\":\"%s\",\"metadata\":{\"path\":\"redirect\"}}".formatted(operation));
		assertThat(answer.body()).isEqualTo("there");
		assertThat(target.last().path()).isEqualTo("/target");
		assertThat(target.last().verb()).isEqualTo(verb);
	}

	@Test
	void longAnswerIsCut() {
		target.answer(Answer.of(200, "text/plain", "123456"));
		assertThat(invoke("small", "{\"operation\":\"get\"}").body()).isEqualTo("1234");
	}

	@Test
	void slowAnswerIsError() {
		target.answer((request) -> {
			try {
				Thread.currentThread().join(1_000);
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
			return Answer.of(200);
		});
		assertThat(invoke("slow", "{\"operation\":\"get\"}").body()).isEqualTo(
				error("slow", "Get \\\"http://127.0.0.1:%d\\\": context deadline exceeded".formatted(target.port())));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
			"dead | {\"operation\":\"get\"} | Get \\\"http://127.0.0.1:1/x\\\": dial tcp 127.0.0.1:1: connect: connection refused",
			"dead | {\"operation\":\"create\"} | Post \\\"http://127.0.0.1:1/x\\\": dial tcp 127.0.0.1:1: connect: connection refused",
			"dead | {\"operation\":\"GET\"} | binding dead does not support operation GET. supported operations:create get head post put patch delete options trace",
			"dead | {\"operation\":\"get\",\"metadata\":{\"X-A b\":\"v\"}} | Get \\\"http://127.0.0.1:1/x\\\": net/http: invalid header field name \\\"X-A b\\\"",
			"dead | {\"operation\":\"get\",\"metadata\":{\"X-A\":\"v\\nw\"}} | Get \\\"http://127.0.0.1:1/x\\\": net/http: invalid header field value for \\\"X-A\\\"",
			"dead | {\"operation\":\"get\",\"metadata\":{\"path\":\"a%zz\"}} | parse \\\"http://127.0.0.1:1/x/a%zz\\\": invalid URL escape \\\"%zz\\\"",
			"ftp | {\"operation\":\"get\"} | Get \\\"ftp://127.0.0.1/x\\\": unsupported protocol scheme \\\"ftp\\\"",
			"nowhere | {\"operation\":\"get\"} | Get \\\"\\\": unsupported protocol scheme \\\"\\\"" })
	void impossibleCallFails(String name, String body, String problem) {
		RawHttp.Answer answer = invoke(name, body);
		assertThat(answer.status()).isEqualTo(500);
		assertThat(answer.body()).isEqualTo(error(name, problem));
	}

	private static String error(String name, String problem) {
		return "{\"errorCode\":\"ERR_INVOKE_OUTPUT_BINDING\",\"message\":\"error invoking output binding %s: %s\"}"
			.formatted(name, problem);
	}

	private static RawHttp.Answer invoke(String name, String body, String... headers) {
		return new RawHttp(sidecar.httpPort()).sendBody("POST", "/v1.0/bindings/" + name, body, headers);
	}

}
