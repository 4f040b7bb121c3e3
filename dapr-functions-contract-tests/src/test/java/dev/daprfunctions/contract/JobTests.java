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
import static org.awaitility.Awaitility.await;

/**
 * Cases for jobs over HTTP: what a sidecar takes, answers and sends, not when.
 */
@ClassTemplate
class JobTests {

	private static final String SOON = "{\"dueTime\":\"0s\",\"data\":%s,\"overwrite\":true,"
			+ "\"failurePolicy\":{\"constant\":{\"interval\":\"0.02s\",\"maxRetries\":2}}}";

	@RegisterExtension
	static final Contract contract = new Contract(
			SidecarSpec.create().withScheduler().environment("APP_API_TOKEN", "secret"));

	@Test
	void jobIsPosted() {
		Answer answer = schedule("posted", SOON.formatted("1"));
		assertThat(answer.status()).isEqualTo(204);
		assertThat(answer.body()).isEmpty();
		Received run = contract.app().await1("/job/posted");
		assertThat(run.verb()).isEqualTo("POST");
		assertThat(run.header("Content-Type")).isEqualTo("application/json");
		assertThat(run.header("Dapr-Api-Token")).isEqualTo("secret");
		assertThat(run.headers().keySet()).containsExactlyInAnyOrder("Host", "User-agent", "Content-length",
				"Content-type", "Accept-encoding", "Dapr-api-token");
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"b\":1.50,\"a\":[null,true,\"<x>\u00e9\"]}", "[]", "{}", "null", "\"text\"", "\"\"",
			"42", "false" })
	void bodyIsDataAsJson(String data) {
		schedule("data", SOON.formatted(data));
		Received run = contract.app().await1("/job/data");
		assertThat(run.json()).isEqualTo(Answer.mapper.readTree(data.replace("1.50", "1.5")));
	}

	@Test
	void jobThatHasRunIsGone() {
		schedule("gone", SOON.formatted("1"));
		await().until(() -> get("gone").status() == 500);
		assertThat(contract.app().received("/job/gone")).hasSize(1);
	}

	@Test
	void jobRepeats() {
		schedule("repeated", "{\"schedule\":\"@every 20ms\",\"repeats\":3,\"data\":1}");
		await().until(() -> get("repeated").status() == 500);
		assertThat(contract.app().received("/job/repeated")).hasSize(3);
	}

	@ParameterizedTest
	@CsvSource({ "200, 1", "201, 1", "204, 1", "404, 1", "302, 3", "400, 3", "403, 3", "500, 3", "503, 3" })
	void answerTellsWhetherJobIsTriedAgain(int status, int tries) {
		contract.app().reply("/job/answered", Reply.of(status));
		schedule("answered", SOON.formatted("1"));
		await().until(() -> get("answered").status() == 500);
		assertThat(contract.app().received("/job/answered")).hasSize(tries);
	}

	@Test
	void droppedJobIsNotTriedAgain() {
		contract.app().reply("/job/dropped", Reply.of(500));
		schedule("dropped", "{\"dueTime\":\"0s\",\"data\":1,\"failurePolicy\":{\"drop\":{}}}");
		await().until(() -> get("dropped").status() == 500);
		assertThat(contract.app().received("/job/dropped")).hasSize(1);
	}

	@Test
	void jobWithoutDataNeverReachesApp() {
		schedule("nodata", "{\"schedule\":\"@every 1h\"}");
		Failure failure = get("nodata").failure();
		assertThat(failure.status()).isEqualTo(500);
		assertThat(failure.code()).isEqualTo("ERR_INTERNAL");
		assertThat(failure.message()).matches("failed to encode response as JSON: proto:."
				+ "google.protobuf.Value: none of the oneof fields is set");
		schedule("nodata", "{\"dueTime\":\"0s\",\"overwrite\":true,\"failurePolicy\":{\"drop\":{}}}");
		await().until(() -> get("nodata").failure().code().equals("DAPR_SCHEDULER_GET_JOB"));
		assertThat(contract.app().received("/job/nodata")).isEmpty();
	}

	@Test
	void nameIsEncodedInPath() {
		schedule("with%20space", SOON.formatted("1"));
		contract.app().await1("/job/with%20space");
	}

	@Test
	void jobIsRead() {
		assertThat(schedule("full",
				"{\"schedule\":\"@every 1h\",\"repeats\":3,\"dueTime\":\"10h\",\"ttl\":\"11h\",\"data\":{\"a\":[1]},"
						+ "\"failurePolicy\":{\"constant\":{\"interval\":\"1.5s\",\"maxRetries\":7}}}")
			.status()).isEqualTo(204);
		Answer answer = get("full");
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.header("Content-Type")).isEqualTo("application/json");
		assertThat(answer.json().toString()).isEqualTo("{\"name\":\"full\",\"schedule\":\"@every 1h\",\"repeats\":3,"
				+ "\"dueTime\":\"10h\",\"ttl\":\"11h\",\"data\":{\"@type\":\"type.googleapis.com/"
				+ "google.protobuf.Value\",\"value\":{\"a\":[1]}},\"failurePolicy\":{\"constant\":"
				+ "{\"interval\":\"1.500s\",\"maxRetries\":7}}}");
	}

	@Test
	void jobHasDefaultPolicy() {
		schedule("default", "{\"schedule\":\"@every 1h\",\"data\":1,\"failurePolicy\":{}}");
		assertThat(get("default").json().path("failurePolicy").toString())
			.isEqualTo("{\"constant\":{\"interval\":\"1s\",\"maxRetries\":3}}");
	}

	@ParameterizedTest
	@CsvSource({ "1s, 1s", "0.000001s, 0.000001s", "1.000000001s, 1.000000001s", "-2s, -2s", "1.50s, 1.500s",
			"0s, 0s" })
	void intervalHasThreeSixOrNineDigits(String interval, String expected) {
		schedule("interval", "{\"schedule\":\"@every 1h\",\"data\":1,\"overwrite\":true,\"failurePolicy\":"
				+ "{\"constant\":{\"interval\":\"%s\"}}}".formatted(interval));
		assertThat(get("interval").json().at("/failurePolicy/constant/interval").asString()).isEqualTo(expected);
	}

	@Test
	void jobIsReplacedOnlyIfToldSo() {
		schedule("twice", "{\"schedule\":\"@every 1h\",\"data\":1}");
		Answer refused = schedule("twice", "{\"schedule\":\"@every 2h\",\"data\":1}");
		assertThat(refused.failure()).isEqualTo(new Failure(409, "DAPR_SCHEDULER_SCHEDULE_JOB",
				"failed to schedule job due to: rpc error: code = AlreadyExists desc = "
						+ "job already exists: 'app||default||myapp||twice'"));
		assertThat(refused.json().path("details").toString())
			.isEqualTo("[{\"@type\":\"type.googleapis.com/google.rpc.ErrorInfo\",\"domain\":\"dapr.io\",\"metadata\":"
					+ "{\"appID\":\"myapp\",\"namespace\":\"default\"},\"reason\":\"DAPR_SCHEDULER_SCHEDULE_JOB\"}]");
		assertThat(schedule("twice", "{\"schedule\":\"@every 2h\",\"data\":1,\"overwrite\":true}").status())
			.isEqualTo(204);
		assertThat(get("twice").json().path("schedule").asString()).isEqualTo("@every 2h");
	}

	@Test
	void jobIsDeleted() {
		schedule("deleted", "{\"schedule\":\"@every 1h\",\"data\":1}");
		Answer answer = contract.send("DELETE", "/v1.0/jobs/deleted");
		assertThat(answer.status()).isEqualTo(204);
		assertThat(answer.body()).isEmpty();
		assertThat(get("deleted").failure()).isEqualTo(new Failure(500, "DAPR_SCHEDULER_GET_JOB",
				"failed to get job due to: rpc error: code = NotFound desc = job not found: deleted"));
		assertThat(contract.send("DELETE", "/v1.0/jobs/deleted").status()).isEqualTo(204);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "j | {} | DAPR_SCHEDULER_SCHEDULE_EMPTY | Schedule is empty",
			"j | '' | DAPR_SCHEDULER_SCHEDULE_EMPTY | Schedule is empty",
			"j | {\"data\":1} | DAPR_SCHEDULER_SCHEDULE_EMPTY | Schedule is empty",
			"j | {\"schedule\":null} | DAPR_SCHEDULER_SCHEDULE_EMPTY | Schedule is empty",
			"%20 | {\"dueTime\":\"1s\"} | DAPR_SCHEDULER_JOB_NAME_EMPTY | Name is empty",
			"a%7Cb | {\"dueTime\":\"1s\"} | DAPR_SCHEDULER_JOB_NAME_EMPTY | Name is empty",
			"j | {\"name\":\"x\",\"dueTime\":\"1s\"} | DAPR_SCHEDULER_JOB_NAME | Set the job name in the url only" })
	void whenSomethingIsMissingThenFails(String name, String body, String code, String message) {
		Answer answer = schedule(name, body);
		assertThat(answer.failure()).isEqualTo(new Failure(400, code, message));
		assertThat(answer.json().at("/details/0/reason").asString()).isEqualTo(code);
	}

	@ParameterizedTest
	@ValueSource(strings = { "x", "[]", "1", "{\"dueTime\":1}", "{\"repeats\":-1}", "{\"repeats\":4294967296}",
			"{\"overwrite\":1}", "{\"failurePolicy\":1}", "{\"failurePolicy\":{\"constant\":{\"interval\":\"x\"}}}",
			"{\"failurePolicy\":{\"constant\":{\"interval\":\"1m\"}}}",
			"{\"failurePolicy\":{\"constant\":{\"interval\":\"999999999999s\"}}}",
			"{\"failurePolicy\":{\"drop\":{},\"constant\":{}}}", "{} x" })
	void whenBodyIsMalformedThenFails(String body) {
		Failure failure = schedule("malformed", body).failure();
		assertThat(failure.status()).isEqualTo(400);
		assertThat(failure.code()).isEqualTo("ERR_MALFORMED_REQUEST");
		assertThat(failure.message()).startsWith("failed deserializing HTTP body: proto:");
	}

	@Test
	void whenDueTimeIsNonsenseThenFails() {
		Failure failure = schedule("nonsense", "{\"dueTime\":\"soon\",\"data\":1}").failure();
		assertThat(failure.status()).isEqualTo(500);
		assertThat(failure.code()).isEqualTo("DAPR_SCHEDULER_SCHEDULE_JOB");
		assertThat(failure.message())
			.startsWith("failed to schedule job due to: rpc error: code = Unknown desc = " + "job failed validation: ");
	}

	@Test
	void fieldsMayHaveUnderscores() {
		assertThat(schedule("snake",
				"{\"due_time\":\"1h\",\"data\":1,\"failure_policy\":{\"constant\":{\"max_retries\":\"2\"}}}")
			.status()).isEqualTo(204);
		assertThat(get("snake").json().path("failurePolicy").toString()).isEqualTo("{\"constant\":{\"maxRetries\":2}}");
	}

	@Test
	void oldPathWorks() {
		assertThat(contract.send("POST", "/v1.0-alpha1/jobs/old", SOON.formatted("1").replace("0s", "1h")).status())
			.isEqualTo(204);
		assertThat(contract.send("GET", "/v1.0-alpha1/jobs/old").json().path("name").asString()).isEqualTo("old");
		assertThat(contract.send("DELETE", "/v1.0-alpha1/jobs/old").status()).isEqualTo(204);
	}

	@ParameterizedTest
	@CsvSource({ "PUT, jobs/j", "PATCH, jobs/j", "GET, jobs", "GET, jobs/a/b", "POST, jobs" })
	void otherVerbsAndPathsAreNotFound(String verb, String path) {
		assertThat(contract.send(verb, "/v1.0/" + path).failure())
			.isEqualTo(new Failure(404, "ERR_DIRECT_INVOKE", Messages.NO_APP_ID));
	}

	private static Answer schedule(String name, String body) {
		return contract.send("POST", "/v1.0/jobs/" + name, body);
	}

	private static Answer get(String name) {
		return contract.send("GET", "/v1.0/jobs/" + name);
	}

}
