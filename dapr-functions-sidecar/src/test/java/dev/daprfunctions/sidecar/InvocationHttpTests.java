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
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

import dev.daprfunctions.sidecar.RawHttp.Answer;
import dev.daprfunctions.sidecar.RecordingApp.Received;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for service invocation over HTTP. What they expect was seen on a real sidecar.
 */
class InvocationHttpTests {

	private static final String INVOKE = "/v1.0/invoke/myapp/method/";

	private static final String NOT_FOUND = "{\"errorCode\":\"ERR_DIRECT_INVOKE\",\"message\":\"failed getting app id "
			+ "either from the URL path or the header dapr-app-id\"}";

	@RegisterExtension
	static final SidecarFixture fixture = new SidecarFixture();

	@ParameterizedTest
	@CsvSource({ "GET, GET", "get, GET", "POST, POST", "PUT, PUT", "DELETE, DELETE", "PATCH, PATCH", "OPTIONS, OPTIONS",
			"CUSTOM, POST" })
	void verbPasses(String sent, String received) {
		Answer answer = fixture.raw().sendBody(sent, INVOKE + "m", "{\"a\":1}", "Content-Type: application/json");
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.body()).isEqualTo("ok");
		Received request = fixture.app().last();
		assertThat(request.verb()).isEqualTo(received);
		assertThat(request.body()).isEqualTo("{\"a\":1}");
		assertThat(request.header("Content-Type")).isEqualTo("application/json");
		assertThat(request.header("Content-Length")).isEqualTo("7");
	}

	@Test
	void headPasses() {
		Answer answer = fixture.raw().send("HEAD", INVOKE + "m");
		assertThat(answer.status()).isEqualTo(200);
		assertThat(fixture.app().last().verb()).isEqualTo("HEAD");
		assertThat(fixture.app().last().header("Accept-Encoding")).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET", "DELETE", "OPTIONS" })
	void verbWithoutBodyHasNone(String verb) {
		fixture.raw().send(verb, INVOKE + "m");
		Received request = fixture.app().last();
		assertThat(request.headers()).doesNotContainKeys("Content-length", "Transfer-encoding", "Content-type");
	}

	@ParameterizedTest
	@ValueSource(strings = { "POST", "PUT", "PATCH", "CUSTOM" })
	void emptyBodyIsChunked(String verb) {
		fixture.raw().send(verb, INVOKE + "m");
		assertThat(fixture.app().last().header("Transfer-Encoding")).isEqualTo("chunked");
		assertThat(fixture.app().last().header("Content-Length")).isNull();
		assertThat(fixture.app().last().body()).isEmpty();
	}

	@Test
	void chunkedBodyStaysChunked() {
		assertThat(fixture.raw().sendChunked("POST", INVOKE + "m", "body").status()).isEqualTo(200);
		assertThat(fixture.app().last().header("Transfer-Encoding")).isEqualTo("chunked");
		assertThat(fixture.app().last().body()).isEqualTo("body");
	}

	@ParameterizedTest
	@CsvSource({ "'', /", "m/, /m", "a/b/c, /a/b/c", "a//b, /a/b", "a/./b, /a/b", "a/../b, /b", "../b, /b",
			"a//b/../c%2Fd/, /a/c/d", "CreateNewOrder/, /CreateNewOrder", "sp%20ace, /sp%20ace", "pl+us, /pl+us",
			"%C3%A9, /%C3%A9", "a%252Fb, /a%2Fb", "a;b=c, /a;b=c", "a|b, /a%7Cb", "{x}, /%7Bx%7D", "a%5Cb, /a%5Cb",
			"%2e%2e/x, /x", ".., /", "m?a=1&a=2, /m?a=1&a=2", "m?a=%2F&b=c+d, /m?a=%2F&b=c+d",
			"sp%20ace/%C3%A9?q=%2F, /sp%20ace/%C3%A9?q=%2F", "m?metadata.x=1, /m?metadata.x=1", "method/x, /method/x" })
	void pathIsCleaned(String sent, String received) {
		assertThat(fixture.raw().send("GET", INVOKE + sent).status()).isEqualTo(200);
		assertThat(fixture.app().last().path()).isEqualTo(received);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '!', quoteCharacter = '`',
			value = { "a%3Fb ! method contains forbidden character: \\\"a?b\\\"",
					"a%23b ! method contains forbidden character: \\\"a#b\\\"",
					"a%0Ab ! method contains control character at position 1: \\\"a\\\\nb\\\"" })
	void methodMayBeForbidden(String path, String message) {
		Answer answer = fixture.raw().send("GET", INVOKE + path);
		assertThat(answer.status()).isEqualTo(500);
		assertThat(answer.body()).isEqualTo("{\"errorCode\":\"ERR_DIRECT_INVOKE\",\"message\":\"failed to invoke, "
				+ "id: myapp, err: rpc error: code = InvalidArgument desc = invalid method: %s\"}".formatted(message));
		assertThat(fixture.app().received()).isEmpty();
	}

	@Test
	void percentSignInMethodFails() {
		Answer answer = fixture.raw().send("GET", INVOKE + "a%25b?c=d");
		assertThat(answer.status()).isEqualTo(500);
		assertThat(answer.body()).isEqualTo(("{\"errorCode\":\"ERR_DIRECT_INVOKE\",\"message\":\"failed to invoke, "
				+ "id: myapp, err: parse \\\"http://127.0.0.1:%d/a%%b?c=d\\\": invalid URL escape \\\"%%b\\\"\"}")
			.formatted(fixture.app().port()));
	}

	@Test
	void wrongEscapeIsBadRequest() {
		Answer answer = fixture.raw().send("GET", INVOKE + "a%zz");
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.header("Content-Type")).isEqualTo("text/plain; charset=utf-8");
		assertThat(answer.body()).isEqualTo("400 Bad Request");
	}

	@Test
	void headersPass() {
		fixture.raw()
			.send("GET", INVOKE + "m", "User-Agent: probe/1", "Accept: text/html", "Accept-Encoding: br",
					"Authorization: Bearer x", "Cookie: a=b; c=d", "X-Twice: 1", "X-Twice: 2", "x-lower-case: v",
					"X-Forwarded-For: 1.2.3.4", "dapr-foo: f", "Content-Encoding: odd", "Range: bytes=0-1");
		Received request = fixture.app().last();
		assertThat(request.header("User-Agent")).isEqualTo("probe/1");
		assertThat(request.header("Accept")).isEqualTo("text/html");
		assertThat(request.header("Accept-Encoding")).isEqualTo("br");
		assertThat(request.header("Authorization")).isEqualTo("Bearer x");
		assertThat(request.header("Cookie")).isEqualTo("a=b; c=d");
		assertThat(request.headers().get("X-twice")).containsExactly("1", "2");
		assertThat(request.header("X-Lower-Case")).isEqualTo("v");
		assertThat(request.header("X-Forwarded-For")).isEqualTo("1.2.3.4");
		assertThat(request.header("Dapr-Foo")).isEqualTo("f");
		assertThat(request.header("Content-Encoding")).isEqualTo("odd");
		assertThat(request.header("Range")).isEqualTo("bytes=0-1");
	}

	@Test
	void sidecarAddsHeaders() {
		fixture.raw().send("GET", INVOKE + "m");
		Received request = fixture.app().last();
		assertThat(request.header("Host")).isEqualTo("127.0.0.1:" + fixture.app().port());
		assertThat(request.header("User-Agent")).isEqualTo("Go-http-client/1.1");
		assertThat(request.header("Accept-Encoding")).isEqualTo("gzip");
		assertThat(request.header("Traceparent")).isEqualTo(SidecarFixture.NO_TRACE);
		assertThat(request.headers()).doesNotContainKey("Dapr-caller-app-id");
	}

	@Test
	void hopByHopHeadersDoNotPass() {
		fixture.raw()
			.send("GET", INVOKE + "m", "Connection: X-Hop", "X-Hop: v", "Keep-Alive: timeout=5", "TE: trailers",
					"Proxy-Authorization: x", "Proxy-Connection: keep-alive");
		assertThat(fixture.app().last().headers()).doesNotContainKeys("X-hop", "Keep-alive", "Te",
				"Proxy-authorization", "Proxy-connection");
	}

	@Test
	void traceContextPassesAndIsEchoed() {
		String parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
		Answer answer = fixture.raw()
			.send("GET", INVOKE + "m", "traceparent: " + parent, "tracestate: a=b", "baggage: k=v");
		assertThat(answer.headers("Traceparent")).containsExactly(parent);
		assertThat(answer.headers("Tracestate")).containsExactly("a=b");
		assertThat(answer.headers("Baggage")).containsExactly("k=v");
		assertThat(fixture.app().last().header("Traceparent")).isEqualTo(parent);
		assertThat(fixture.app().last().header("Tracestate")).isEqualTo("a=b");
		assertThat(fixture.app().last().header("Baggage")).isEqualTo("k=v");
		assertThat(fixture.raw().send("GET", INVOKE + "m", "traceparent: bad").header("Traceparent"))
			.isEqualTo(SidecarFixture.NO_TRACE);
	}

	@ParameterizedTest
	@CsvSource({ "/m, /m", "/, /", "/a//b/../c/, /a/c", "/v1.0/nothing?x=1, /v1.0/nothing?x=1",
			"/v1.0/invoke/myapp/method/m, /v1.0/invoke/myapp/method/m" })
	void headerNamesTarget(String sent, String received) {
		assertThat(fixture.raw().send("GET", sent, "dapr-app-id: myapp").status()).isEqualTo(200);
		assertThat(fixture.app().last().path()).isEqualTo(received);
		assertThat(fixture.app().last().headers()).doesNotContainKey("Dapr-app-id");
	}

	@Test
	void headerDoesNotHideSidecarApi() {
		assertThat(fixture.raw().send("GET", "/v1.0/metadata", "dapr-app-id: unknown").body())
			.startsWith("{\"id\":\"myapp\"");
		assertThat(fixture.app().received()).isEmpty();
	}

	@Test
	void basicAuthenticationNamesTarget() {
		assertThat(fixture.raw().send("GET", "/m", "Authorization: Basic ZGFwci1hcHAtaWQ6bXlhcHA=").status())
			.isEqualTo(200);
		assertThat(fixture.app().last().path()).isEqualTo("/m");
		assertThat(fixture.raw().send("GET", "/m", "Authorization: Basic dXNlcjpwYXNzd29yZA==").body())
			.isEqualTo(NOT_FOUND);
		assertThat(fixture.raw().send("GET", "/m", "Authorization: Basic ###").status()).isEqualTo(404);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/v1.0", "/v1.0/nothing", "/v1.0/METADATA", "/v1.0/meta%64ata", "/v1.0/invoke",
			"/v1.0/invoke/myapp", "/v1.0/invoke/myapp/method", "/v1.0/invoke//method/x", "/dapr/config" })
	void otherPathsAreNotFound(String path) {
		for (String verb : List.of("GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "FOO")) {
			Answer answer = fixture.raw().send(verb, path);
			assertThat(answer.status()).isEqualTo(404);
			assertThat(answer.body()).isEqualTo(NOT_FOUND);
			assertThat(answer.header("Content-Type")).isEqualTo("application/json");
		}
		assertThat(fixture.app().received()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "unknown, unknown, no host found with the given ID", "MYAPP, MYAPP, no host found with the given ID",
			"a.b.c, a.b.c, invalid app id a.b.c", "%3Ca%3E, \\u003ca\\u003e, no host found with the given ID" })
	void unknownTargetFails(String path, String id, String message) {
		Answer answer = fixture.raw().send("GET", "/v1.0/invoke/" + path + "/method/m");
		assertThat(answer.status()).isEqualTo(500);
		assertThat(answer.body())
			.isEqualTo("{\"errorCode\":\"ERR_DIRECT_INVOKE\",\"message\":\"failed to invoke, id: %s, err: %s\"}"
				.formatted(id, message));
	}

	@ParameterizedTest
	@ValueSource(strings = { "myapp", "myapp.default", "%6Dyapp" })
	void ownIdMayBeWrittenDifferently(String id) {
		assertThat(fixture.raw().send("GET", "/v1.0/invoke/" + id + "/method/m").status()).isEqualTo(200);
		assertThat(fixture.raw().send("GET", "//v1.0///invoke//" + id + "/method/m").status()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(ints = { 200, 201, 202, 206, 299, 301, 302, 400, 401, 403, 404, 405, 409, 418, 429, 499, 500, 501, 502,
			503, 504, 599 })
	void answerPasses(int status) {
		fixture.app().answer(RecordingApp.Answer.of(status, "text/plain", "app says so"));
		Answer answer = fixture.raw().send("GET", INVOKE + "m");
		assertThat(answer.status()).isEqualTo(status);
		assertThat(answer.body()).isEqualTo("app says so");
		assertThat(answer.header("Content-Type")).isEqualTo("text/plain");
		boolean failed = status >= 400;
		assertThat(answer.header("Transfer-Encoding")).isEqualTo((failed) ? null : "chunked");
		assertThat(answer.header("Content-Length")).isEqualTo((failed) ? "11" : null);
	}

	@Test
	void failureOfChunkedRequestIsChunked() {
		fixture.app().answer(RecordingApp.Answer.of(500, "text/plain", "no"));
		Answer answer = fixture.raw().sendChunked("POST", INVOKE + "m", "body");
		assertThat(answer.status()).isEqualTo(500);
		assertThat(answer.header("Transfer-Encoding")).isEqualTo("chunked");
		assertThat(answer.body()).isEqualTo("no");
	}

	@ParameterizedTest
	@CsvSource({ "200, ", "204, ", "303, ", "404, application/json", "500, application/json" })
	void emptyAnswerPasses(int status, String contentType) {
		fixture.app().answer(RecordingApp.Answer.of(status));
		Answer answer = fixture.raw().send("GET", INVOKE + "m");
		assertThat(answer.status()).isEqualTo(status);
		assertThat(answer.body()).isEmpty();
		assertThat(answer.header("Content-Type")).isEqualTo(contentType);
	}

	@ParameterizedTest
	@CsvSource({ "hello, text/plain; charset=utf-8", "{}, text/plain; charset=utf-8",
			"<html>, text/html; charset=utf-8", "<?xml version='1.0'?>, text/xml; charset=utf-8" })
	void contentTypeIsGuessed(String body, String contentType) {
		fixture.app().answer(new RecordingApp.Answer(200, Map.of(), body.getBytes()));
		assertThat(fixture.raw().send("GET", INVOKE + "m").header("Content-Type")).isEqualTo(contentType);
	}

	@Test
	void answerHeadersPass() {
		fixture.app()
			.answer(new RecordingApp.Answer(200,
					Map.of("Content-Type", List.of("application/problem+json"), "Location", List.of("/l"), "x-lower",
							List.of("v"), "Set-Cookie", List.of("a=1", "b=2"), "Www-Authenticate", List.of("Basic"),
							"Server", List.of("app/1"), "Keep-Alive", List.of("timeout=5")),
					"x".getBytes()));
		Answer answer = fixture.raw().send("GET", INVOKE + "m");
		assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
		assertThat(answer.header("Location")).isEqualTo("/l");
		assertThat(answer.headerNames()).contains("X-Lower");
		assertThat(answer.headers("Set-Cookie")).containsExactlyInAnyOrder("a=1", "b=2");
		assertThat(answer.header("Www-Authenticate")).isEqualTo("Basic");
		assertThat(answer.headers("Server")).containsExactly("app/1");
		assertThat(answer.headers("Date")).hasSize(1);
		assertThat(answer.headers("Keep-Alive")).isEmpty();
	}

	@Test
	void challengeOfApplicationPasses() {
		fixture.app()
			.answer(new RecordingApp.Answer(401, Map.of("Www-Authenticate", List.of("Basic realm=\"x\"")),
					"no".repeat(20_000).getBytes()));
		Answer answer = fixture.raw().send("GET", INVOKE + "m");
		assertThat(answer.status()).isEqualTo(401);
		assertThat(answer.header("Www-Authenticate")).isEqualTo("Basic realm=\"x\"");
		assertThat(answer.body()).hasSize(40_000);
		assertThat(fixture.app().received()).hasSize(1);
	}

	@Test
	void compressedAnswerIsUnpackedUnlessAskedFor() throws IOException {
		ByteArrayOutputStream compressed = new ByteArrayOutputStream();
		try (GZIPOutputStream stream = new GZIPOutputStream(compressed)) {
			stream.write("hello".getBytes());
		}
		fixture.app()
			.answer(new RecordingApp.Answer(200,
					Map.of("Content-Encoding", List.of("gzip"), "Content-Type", List.of("text/plain")),
					compressed.toByteArray()));
		Answer unpacked = fixture.raw().send("GET", INVOKE + "m");
		assertThat(unpacked.body()).isEqualTo("hello");
		assertThat(unpacked.header("Content-Encoding")).isNull();
		Answer packed = fixture.raw().send("GET", INVOKE + "m", "Accept-Encoding: gzip");
		assertThat(packed.header("Content-Encoding")).isEqualTo("gzip");
		assertThat(packed.body()).isNotEqualTo("hello");
	}

	@Test
	void redirectIsNotFollowed() {
		fixture.app()
			.answer(new RecordingApp.Answer(302, Map.of("Location", List.of("/elsewhere")), "moved".getBytes()));
		Answer answer = fixture.raw().send("GET", INVOKE + "m");
		assertThat(answer.status()).isEqualTo(302);
		assertThat(answer.header("Location")).isEqualTo("/elsewhere");
		assertThat(fixture.app().received()).hasSize(1);
	}

	@Test
	void cookiesAreNotKept() {
		fixture.app().answer(new RecordingApp.Answer(200, Map.of("Set-Cookie", List.of("a=1")), new byte[0]));
		fixture.raw().send("GET", INVOKE + "m");
		fixture.raw().send("GET", INVOKE + "m");
		assertThat(fixture.app().last().headers()).doesNotContainKey("Cookie");
	}

	@Test
	void largeAnswerPasses() {
		String body = "x".repeat(5 * 1024 * 1024);
		fixture.app().answer(RecordingApp.Answer.of(200, "text/plain", body));
		assertThat(fixture.send("GET", INVOKE + "m").body()).isEqualTo(body);
		fixture.app().answer(RecordingApp.Answer.of(500, "text/plain", body));
		assertThat(fixture.send("GET", INVOKE + "m").body()).isEqualTo(body);
	}

	@Test
	void manyInvocationsWaitAtTheSameTime() {
		int count = 150;
		CountDownLatch arrived = new CountDownLatch(count);
		fixture.app().answer((request) -> {
			arrived.countDown();
			awaitUninterruptibly(arrived);
			return RecordingApp.Answer.of(200, "text/plain", request.path());
		});
		List<CompletableFuture<HttpResponse<String>>> responses = IntStream.range(0, count)
			.mapToObj((i) -> fixture.sendAsync("POST", INVOKE + i, "body"))
			.toList();
		for (int i = 0; i < count; i++) {
			assertThat(responses.get(i)).succeedsWithin(Duration.ofSeconds(30))
				.satisfies((response) -> assertThat(response.statusCode()).isEqualTo(200));
			assertThat(responses.get(i).join().body()).isEqualTo("/" + i);
		}
	}

	private static void awaitUninterruptibly(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void largeRequestIsRefused() {
		String largest = "x".repeat(4 * 1024 * 1024);
		assertThat(fixture.send("POST", INVOKE + "m", largest).statusCode()).isEqualTo(200);
		assertThat(fixture.app().last().body()).hasSize(largest.length());
		HttpResponse<String> response = fixture.send("POST", INVOKE + "m", largest + "x");
		assertThat(response.statusCode()).isEqualTo(500);
		assertThat(response.body()).isEqualTo(("{\"errorCode\":\"ERR_DIRECT_INVOKE\",\"message\":\"failed to invoke, "
				+ "id: myapp, err: Post \\\"http://127.0.0.1:%d/m\\\": stream too large\"}")
			.formatted(fixture.app().port()));
		assertThat(fixture.app().received()).hasSize(1);
	}

}
