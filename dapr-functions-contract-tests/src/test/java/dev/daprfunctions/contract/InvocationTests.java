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

import dev.daprfunctions.contract.Answer.Failure;
import dev.daprfunctions.contract.TestApp.Received;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Cases for what the application gets when it is invoked over HTTP.
 */
@ClassTemplate
class InvocationTests {

	private static final String INVOKE = "/v1.0/invoke/myapp/method/";

	@RegisterExtension
	static final Contract contract = new Contract(SidecarSpec.create());

	@ParameterizedTest
	@CsvSource({ "GET, GET", "get, GET", "POST, POST", "PUT, PUT", "DELETE, DELETE", "PATCH, PATCH", "OPTIONS, OPTIONS",
			"CUSTOM, POST" })
	void verbPasses(String sent, String received) {
		Answer answer = contract.send(sent, INVOKE + "m", "{\"a\":1}", "Content-Type: application/json");
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.body()).isEqualTo("ok");
		Received request = contract.app().last();
		assertThat(request.verb()).isEqualTo(received);
		assertThat(request.body()).isEqualTo("{\"a\":1}");
		assertThat(request.header("Content-Type")).isEqualTo("application/json");
		assertThat(request.header("Content-Length")).isEqualTo("7");
	}

	@Test
	void headPasses() {
		Answer answer = contract.send("HEAD", INVOKE + "m");
		assertThat(answer.status()).isEqualTo(200);
		assertThat(contract.app().last().verb()).isEqualTo("HEAD");
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET", "DELETE", "OPTIONS" })
	void whenVerbHasNoBodyThenNoneIsSent(String verb) {
		contract.send(verb, INVOKE + "m");
		assertThat(contract.app().last().headers()).doesNotContainKeys("Content-length", "Transfer-encoding",
				"Content-type");
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET", "DELETE", "OPTIONS" })
	void whenThereIsTypeWithoutBodyThenTypePasses(String verb) {
		contract.send(verb, INVOKE + "m", null, "Content-Type: application/x-odd");
		assertThat(contract.app().last().headers()).doesNotContainKeys("Content-length", "Transfer-encoding");
		assertThat(contract.app().last().header("Content-Type")).isEqualTo("application/x-odd");
	}

	@ParameterizedTest
	@ValueSource(strings = { "POST", "PUT", "PATCH", "CUSTOM" })
	void whenBodyIsEmptyThenItIsChunked(String verb) {
		contract.send(verb, INVOKE + "m");
		Received request = contract.app().last();
		assertThat(request.header("Transfer-Encoding")).isEqualTo("chunked");
		assertThat(request.header("Content-Length")).isNull();
		assertThat(request.body()).isEmpty();
	}

	@Test
	void chunkedBodyStaysChunked() {
		assertThat(contract.http().sendChunked("POST", INVOKE + "m", "body").status()).isEqualTo(200);
		assertThat(contract.app().last().header("Transfer-Encoding")).isEqualTo("chunked");
		assertThat(contract.app().last().body()).isEqualTo("body");
	}

	@Test
	void bytesPass() {
		byte[] bytes = { 0, 1, (byte) 0xff, '\r', '\n' };
		contract.http().send("POST", INVOKE + "m", bytes, "Content-Type: application/octet-stream");
		assertThat(contract.app().last().bytes()).isEqualTo(bytes);
	}

	@ParameterizedTest
	@CsvSource({ "'', /", "m/, /m", "a/b/c, /a/b/c", "a//b, /a/b", "a/./b, /a/b", "a/../b, /b", "../b, /b",
			"a//b/../c%2Fd/, /a/c/d", "CreateNewOrder/, /CreateNewOrder", "sp%20ace, /sp%20ace", "pl+us, /pl+us",
			"%C3%A9, /%C3%A9", "a%252Fb, /a%2Fb", "a;b=c, /a;b=c", "a|b, /a%7Cb", "{x}, /%7Bx%7D", "a%5Cb, /a%5Cb",
			"%2e%2e/x, /x", ".., /", "m?a=1&a=2, /m?a=1&a=2", "m?a=%2F&b=c+d, /m?a=%2F&b=c+d",
			"sp%20ace/%C3%A9?q=%2F, /sp%20ace/%C3%A9?q=%2F", "m?metadata.x=1, /m?metadata.x=1", "method/x, /method/x" })
	void pathIsCleaned(String sent, String received) {
		assertThat(contract.send("GET", INVOKE + sent).status()).isEqualTo(200);
		assertThat(contract.app().last().path()).isEqualTo(received);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '!', quoteCharacter = '`',
			value = { "a%3Fb ! method contains forbidden character: \"a?b\"",
					"a%23b ! method contains forbidden character: \"a#b\"",
					"a%0Ab ! method contains control character at position 1: \"a\\nb\"" })
	void methodMayBeForbidden(String path, String message) {
		assertThat(contract.send("GET", INVOKE + path).failure()).isEqualTo(new Failure(500, "ERR_DIRECT_INVOKE",
				"failed to invoke, id: myapp, err: rpc error: code = InvalidArgument desc = invalid method: "
						+ message));
		assertThat(contract.app().received()).isEmpty();
	}

	@Test
	void whenMethodHasPercentSignThenFails() {
		assertThat(contract.send("GET", INVOKE + "a%25b?c=d").failure()).isEqualTo(new Failure(500, "ERR_DIRECT_INVOKE",
				"failed to invoke, id: myapp, err: parse \"http://127.0.0.1:%d/a%%b?c=d\": invalid URL escape \"%%b\""
					.formatted(contract.app().port())));
	}

	@Test
	void whenEscapeIsWrongThenBadRequest() {
		Answer answer = contract.send("GET", INVOKE + "a%zz");
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.header("Content-Type")).isEqualTo("text/plain; charset=utf-8");
		assertThat(answer.body()).isEqualTo("400 Bad Request");
	}

	@Test
	void headersPass() {
		contract.send("GET", INVOKE + "m", null, "User-Agent: probe/1", "Accept: text/html", "Accept-Encoding: br",
				"Authorization: Bearer x", "Cookie: a=b; c=d", "X-Twice: 1", "X-Twice: 2", "x-lower-case: v",
				"X-Forwarded-For: 1.2.3.4", "dapr-foo: f", "Content-Encoding: odd", "Range: bytes=0-1");
		Received request = contract.app().last();
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

	@ParameterizedTest
	@ValueSource(strings = { "APPLICATION/JSON", "Text/Plain; Charset=UTF-8", "text/plain;charset=utf-8",
			"text/html; charset=UTF-8", "TEXT/HTML" })
	void contentTypePassesAsItIsWritten(String contentType) {
		contract.send("POST", INVOKE + "m", "x", "Content-Type: " + contentType, "Accept-Encoding: GZIP",
				"Cache-Control: NO-CACHE");
		assertThat(contract.app().last().header("Content-Type")).isEqualTo(contentType);
		assertThat(contract.app().last().header("Accept-Encoding")).isEqualTo("GZIP");
		assertThat(contract.app().last().header("Cache-Control")).isEqualTo("NO-CACHE");
	}

	@ParameterizedTest
	@CsvSource({ "1000, 200", "3000, 200", "20000, 431" })
	void headersMayBeOnlySoLarge(int length, int status) {
		assertThat(contract.send("GET", INVOKE + "m", null, "X-Large: " + "x".repeat(length)).status())
			.isEqualTo(status);
	}

	@Test
	void whenBodyIsExpectedLaterThenItPasses() {
		Answer answer = contract.send("POST", INVOKE + "m", "body", "Expect: 100-continue");
		assertThat(answer.status()).isEqualTo(200);
		assertThat(contract.app().last().body()).isEqualTo("body");
		assertThat(contract.app().last().header("Expect")).isEqualTo("100-continue");
	}

	@Test
	void sidecarAddsHeaders() {
		contract.send("GET", INVOKE + "m");
		Received request = contract.app().last();
		assertThat(request.header("Host")).isEqualTo("127.0.0.1:" + contract.app().port());
		assertThat(request.header("User-Agent")).isEqualTo("Go-http-client/1.1");
		assertThat(request.header("Accept-Encoding")).isEqualTo("gzip");
		assertThat(request.header("Traceparent")).isEqualTo(Messages.NO_TRACE);
		assertThat(request.headers()).doesNotContainKeys("Dapr-caller-app-id", "Dapr-callee-app-id", "Dapr-api-token");
	}

	@Test
	void hopByHopHeadersDoNotPass() {
		contract.send("GET", INVOKE + "m", null, "Connection: X-Hop", "X-Hop: v", "Keep-Alive: timeout=5",
				"TE: trailers", "Proxy-Authorization: x", "Proxy-Connection: keep-alive");
		assertThat(contract.app().last().headers()).doesNotContainKeys("X-hop", "Keep-alive", "Te",
				"Proxy-authorization", "Proxy-connection");
	}

	@Test
	void traceContextPassesAndIsEchoed() {
		String parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
		Answer answer = contract.send("GET", INVOKE + "m", null, "traceparent: " + parent, "tracestate: a=b",
				"baggage: k=v");
		assertThat(answer.headers("Traceparent")).containsExactly(parent);
		assertThat(answer.headers("Tracestate")).containsExactly("a=b");
		assertThat(answer.headers("Baggage")).containsExactly("k=v");
		assertThat(contract.app().last().header("Traceparent")).isEqualTo(parent);
		assertThat(contract.app().last().header("Tracestate")).isEqualTo("a=b");
		assertThat(contract.app().last().header("Baggage")).isEqualTo("k=v");
	}

	@Test
	void whenTraceContextIsBadThenItIsReplaced() {
		assertThat(contract.send("GET", INVOKE + "m", null, "traceparent: bad").header("Traceparent"))
			.isEqualTo(Messages.NO_TRACE);
	}

	@ParameterizedTest
	@CsvSource({ "/m, /m", "/, /", "/a//b/../c/, /a/c", "/v1.0/nothing?x=1, /v1.0/nothing?x=1",
			"/v1.0/invoke/myapp/method/m, /v1.0/invoke/myapp/method/m" })
	void headerNamesTarget(String sent, String received) {
		assertThat(contract.send("GET", sent, null, "dapr-app-id: myapp").status()).isEqualTo(200);
		assertThat(contract.app().last().path()).isEqualTo(received);
		assertThat(contract.app().last().headers()).doesNotContainKey("Dapr-app-id");
	}

	@Test
	void headerDoesNotHideApiOfSidecar() {
		assertThat(contract.send("GET", "/v1.0/metadata", null, "dapr-app-id: unknown").body())
			.startsWith("{\"id\":\"myapp\"");
		assertThat(contract.app().received()).isEmpty();
	}

	@Test
	void basicAuthenticationNamesTarget() {
		assertThat(contract.send("GET", "/m", null, "Authorization: Basic ZGFwci1hcHAtaWQ6bXlhcHA=").status())
			.isEqualTo(200);
		assertThat(contract.app().last().path()).isEqualTo("/m");
		assertThat(contract.send("GET", "/m", null, "Authorization: Basic dXNlcjpwYXNzd29yZA==").status())
			.isEqualTo(404);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/v1.0", "/v1.0/nothing", "/v1.0/METADATA", "/v1.0/meta%64ata", "/v1.0/invoke",
			"/v1.0/invoke/myapp", "/v1.0/invoke/myapp/method", "/v1.0/invoke//method/x", "/dapr/config" })
	void otherPathsAreNotFound(String path) {
		for (String verb : List.of("GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "FOO")) {
			Answer answer = contract.send(verb, path);
			assertThat(answer.failure()).isEqualTo(new Failure(404, "ERR_DIRECT_INVOKE", Messages.NO_APP_ID));
			assertThat(answer.header("Content-Type")).isEqualTo("application/json");
		}
		assertThat(contract.app().received()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "unknown, unknown, no host found with the given ID", "MYAPP, MYAPP, no host found with the given ID",
			"a.b.c, a.b.c, invalid app id a.b.c", "%3Ca%3E, <a>, no host found with the given ID" })
	void whenTargetIsUnknownThenFails(String path, String id, String message) {
		assertThat(contract.send("GET", "/v1.0/invoke/" + path + "/method/m").failure()).isEqualTo(
				new Failure(500, "ERR_DIRECT_INVOKE", "failed to invoke, id: %s, err: %s".formatted(id, message)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "myapp", "myapp.default", "%6Dyapp" })
	void ownIdMayBeWrittenDifferently(String id) {
		assertThat(contract.send("GET", "/v1.0/invoke/" + id + "/method/m").status()).isEqualTo(200);
		assertThat(contract.send("GET", "//v1.0///invoke//" + id + "/method/m").status()).isEqualTo(200);
	}

}
