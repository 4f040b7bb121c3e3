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

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPOutputStream;

import dev.daprfunctions.contract.Answer.Failure;
import dev.daprfunctions.contract.TestApp.Reply;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Cases for what the caller of an application gets back over HTTP.
 */
@ClassTemplate
class InvocationAnswerTests {

	private static final String INVOKE = "/v1.0/invoke/myapp/method/m";

	private static final int LIMIT = 4 * 1024 * 1024;

	@RegisterExtension
	static final Contract contract = new Contract(SidecarSpec.create());

	@ParameterizedTest
	@ValueSource(ints = { 200, 201, 202, 206, 299, 301, 302, 400, 401, 403, 404, 405, 409, 418, 429, 499, 500, 501, 502,
			503, 504, 599 })
	void answerPasses(int status) {
		contract.app().reply(Reply.text(status, "app says so"));
		Answer answer = contract.send("GET", INVOKE);
		assertThat(answer.status()).isEqualTo(status);
		assertThat(answer.body()).isEqualTo("app says so");
		assertThat(answer.header("Content-Type")).isEqualTo("text/plain");
		assertThat(contract.app().received()).hasSize(1);
		boolean failed = status >= 400;
		assertThat(answer.header("Transfer-Encoding")).isEqualTo((failed) ? null : "chunked");
		assertThat(answer.header("Content-Length")).isEqualTo((failed) ? "11" : null);
	}

	@ParameterizedTest
	@CsvSource({ "200, ", "204, ", "303, ", "404, application/json", "500, application/json" })
	void emptyAnswerPasses(int status, String contentType) {
		contract.app().reply(Reply.of(status));
		Answer answer = contract.send("GET", INVOKE);
		assertThat(answer.status()).isEqualTo(status);
		assertThat(answer.body()).isEmpty();
		assertThat(answer.header("Content-Type")).isEqualTo(contentType);
	}

	@ParameterizedTest
	@CsvSource({ "hello, text/plain; charset=utf-8", "{}, text/plain; charset=utf-8",
			"<html>, text/html; charset=utf-8", "<?xml version='1.0'?>, text/xml; charset=utf-8" })
	void contentTypeIsGuessed(String body, String contentType) {
		contract.app().reply(new Reply(200, Map.of(), body.getBytes(StandardCharsets.UTF_8)));
		assertThat(contract.send("GET", INVOKE).header("Content-Type")).isEqualTo(contentType);
	}

	@ParameterizedTest
	@ValueSource(strings = { "APPLICATION/JSON", "Text/Plain; Charset=UTF-8", "text/plain;charset=utf-8" })
	void contentTypePassesAsItIsWritten(String contentType) {
		contract.app()
			.reply(new Reply(200, Map.of("Content-Type", List.of(contentType)), "x".getBytes(StandardCharsets.UTF_8)));
		assertThat(contract.send("GET", INVOKE).header("Content-Type")).isEqualTo(contentType);
	}

	@Test
	void headersPass() {
		contract.app()
			.reply(new Reply(200,
					Map.of("Content-Type", List.of("application/problem+json"), "Location", List.of("/l"), "x-lower",
							List.of("v"), "Set-Cookie", List.of("a=1", "b=2"), "Www-Authenticate", List.of("Basic"),
							"Server", List.of("app/1"), "Keep-Alive", List.of("timeout=5")),
					"x".getBytes(StandardCharsets.UTF_8)));
		Answer answer = contract.send("GET", INVOKE);
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
	void redirectIsNotFollowed() {
		contract.app()
			.reply(new Reply(302, Map.of("Location", List.of("/elsewhere")), "moved".getBytes(StandardCharsets.UTF_8)));
		Answer answer = contract.send("GET", INVOKE);
		assertThat(answer.status()).isEqualTo(302);
		assertThat(answer.header("Location")).isEqualTo("/elsewhere");
		assertThat(contract.app().received()).hasSize(1);
	}

	@Test
	void cookiesAreNotKept() {
		contract.app().reply(new Reply(200, Map.of("Set-Cookie", List.of("a=1")), new byte[0]));
		contract.send("GET", INVOKE);
		contract.send("GET", INVOKE);
		assertThat(contract.app().last().headers()).doesNotContainKey("Cookie");
	}

	@Test
	void compressedAnswerIsUnpackedUnlessAskedFor() throws IOException {
		ByteArrayOutputStream compressed = new ByteArrayOutputStream();
		try (GZIPOutputStream stream = new GZIPOutputStream(compressed)) {
			stream.write("hello".getBytes(StandardCharsets.UTF_8));
		}
		contract.app()
			.reply(new Reply(200, Map.of("Content-Encoding", List.of("gzip"), "Content-Type", List.of("text/plain")),
					compressed.toByteArray()));
		Answer unpacked = contract.send("GET", INVOKE);
		assertThat(unpacked.body()).isEqualTo("hello");
		assertThat(unpacked.header("Content-Encoding")).isNull();
		Answer packed = contract.send("GET", INVOKE, null, "Accept-Encoding: gzip");
		assertThat(packed.header("Content-Encoding")).isEqualTo("gzip");
		assertThat(packed.body()).isNotEqualTo("hello");
	}

	@Test
	void invocationsRunAtTheSameTime() {
		int count = 20;
		CyclicBarrier all = new CyclicBarrier(count);
		contract.app().reply("*", (request) -> {
			try {
				all.await(20, TimeUnit.SECONDS);
				return Reply.text(200, request.body());
			}
			catch (InterruptedException | BrokenBarrierException | TimeoutException ex) {
				return Reply.text(500, "alone");
			}
		});
		List<Answer> answers = contract.atOnce(count,
				(number) -> contract.send("POST", INVOKE, String.valueOf(number)));
		for (int i = 0; i < count; i++) {
			assertThat(answers.get(i).body()).isEqualTo(String.valueOf(i));
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 200, 500 })
	void largeAnswerPasses(int status) {
		String body = "x".repeat(LIMIT + 1);
		contract.app().reply(Reply.text(status, body));
		assertThat(contract.send("GET", INVOKE).body()).isEqualTo(body);
	}

	@Test
	void requestMayBeAsLargeAsLimit() {
		assertThat(contract.send("POST", INVOKE, "x".repeat(LIMIT)).status()).isEqualTo(200);
		assertThat(contract.app().last().bytes()).hasSize(LIMIT);
	}

	@Test
	void whenRequestIsOverLimitThenFails() {
		assertThat(contract.send("POST", INVOKE, "x".repeat(LIMIT + 1)).failure())
			.isEqualTo(new Failure(500, "ERR_DIRECT_INVOKE",
					"failed to invoke, id: myapp, err: Post \"http://127.0.0.1:%d/m\": stream too large"
						.formatted(contract.app().port())));
		assertThat(contract.app().received()).isEmpty();
	}

}
