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

package dev.daprfunctions.autoconfigure;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import dev.daprfunctions.sidecar.EmbeddedSidecar;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for what callers of functions get, over HTTP.
 */
@SpringBootTest(classes = EndToEndTests.Application.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = { "spring.application.name=testapp", "dapr.functions.sidecar.http-port=0",
				"dapr.functions.sidecar.grpc-port=0", "dapr.functions.sidecar.resources-path=target/no-components" })
class EndToEndTests {

	private static final String FORM = "application/x-www-form-urlencoded";

	@LocalServerPort
	private int port;

	@Autowired
	private EmbeddedSidecar embeddedSidecar;

	private HttpCalls app;

	private HttpCalls sidecar;

	@BeforeEach
	void awaitSidecar() {
		this.app = new HttpCalls(this.port);
		this.sidecar = new HttpCalls(this.embeddedSidecar.httpPort());
		await().until(() -> this.sidecar.get("/v1.0/healthz").status() == 204);
	}

	@Test
	void whenStateIsWrittenThenLaterCallReadsIt() {
		HttpCalls.Response saved = invoke("SaveNote", "{\"id\":\"1\",\"text\":\"hello\"}");
		assertThat(saved.status()).isEqualTo(200);
		assertThat(saved.bytes()).isEmpty();
		HttpCalls.Response read = this.sidecar.get("/v1.0/invoke/testapp/method/notes/1");
		assertThat(read.status()).isEqualTo(200);
		assertThat(read.body()).isEqualTo("{\"id\":\"1\",\"text\":\"hello\"}");
		assertThat(read.contentType()).isEqualTo("application/json");
		assertThat(this.sidecar.get("/v1.0/state/statestore/note-1").body())
			.isEqualTo("{\"id\":\"1\",\"text\":\"hello\"}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://host/a?b", "{7c5326-1}", "with space", "Zoë 日本", "50%", "a+b#c" })
	void whenKeyHasSpecialCharactersThenIsThatOfTheStore(String id) {
		String note = "{\"id\":\"" + id + "\",\"text\":\"odd\"}";
		assertThat(invoke("SaveNote", note).status()).isEqualTo(200);
		assertThat(invoke("FindNote", note).body()).isEqualTo(note);
		String key = UriUtils.encode("note-" + id, StandardCharsets.UTF_8);
		assertThat(this.sidecar.get("/v1.0/state/statestore/" + key).body()).isEqualTo(note);
	}

	@Test
	void whenOptionalStateIsMissingThenAnswersNothing() {
		HttpCalls.Response found = invoke("FindNote", "{\"id\":\"missing\"}");
		assertThat(found.status()).isEqualTo(200);
		assertThat(found.bytes()).isEmpty();
	}

	@Test
	void whenRequiredStateIsMissingThenIsNotFoundNamingStoreAndKey() {
		assertProblem(this.app.get("/notes/missing"), 404, "ERR_NO_CONTENT",
				"There is no state 'note-missing' of store 'statestore', which parameter 'note' of function "
						+ "'notes/{id}' needs");
	}

	@Test
	void whenBodyIsUnreadableThenSaysTypeLineAndColumnOnly() {
		assertProblem(invoke("EchoNote", "{\n  \"id\": 1,"), 400, "ERR_MALFORMED_REQUEST",
				"The body for parameter 'note' of function 'EchoNote' cannot be read as Note: at line 2, column 11: "
						+ "Unexpected end-of-input within/between Object entries");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{", "{\"id\":\"a\"]", "[1}", "\"text\"", "{\"id\":{}}", "{\"id\":tru}", "hello",
			"{\"id\":\"\\q\"}", "[[[[" })
	void whenBodyIsUnreadableThenNothingOfTheParserIsShown(String body) {
		HttpCalls.Response response = invoke("EchoNote", body);
		assertThat(response.status()).isEqualTo(400);
		assertThat(response.detail()).contains("cannot be read as Note: ", "line 1, column ")
			.doesNotContain("Source", "REDACTED", "start marker", "starting at", "JsonToken", "StreamReadFeature",
					"Creator exists", "tools.jackson", ".java");
	}

	@Test
	void whenElementIsUnreadableThenNamesItsPath() {
		HttpCalls.Response response = invoke("EchoNotes", "[{\"id\":\"a\"},{\"id\":[]}]");
		assertThat(response.status()).isEqualTo(400);
		assertThat(response.detail()).startsWith(
				"The body for parameter 'notes' of function 'EchoNotes' cannot be read as List<Note>: '[1].id' at "
						+ "line 1, column 19: ");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "'' | is empty, but Note is expected", "null | is null, but Note is expected" })
	void whenBodyIsMissingThenIsMalformed(String body, String problem) {
		assertProblem(invoke("EchoNote", body), 400, "ERR_MALFORMED_REQUEST",
				"The body for parameter 'note' of function 'EchoNote' " + problem);
	}

	@Test
	void whenPayloadIsInvalidThenListsTheViolations() {
		HttpCalls.Response response = invoke("Validated", "{\"id\":\" \"}");
		assertThat(response.status()).isEqualTo(400);
		assertThat(response.json()).containsEntry("violations",
				List.of(Map.of("field", "id", "message", "must not be blank")));
	}

	@Test
	void whenExpressionHasNoValueThenNamesIt() {
		assertProblem(invoke("SaveNote", "{\"text\":\"x\"}"), 400, "ERR_MALFORMED_REQUEST",
				"'{note.id}' has no value: it is missing or null");
	}

	@ParameterizedTest
	@ValueSource(strings = { "SaveThenFail", "SaveThenFailLater" })
	void whenFunctionThrowsThenSaysNothingOfItAndWritesNothing(String function) {
		assertProblem(invoke(function, "{\"id\":\"failed\"}"), 500, "ERR_FUNCTION_FAILED",
				"Function '" + function + "' failed");
		assertProblem(this.app.post("/" + function + "?message=true", "{\"id\":\"failed\"}"), 500,
				"ERR_FUNCTION_FAILED", "Function '" + function + "' failed");
		assertThat(this.sidecar.get("/v1.0/state/statestore/note-failed").status()).isEqualTo(204);
	}

	@Test
	void whenFunctionThrowsAStatusThenAnswersIt() {
		assertProblem(invoke("FailWithStatus", ""), 409, "ERR_STATE_SAVE", "out of stock");
		assertProblem(invoke("FailWithAnnotation", ""), 410, "ERR_MALFORMED_REQUEST",
				"Function 'FailWithAnnotation' failed");
	}

	@Test
	void whenStoreIsUnknownThenNamesIt() {
		HttpCalls.Response response = invoke("UnknownStore", "");
		assertThat(response.status()).isEqualTo(500);
		assertThat(response.detail()).contains("'no-such-store'", "function 'UnknownStore'");
		assertThat(response.json()).containsEntry("errorCode", "DAPR_STATE_NOT_FOUND");
	}

	@Test
	void whenStreamOfAResponseBreaksThenFails() {
		assertProblem(invoke("BrokenStream", ""), 500, "ERR_FUNCTION_FAILED", "Function 'BrokenStream' failed");
	}

	@Test
	void whenMethodIsUnknownThenIsNotFound() {
		assertThat(invoke("NoSuchMethod", "{}").status()).isEqualTo(404);
		assertThat(this.app.send("OPTIONS", "/NoSuchMethod", (String) null).status()).isEqualTo(404);
	}

	@ParameterizedTest
	@ValueSource(strings = { "POST", "PUT", "PATCH", "DELETE" })
	void whenVerbIsNotAllowedThenSaysWhichIs(String verb) {
		HttpCalls.Response response = this.app.send(verb, "/ReadOnly", "{}");
		assertProblem(response, 405, "ERR_MALFORMED_REQUEST",
				"Function 'ReadOnly' does not answer " + verb + " requests, but GET");
		assertThat(response.header("Allow")).isEqualTo("GET");
	}

	@Test
	void whenVerbIsHeadThenAnswersAsGetWithoutBody() {
		HttpCalls.Response response = this.app.send("HEAD", "/ReadOnly", (String) null);
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.bytes()).isEmpty();
		assertThat(response.header("Content-Length")).isEqualTo("6");
		assertThat(this.app.send("HEAD", "/WithOptions", (String) null).status()).isEqualTo(405);
	}

	@Test
	void whenVerbIsOptionsThenIsNotFoundUnlessDeclared() {
		assertThat(this.app.send("OPTIONS", "/SaveNote", (String) null).status()).isEqualTo(404);
		assertThat(this.app.send("OPTIONS", "/ReadOnly", (String) null).status()).isEqualTo(404);
		assertThat(this.app.send("OPTIONS", "/WithOptions", (String) null).body()).isEqualTo("\"options\"");
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET", "POST", "PUT", "PATCH", "DELETE" })
	void whenNoVerbIsDeclaredThenAnswersAll(String verb) {
		assertThat(this.app.send(verb, "/EchoText", "\"a\"").body()).isEqualTo("\"a\"");
	}

	@ParameterizedTest
	@ValueSource(strings = { "POST", "PUT", "PATCH", "DELETE" })
	void whenContentTypeSaysFormThenBodyIsReadAsJson(String verb) {
		assertThat(this.app.send(verb, "/EchoNote", "{\"id\":\"1\",\"text\":\"a=b&c\"}", "Content-Type", FORM).body())
			.isEqualTo("{\"id\":\"1\",\"text\":\"a=b&c\"}");
		assertThat(this.app.sendChunked(verb, "/EchoBytes", "a=1&q=2", "Content-Type", FORM).body())
			.isEqualTo("a=1&q=2");
		assertThat(
				this.sidecar.send(verb, "/v1.0/invoke/testapp/method/EchoNote", "{\"id\":\"1\"}", "Content-Type", FORM)
					.body())
			.isEqualTo("{\"id\":\"1\",\"text\":null}");
	}

	@Test
	void whenBodyIsMultipartThenSaysWhyItIsGone() {
		HttpCalls.Response response = this.app.post("/EchoStream",
				"--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--x--\r\n", "Content-Type",
				"multipart/form-data; boundary=x");
		assertThat(response.status()).isEqualTo(500);
		assertThat(response.detail()).contains("was consumed before the function could read it",
				"spring.servlet.multipart.enabled=false");
	}

	@Test
	void whenParametersAreSentThenOnlyTheQueryCounts() {
		Map<String, Object> request = this.app
			.post("/request/a/b?q=from%20query+%C3%A9&n=5", "q=from-body&n=7", "Content-Type", FORM, "X-Tenant", "blue")
			.json();
		assertThat(request).containsEntry("q", "from query \u00e9")
			.containsEntry("n", 5)
			.containsEntry("tenant", "blue")
			.containsEntry("contentType", FORM)
			.containsEntry("body", "q=from-body&n=7");
		assertThat(this.app.post("/request/a/b", "q=from-body&n=7", "Content-Type", FORM).json())
			.containsEntry("q", null)
			.containsEntry("n", 3)
			.containsEntry("tenant", null);
	}

	@Test
	void whenParameterIsUnreadableThenNamesIt() {
		assertProblem(this.app.get("/request/a/b?n=many"), 400, "ERR_MALFORMED_REQUEST",
				"The query parameter 'n' of function 'request/{first}/{second}' cannot be read as int: 'many'");
	}

	@ParameterizedTest
	@CsvSource({ "a/b, a, b", "a/b/, a, b", "sp%20ace/%C3%A9, 'sp ace', \u00e9", "a+b/c%2Bd, a+b, c+d",
			"%25/%7Bx%7D, %, {x}", "a;v=1/b;w=2, a, b" })
	void whenPathVariablesAreEncodedThenAreDecodedOnce(String path, String first, String second) {
		assertThat(this.app.get("/request/" + path).json()).containsEntry("first", first)
			.containsEntry("second", second);
		assertThat(this.app.get("/request/" + path + "?q=1").json()).containsEntry("first", first);
	}

	@Test
	void whenPathEndsWithASlashThenIsTheSame() {
		assertThat(this.app.post("/EchoText/", "\"a\"").body()).isEqualTo("\"a\"");
		assertThat(invoke("EchoText/", "\"a\"").body()).isEqualTo("\"a\"");
	}

	@ParameterizedTest
	@ValueSource(strings = { "EchoBytes", "EchoStream", "EchoResource" })
	void whenBodyIsRawThenPassesUnchanged(String function) {
		byte[] bytes = new byte[1024 * 1024];
		Arrays.fill(bytes, (byte) 0xFE);
		HttpCalls.Response response = this.sidecar.send("POST", "/v1.0/invoke/testapp/method/" + function, bytes,
				"Content-Type", "application/octet-stream");
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.contentType()).isEqualTo("application/octet-stream");
		assertThat(response.bytes()).isEqualTo(bytes);
	}

	@Test
	void whenBodyIsLargeThenIsStoredAndRead() {
		String text = "\u00e9".repeat(512 * 1024);
		assertThat(invoke("SaveNote", "{\"id\":\"large\",\"text\":\"" + text + "\"}").status()).isEqualTo(200);
		assertThat(this.app.get("/notes/large").json()).containsEntry("text", text);
	}

	@Test
	void whenResultIsTextThenIsJsonUnlessSaidOtherwise() {
		assertThat(invoke("EchoText", "plain words").body()).isEqualTo("\"plain words\"");
		HttpCalls.Response plain = invoke("PlainText", "");
		assertThat(plain.status()).isEqualTo(201);
		assertThat(plain.contentType()).startsWith("text/plain");
		assertThat(plain.body()).isEqualTo("plain");
	}

	@Test
	void whenNothingIsReturnedThenBodyIsEmpty() {
		HttpCalls.Response response = this.app.post("/Nothing", "");
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.bytes()).isEmpty();
		assertThat(response.contentType()).isEmpty();
	}

	@Test
	void whenFunctionIsAsynchronousThenItsResultIsAwaited() {
		assertThat(invoke("Later", "{\"id\":\"later\"}").body()).isEqualTo("{\"id\":\"later\",\"text\":null}");
		HttpCalls.Response accepted = this.app.post("/LaterStill", "{\"id\":\"later\"}");
		assertThat(accepted.status()).isEqualTo(202);
		assertThat(accepted.header("X-Later")).isEqualTo("yes");
		assertThat(this.sidecar.get("/v1.0/state/statestore/note-later").status()).isEqualTo(200);
	}

	@Test
	void whenBodyOfAnAsynchronousFunctionIsUnreadableThenIsMalformed() {
		assertThat(invoke("Later", "{").status()).isEqualTo(400);
	}

	@Test
	void whenSidecarAsksForConfigurationThenIsAnswered() {
		HttpCalls.Response config = this.app.get("/dapr/config");
		assertThat(config.body()).isEqualTo("{\"entities\":[]}");
		assertThat(config.contentType()).isEqualTo("application/json");
		assertThat(this.app.get("/dapr/subscribe").body()).isEqualTo("[]");
		HttpCalls.Response refused = this.app.post("/dapr/subscribe", "");
		assertThat(refused.status()).isEqualTo(405);
		assertThat(refused.header("Allow")).isEqualTo("GET, HEAD");
	}

	@Test
	void whenThereAreControllersAndPagesThenTheyKeepWorking() {
		assertThat(this.app.get("/controller").body()).isEqualTo("controller");
		assertThat(this.app.post("/controller/form", "name=form", "Content-Type", FORM).body()).isEqualTo("form");
		assertThat(this.app.send("PUT", "/controller/form", "name=form", "Content-Type", FORM).body())
			.isEqualTo("form");
		assertThat(this.app.get("/page.txt").body()).isEqualTo("a static page\n");
		assertThat(this.app.post("/controller", "").status()).isEqualTo(405);
	}

	@Test
	void whenControllerIsOnThePathOfAFunctionThenFunctionAnswers() {
		assertThat(this.app.get("/ReadOnly").body()).isEqualTo("\"read\"");
	}

	@Test
	void whenBytesAreNotUtf8ThenTextIsRefused() {
		HttpCalls.Response response = this.app.send("POST", "/EchoText",
				"\u00e9".getBytes(StandardCharsets.ISO_8859_1));
		assertThat(response.status()).isEqualTo(400);
		assertThat(this.app
			.send("POST", "/EchoText", "\u00e9".getBytes(StandardCharsets.ISO_8859_1), "Content-Type",
					"text/plain; charset=ISO-8859-1")
			.body()).isEqualTo("\"\u00e9\"");
	}

	private HttpCalls.Response invoke(String method, String body) {
		return this.sidecar.post("/v1.0/invoke/testapp/method/" + method, body);
	}

	private static void assertProblem(HttpCalls.Response response, int status, String errorCode, String detail) {
		assertThat(response.status()).isEqualTo(status);
		assertThat(response.contentType()).isEqualTo("application/problem+json");
		assertThat(response.json()).containsEntry("status", status)
			.containsEntry("errorCode", errorCode)
			.containsEntry("detail", detail)
			.containsEntry("message", detail)
			.containsKey("title");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		EndToEndFunctions functions() {
			return new EndToEndFunctions();
		}

		@Bean
		Controllers controllers() {
			return new Controllers();
		}

	}

	@RestController
	static class Controllers {

		@GetMapping("/controller")
		String get() {
			return "controller";
		}

		@PostMapping("/controller/form")
		String form(@RequestParam String name) {
			return name;
		}

		@PutMapping("/controller/form")
		String put(@RequestParam String name) {
			return name;
		}

		@GetMapping("/ReadOnly")
		String shadowed() {
			return "controller";
		}

	}

}
