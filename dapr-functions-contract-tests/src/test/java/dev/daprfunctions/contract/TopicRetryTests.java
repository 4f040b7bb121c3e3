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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import dev.daprfunctions.contract.TestApp.Received;
import dev.daprfunctions.contract.TestApp.Reply;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Cases for what becomes of an event, by the answer of its handler, with a policy of
 * three retries.
 */
@ClassTemplate
class TopicRetryTests {

	private static final String POLICY = """
			apiVersion: dapr.io/v1alpha1
			kind: Resiliency
			metadata:
			  name: resiliency
			spec:
			  policies:
			    retries:
			      three:
			        policy: constant
			        duration: 20ms
			        maxRetries: 3
			      patient:
			        policy: constant
			        duration: 20ms
			        maxRetries: 500
			    timeouts:
			      short: 1s
			  targets:
			    components:
			      pubsub:
			        inbound:
			          retry: three
			      patient:
			        inbound:
			          retry: patient
			          timeout: short
			""";

	@RegisterExtension
	static final Contract contract = new Contract(SidecarSpec.create()
		.everyPubsub("pubsub")
		.everyPubsub("patient")
		.resource("resiliency", POLICY)
		.subscriptions(TopicAnswerTests.SUBSCRIPTIONS.replace("]",
				",{\"pubsubname\":\"patient\",\"topic\":\"slow\",\"route\":\"/slow\"}]")));

	private final Publisher publisher = new Publisher(contract);

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "200 | {\"status\":\"RETRY\"}", "201 | {\"status\":\"RETRY\"}", "200 | {\"status\":\"WEIRD\"}",
					"200 | {\"status\":\"retry\"}", "302 | ''", "400 | ''", "403 | ''", "500 | ''", "503 | ''" })
	void whenAnswerIsRetriableThenFourTriesAndDeadLetter(int status, String body) {
		contract.app().reply("/orders", Reply.json(status, body));
		this.publisher.json("orders", "1");
		contract.app().await1("/dead");
		assertThat(contract.app().received("/orders")).hasSize(4);
		assertThat(contract.app().received("/orders")).extracting((request) -> request.json().path("id").asString())
			.containsOnly(contract.app().received("/dead").get(0).json().path("id").asString());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "200 | {\"status\":\"DROP\"}", "404 | ''" })
	void whenAnswerIsDropThenOneTryAndDeadLetter(int status, String body) {
		contract.app().reply("/orders", Reply.json(status, body));
		this.publisher.json("orders", "1");
		contract.app().await1("/dead");
		assertThat(contract.app().received("/orders")).hasSize(1);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "200 | ''", "200 | hello", "204 | ''", "200 | {\"status\":\"SUCCESS\"}" })
	void whenAnswerIsSuccessThenOneTry(int status, String body) {
		contract.app().reply("/orders", Reply.json(status, body));
		this.publisher.json("orders", "1");
		contract.app().await1("/orders");
		this.publisher.settle("orders", "/orders");
		assertThat(contract.app().received("/orders")).hasSize(2);
	}

	@Test
	void whenRetrySucceedsThenDone() {
		contract.app()
			.reply("/alone", (request) -> Reply.of((contract.app().received("/alone").size() < 3) ? 500 : 200));
		this.publisher.json("alone", "1");
		contract.app().awaitCount("/alone", 3);
		this.publisher.settle("alone", "/alone");
		assertThat(contract.app().received("/alone")).hasSize(4);
	}

	@Test
	void whenAppIsTooSlowThenTriesAgain() {
		CountDownLatch second = new CountDownLatch(1);
		contract.app().reply("/slow", (request) -> {
			if (contract.app().received("/slow").size() == 1) {
				awaitQuietly(second);
			}
			return Reply.of(200);
		});
		contract.send("POST", "/v1.0/publish/patient/slow", "x");
		List<Received> tries = contract.app().awaitCount("/slow", 2);
		second.countDown();
		assertThat(tries.get(1).body()).isEqualTo(tries.get(0).body());
	}

	private static void awaitQuietly(CountDownLatch latch) {
		try {
			latch.await(10, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Test
	void whenAppIsBackBeforePolicyEndsThenDelivers() {
		int port = contract.app().stop();
		contract.send("POST", "/v1.0/publish/patient/slow", "survivor");
		contract.app().restart(port);
		await().until(() -> contract.app()
			.received("/slow")
			.stream()
			.anyMatch((request) -> request.body().contains("survivor")));
	}

}
