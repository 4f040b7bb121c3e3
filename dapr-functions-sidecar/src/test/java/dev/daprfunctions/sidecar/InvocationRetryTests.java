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

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.daprfunctions.sidecar.RecordingApp.Answer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for invocations with a policy for their application. What they expect was seen on
 * a real sidecar.
 */
class InvocationRetryTests {

	@RegisterExtension
	static final SidecarFixture fixture = new SidecarFixture().resource("resiliency.yaml", """
			apiVersion: dapr.io/v1alpha1
			kind: Resiliency
			metadata: {name: mine}
			spec:
			  policies:
			    retries:
			      some: {policy: constant, duration: 10ms, maxRetries: 2, matching: {httpStatusCodes: "503"}}
			    timeouts: {short: 300ms}
			  targets:
			    apps:
			      myapp: {retry: some, timeout: short}
			""");

	@ParameterizedTest
	@CsvSource({ "503, 3", "500, 1", "404, 1", "302, 1", "200, 1" })
	void invocationIsTriedAgainAsThePolicySays(int status, int attempts) {
		fixture.app().answer(Answer.of(status, "text/plain", "answer"));
		HttpResponse<String> response = fixture.send("POST", "/v1.0/invoke/myapp/method/m", "body");
		assertThat(response.statusCode()).isEqualTo(status);
		assertThat(response.body()).isEqualTo("answer");
		assertThat(fixture.app().received("/m")).hasSize(attempts).allMatch((request) -> request.body().equals("body"));
	}

	@Test
	void whenInvocationSucceedsLaterThenThatIsTheAnswer() {
		fixture.app()
			.answer((request) -> (fixture.app().received("/m").size() < 3) ? Answer.of(503)
					: new Answer(200, Map.of("X-A", List.of("b")), "done".getBytes()));
		HttpResponse<String> response = fixture.send("GET", "/v1.0/invoke/myapp/method/m");
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.body()).isEqualTo("done");
		assertThat(response.headers().firstValue("X-A")).hasValue("b");
	}

	@Test
	void chunkedInvocationIsNotTriedAgain() {
		fixture.app().answer(Answer.of(503));
		assertThat(fixture.raw().sendChunked("POST", "/v1.0/invoke/myapp/method/m", "body").status()).isEqualTo(503);
		assertThat(fixture.app().received("/m")).hasSize(1);
	}

	@Test
	void invocationThatTakesTooLongFails() {
		fixture.app().answer((request) -> {
			Awaitility.await().pollDelay(Duration.ofMillis(600)).until(() -> true);
			return Answer.of(200);
		});
		HttpResponse<String> response = fixture.send("POST", "/v1.0/invoke/myapp/method/m", "body");
		assertThat(response.statusCode()).isEqualTo(500);
		assertThat(response.body()).isEqualTo("{\"errorCode\":\"ERR_DIRECT_INVOKE\",\"message\":"
				+ "\"failed to invoke, id: myapp, err: context deadline exceeded\"}");
		assertThat(fixture.app().received("/m")).hasSize(3);
	}

}
