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
import java.util.Map;
import java.util.concurrent.CountDownLatch;

import dev.daprfunctions.sidecar.RecordingApp.Answer;
import dev.daprfunctions.sidecar.RecordingApp.Received;
import dev.daprfunctions.sidecar.fault.Calls;
import dev.daprfunctions.sidecar.fault.Operation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for jobs over HTTP.
 */
class JobHttpTests {

	@RegisterExtension
	static final SidecarFixture fixture = new SidecarFixture();

	@AfterEach
	void clear() {
		assertThat(fixture.sidecar().control().clear(Duration.ofSeconds(30))).isTrue();
	}

	@Test
	void whenTimeComesThenJobRunsOnceAndIsGone() {
		assertThat(schedule("once", "{\"dueTime\":\"0s\",\"data\":{\"b\":1.50,\"a\":[null,true,\"x\"]}}").statusCode())
			.isEqualTo(204);
		Received run = fixture.receive("/job/once");
		assertThat(run.verb()).isEqualTo("POST");
		assertThat(run.header("Content-Type")).isEqualTo("application/json");
		assertThat(run.headers().keySet()).containsExactlyInAnyOrder("Host", "User-agent", "Content-length",
				"Content-type", "Accept-encoding");
		assertThat(run.body()).isEqualTo("{\"a\":[null,true,\"x\"],\"b\":1.5}");
		SidecarFixture.await().until(() -> get("once").statusCode() == 500);
		assertThat(fixture.app().received("/job/once")).hasSize(1);
	}

	@Test
	void whenJobRepeatsThenItRunsThatOften() {
		schedule("repeated", "{\"schedule\":\"@every 20ms\",\"repeats\":3,\"data\":1}");
		SidecarFixture.await().until(() -> get("repeated").statusCode() == 500);
		assertThat(fixture.app().received("/job/repeated")).extracting(Received::body).containsExactly("1", "1", "1");
	}

	@Test
	void whenRunFailsThenPolicyCounts() {
		fixture.app().answer(Answer.of(500));
		schedule("failing", "{\"dueTime\":\"0s\",\"data\":1,\"failurePolicy\":{\"constant\":{\"interval\":\"0.02s\","
				+ "\"maxRetries\":2}}}");
		SidecarFixture.await().until(() -> get("failing").statusCode() == 500);
		assertThat(fixture.app().received("/job/failing")).hasSize(3);
	}

	@Test
	void whenPolicyIsDropThenFailedRunIsTheLast() {
		fixture.app().answer(Answer.of(500));
		schedule("dropped", "{\"dueTime\":\"0s\",\"data\":1,\"failurePolicy\":{\"drop\":{}}}");
		SidecarFixture.await().until(() -> get("dropped").statusCode() == 500);
		assertThat(fixture.app().received("/job/dropped")).hasSize(1);
	}

	@Test
	void whenAppDoesNotKnowJobThenItIsNotTriedAgain() {
		fixture.app().answer(Answer.of(404));
		schedule("unknown", "{\"dueTime\":\"0s\",\"data\":1}");
		SidecarFixture.await().until(() -> get("unknown").statusCode() == 500);
		assertThat(fixture.app().received("/job/unknown")).hasSize(1);
	}

	@Test
	void whenJobHasNoDataThenAppNeverGetsIt() {
		schedule("nodata", "{\"dueTime\":\"0s\",\"failurePolicy\":{\"drop\":{}}}");
		SidecarFixture.await().until(() -> get("nodata").body().contains("DAPR_SCHEDULER_GET_JOB"));
		assertThat(fixture.app().received("/job/nodata")).isEmpty();
	}

	@Test
	void whenJobExistsThenOnlyOverwritingReplacesIt() {
		assertThat(schedule("twice", "{\"schedule\":\"@daily\",\"data\":1}").statusCode()).isEqualTo(204);
		HttpResponse<String> refused = schedule("twice", "{\"schedule\":\"@hourly\",\"data\":1}");
		assertThat(refused.statusCode()).isEqualTo(409);
		assertThat(refused.body()).startsWith("{\"errorCode\":\"DAPR_SCHEDULER_SCHEDULE_JOB\",\"message\":\"failed to "
				+ "schedule job due to: rpc error: code = AlreadyExists desc = job already exists: "
				+ "'app||default||myapp||twice'\"");
		assertThat(schedule("twice", "{\"schedule\":\"@hourly\",\"data\":1,\"overwrite\":true}").statusCode())
			.isEqualTo(204);
		assertThat(json("twice").path("schedule").asString()).isEqualTo("@hourly");
	}

	@Test
	void whenJobIsReplacedWhileItRunsThenTheNewOneGoesOn() {
		CountDownLatch latch = new CountDownLatch(1);
		fixture.app().answer((request) -> {
			if (request.body().equals("1")) {
				RecordingApp.block(latch);
			}
			return Answer.of(200);
		});
		schedule("replaced", "{\"dueTime\":\"0s\",\"data\":1}");
		fixture.receive("/job/replaced");
		schedule("replaced", "{\"schedule\":\"@every 20ms\",\"repeats\":2,\"data\":2,\"overwrite\":true}");
		SidecarFixture.await().until(() -> get("replaced").statusCode() == 500);
		latch.countDown();
		assertThat(fixture.app().received("/job/replaced")).extracting(Received::body).containsExactly("1", "2", "2");
	}

	@Test
	void whenJobIsDeletedThenItDoesNotRun() {
		schedule("deleted", "{\"schedule\":\"@every 100ms\",\"data\":1}");
		assertThat(fixture.send("DELETE", "/v1.0/jobs/deleted").statusCode()).isEqualTo(204);
		assertThat(get("deleted").body()).contains("job not found: deleted");
		schedule("later", "{\"dueTime\":\"200ms\",\"data\":1}");
		fixture.receive("/job/later");
		assertThat(fixture.app().received("/job/deleted")).isEmpty();
	}

	@Test
	void whenJobIsReadThenItHasAllThatIsKnown() {
		schedule("full", "{\"schedule\":\"@daily\",\"repeats\":3,\"due_time\":\"10s\",\"ttl\":\"11s\",\"data\":\"x\","
				+ "\"failurePolicy\":{\"constant\":{\"interval\":\"1.5s\"}}}");
		assertThat(get("full").body()).isEqualTo("{\"name\":\"full\",\"schedule\":\"@daily\",\"repeats\":3,"
				+ "\"dueTime\":\"10s\",\"ttl\":\"11s\",\"data\":{\"@type\":\"type.googleapis.com/"
				+ "google.protobuf.Value\",\"value\":\"x\"},\"failurePolicy\":{\"constant\":{\"interval\":\"1.500s\"}}}");
		schedule("default", "{\"dueTime\":\"1h\",\"data\":null}");
		assertThat(json("default").path("failurePolicy").toString())
			.isEqualTo("{\"constant\":{\"interval\":\"1s\",\"maxRetries\":3}}");
		assertThat(json("default").path("data").path("value").isNull()).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ "1s, 1s", "0.000001s, 0.000001s", "1.000000001s, 1.000000001s", "-2s, -2s", "1.50s, 1.500s" })
	void whenIntervalIsReadThenItHasThreeSixOrNineDigits(String interval, String expected) {
		schedule("interval", "{\"dueTime\":\"1h\",\"data\":1,\"overwrite\":true,\"failurePolicy\":{\"constant\":"
				+ "{\"interval\":\"%s\"}}}".formatted(interval));
		assertThat(json("interval").at("/failurePolicy/constant/interval").asString()).isEqualTo(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "x", "[]", "{\"dueTime\":1}", "{\"repeats\":-1}", "{\"overwrite\":1}",
			"{\"failurePolicy\":1}", "{\"failurePolicy\":{\"constant\":{\"interval\":\"x\"}}}",
			"{\"failurePolicy\":{\"constant\":{\"interval\":\"999999999999s\"}}}",
			"{\"failurePolicy\":{\"drop\":{},\"constant\":{}}}" })
	void whenBodyIsMalformedThenFails(String body) {
		HttpResponse<String> answer = schedule("malformed", body);
		assertThat(answer.statusCode()).isEqualTo(400);
		assertThat(answer.body()).contains("ERR_MALFORMED_REQUEST", "failed deserializing HTTP body: proto:");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "j | {} | DAPR_SCHEDULER_SCHEDULE_EMPTY | Schedule is empty",
					"j | {\"data\":1} | DAPR_SCHEDULER_SCHEDULE_EMPTY | Schedule is empty",
					"%20 | {\"dueTime\":\"1s\"} | DAPR_SCHEDULER_JOB_NAME_EMPTY | Name is empty",
					"a%7Cb | {\"dueTime\":\"1s\"} | DAPR_SCHEDULER_JOB_NAME_EMPTY | Name is empty",
					"j | {\"name\":\"x\"} | DAPR_SCHEDULER_JOB_NAME | Set the job name in the url only" })
	void whenSomethingIsMissingThenFails(String name, String body, String code, String message) {
		HttpResponse<String> answer = schedule(name, body);
		assertThat(answer.statusCode()).isEqualTo(400);
		JsonNode json = SidecarFixture.json(answer.body());
		assertThat(json.path("errorCode").asString()).isEqualTo(code);
		assertThat(json.path("message").asString()).isEqualTo(message);
		assertThat(json.at("/details/0/reason").asString()).isEqualTo(code);
	}

	@Test
	void whenTimesMakeNoSenseThenFails() {
		HttpResponse<String> answer = schedule("j", "{\"dueTime\":\"soon\"}");
		assertThat(answer.statusCode()).isEqualTo(500);
		assertThat(answer.body()).startsWith("{\"errorCode\":\"DAPR_SCHEDULER_SCHEDULE_JOB\",\"message\":\"failed to "
				+ "schedule job due to: rpc error: code = Unknown desc = job failed validation: "
				+ "due time format not recognized\"");
		assertThat(schedule("%C3%A9", "{\"dueTime\":\"1s\"}").body()).contains("job name is invalid");
	}

	@Test
	void whenOtherPathThenItWorksToo() {
		assertThat(fixture.send("POST", "/v1.0-alpha1/jobs/old", "{\"schedule\":\"@daily\"}").statusCode())
			.isEqualTo(204);
		assertThat(fixture.send("DELETE", "/v1.0-alpha1/jobs/old").statusCode()).isEqualTo(204);
	}

	@Test
	void whenCallIsFaultyThenFails() {
		for (Map.Entry<String, Operation> call : Map
			.of("POST", Operation.SCHEDULE_JOB, "GET", Operation.GET_JOB, "DELETE", Operation.DELETE_JOB)
			.entrySet()) {
			fixture.sidecar().faults().fail(Calls.of(call.getValue()).item("j"), "broken");
			assertThat(fixture.send(call.getKey(), "/v1.0/jobs/j", "{\"schedule\":\"@daily\"}").body())
				.contains("\"broken\"");
		}
	}

	@Test
	void whenThereIsNoSchedulerThenFails() {
		try (EmbeddedSidecar sidecar = EmbeddedSidecar.builder()
			.appId("myapp")
			.httpPort(0)
			.grpcPort(0)
			.jobs(false)
			.build()) {
			sidecar.start();
			for (String verb : new String[] { "GET", "DELETE" }) {
				RawHttp.Answer answer = new RawHttp(sidecar.httpPort()).send(verb, "/v1.0/jobs/j");
				assertThat(answer.status()).isEqualTo(500);
				assertThat(answer.body()).contains("scheduler clients are disabled");
			}
		}
	}

	private static HttpResponse<String> schedule(String name, String body) {
		return fixture.send("POST", "/v1.0/jobs/" + name, body);
	}

	private static HttpResponse<String> get(String name) {
		return fixture.send("GET", "/v1.0/jobs/" + name);
	}

	private static JsonNode json(String name) {
		return SidecarFixture.json(get(name).body());
	}

}
