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

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import dev.daprfunctions.contract.Answer.Failure;
import dev.daprfunctions.contract.TestApp.Reply;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Cases for resiliency policies on invocation.
 */
@ClassTemplate
class InvocationTimeoutTests {

	@RegisterExtension
	static final Contract contract = new Contract(SidecarSpec.create().resource("resiliency", """
			apiVersion: dapr.io/v1alpha1
			kind: Resiliency
			metadata:
			  name: resiliency
			spec:
			  policies:
			    retries:
			      twice:
			        policy: constant
			        duration: 10ms
			        maxRetries: 2
			    timeouts:
			      short: 1s
			  targets:
			    apps:
			      myapp:
			        timeout: short
			        retry: twice
			"""));

	@Test
	void whenAppIsTooSlowThenFailsAfterRetries() {
		CountDownLatch end = new CountDownLatch(1);
		contract.app().reply("/slow", (request) -> {
			awaitQuietly(end);
			return Reply.of(200);
		});
		assertThat(contract.send("GET", "/v1.0/invoke/myapp/method/slow").failure()).isEqualTo(
				new Failure(500, "ERR_DIRECT_INVOKE", "failed to invoke, id: myapp, err: context deadline exceeded"));
		end.countDown();
		assertThat(contract.app().received("/slow")).hasSize(3);
	}

	@Test
	void whenAppFailsThenTriesAgainAndPassesLastAnswer() {
		contract.app().reply("/fails", Reply.text(503, "no"));
		Answer answer = contract.send("GET", "/v1.0/invoke/myapp/method/fails");
		assertThat(answer.status()).isEqualTo(503);
		assertThat(answer.body()).isEqualTo("no");
		assertThat(contract.app().received("/fails")).hasSize(3);
	}

	@Test
	void whenAppRefusesThenTriesAgain() {
		contract.app().reply("/refuses", Reply.text(400, "bad"));
		assertThat(contract.send("GET", "/v1.0/invoke/myapp/method/refuses").status()).isEqualTo(400);
		assertThat(contract.app().received("/refuses")).hasSize(3);
	}

	private static void awaitQuietly(CountDownLatch latch) {
		try {
			latch.await(20, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
