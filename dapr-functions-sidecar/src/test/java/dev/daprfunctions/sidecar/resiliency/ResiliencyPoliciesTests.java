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

package dev.daprfunctions.sidecar.resiliency;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import dev.daprfunctions.sidecar.component.Manifest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link ResiliencyPolicies}, {@link ResiliencyResource} and {@link Policy}.
 */
class ResiliencyPoliciesTests {

	private static final String FILE = """
			apiVersion: dapr.io/v1alpha1
			kind: Resiliency
			metadata: {name: mine}
			spec:
			  policies:
			    retries:
			      two: {policy: constant, duration: 1ms, maxRetries: 2}
			      some: {policy: constant, duration: 1, maxRetries: 2, matching: {httpStatusCodes: "500-501"}}
			    timeouts: {short: 50ms}
			    circuitBreakers: {cb: {maxRequests: 1}}
			  targets:
			    components:
			      bus: {inbound: {retry: two}, outbound: {retry: other}}
			      slow: {inbound: {timeout: short}}
			    apps:
			      other: {retry: some, timeout: short, circuitBreaker: cb}
			      unknown: {retry: nowhere}
			""";

	@TempDir
	Path folder;

	private final ExecutorService executor = Executors.newCachedThreadPool();

	private final AtomicInteger attempts = new AtomicInteger();

	@AfterEach
	void close() {
		this.executor.shutdownNow();
	}

	@Test
	void readsEverything() throws Exception {
		ResiliencyPolicies policies = read(FILE);
		assertThat(policies.names()).containsExactly("mine");
		assertThat(attempts(policies.inboundPubSub("bus"), null)).isEqualTo(3);
		assertThat(attempts(policies.app("other"), 500)).isEqualTo(3);
		assertThat(attempts(policies.app("other"), 502)).isEqualTo(1);
		assertThat(policies.app("unknown").isEmpty()).isTrue();
		assertThat(policies.app("nobody").isEmpty()).isTrue();
		assertThat(policies.inboundPubSub("other").isEmpty()).isTrue();
	}

	@Test
	void whenAttemptSucceedsThenThereIsNoOther() throws Exception {
		Policy policy = read(FILE).inboundPubSub("bus");
		String result = policy.run(() -> {
			if (this.attempts.incrementAndGet() < 2) {
				throw new AttemptException("failed", null, null);
			}
			return "done";
		});
		assertThat(result).isEqualTo("done");
		assertThat(this.attempts).hasValue(2);
	}

	@Test
	void whenAttemptTakesTooLongThenItIsInterrupted() throws Exception {
		AtomicBoolean interrupted = new AtomicBoolean();
		Policy policy = read(FILE).inboundPubSub("slow");
		assertThatExceptionOfType(AttemptTimeoutException.class).isThrownBy(() -> policy.run(() -> {
			try {
				new CountDownLatch(1).await();
			}
			catch (InterruptedException ex) {
				interrupted.set(true);
				throw ex;
			}
			return "";
		})).withMessage("context deadline exceeded");
		await().untilTrue(interrupted);
	}

	@Test
	void whenAttemptIsInTimeThenItsOutcomeCounts() throws Exception {
		Policy policy = read(FILE).inboundPubSub("slow");
		assertThat(policy.run(() -> "done")).isEqualTo("done");
		AttemptException failure = new AttemptException("failed", 500, null);
		assertThatExceptionOfType(AttemptException.class).isThrownBy(() -> policy.run(() -> {
			throw failure;
		})).isSameAs(failure);
		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> policy.run(() -> {
			throw new IllegalStateException("unexpected");
		})).withMessage("unexpected");
	}

	@Test
	void whenThreadIsInterruptedThenItEnds() throws Exception {
		Policy policy = read(FILE.replace("duration: 1ms, maxRetries: 2", "duration: 1h")).inboundPubSub("bus");
		Thread.currentThread().interrupt();
		assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> policy.run(() -> {
			this.attempts.incrementAndGet();
			throw new AttemptException("failed", null, null);
		}));
		assertThat(this.attempts).hasValue(1);
	}

	@ParameterizedTest
	@CsvSource({ "DefaultRetryPolicy, 3, 3", "DefaultAppRetryPolicy, 3, 1",
			"DefaultPubsubComponentInboundRetryPolicy, 1, 3", "DefaultComponentInboundRetryPolicy, 1, 3",
			"DefaultComponentRetryPolicy, 1, 3", "Other, 1, 1" })
	void namesOfDefaultsCount(String name, int appAttempts, int componentAttempts) throws Exception {
		ResiliencyPolicies policies = read(FILE.replace("two:", name + ":"));
		assertThat(attempts(policies.app("nobody"), null)).isEqualTo(appAttempts);
		assertThat(attempts(policies.inboundPubSub("nobody"), null)).isEqualTo(componentAttempts);
	}

	@ParameterizedTest
	@CsvSource({ "DefaultBindingComponentInboundRetryPolicy, 3", "DefaultComponentInboundRetryPolicy, 3",
			"DefaultPubsubComponentInboundRetryPolicy, 1" })
	void namesOfDefaultsCountForBindings(String name, int bindingAttempts) throws Exception {
		ResiliencyPolicies policies = read(FILE.replace("two:", name + ":"));
		assertThat(attempts(policies.inboundBinding("nobody"), null)).isEqualTo(bindingAttempts);
		assertThat(policies.inboundBinding("nobody").hasRetry()).isEqualTo(bindingAttempts > 1);
	}

	@Test
	void laterFileWins() throws Exception {
		Files.writeString(this.folder.resolve("z.yaml"),
				FILE.replace("name: mine", "name: other").replace("duration: 1ms, maxRetries: 2", "maxRetries: 0"));
		ResiliencyPolicies policies = read(FILE);
		assertThat(policies.names()).containsExactlyInAnyOrder("mine", "other");
		assertThat(attempts(policies.inboundPubSub("bus"), null)).isEqualTo(1);
	}

	@ParameterizedTest
	@ValueSource(strings = { "policy: linear", "duration: soon", "maxRetries: many", "maxRetries: [1]",
			"matching: {httpStatusCodes: '9'}" })
	void badFileIsIgnored(String retry) throws Exception {
		ResiliencyPolicies policies = read(FILE.replace("policy: constant, duration: 1ms, maxRetries: 2", retry));
		assertThat(policies.names()).isEmpty();
		assertThat(policies.inboundPubSub("bus").isEmpty()).isTrue();
	}

	@Test
	void onlyFirstDocumentCounts() throws Exception {
		assertThat(read("kind: Component\n---\n" + FILE).names()).isEmpty();
		assertThat(read("# comment\n---\n" + FILE).names()).containsExactly("mine");
	}

	@Test
	void scopesLimit() throws Exception {
		assertThat(read(FILE + "scopes: [other]\n").names()).isEmpty();
		assertThat(read(FILE + "scopes: [myapp]\n").names()).containsExactly("mine");
	}

	private int attempts(Policy policy, Integer status) {
		this.attempts.set(0);
		assertThatExceptionOfType(AttemptException.class).isThrownBy(() -> policy.run(() -> {
			this.attempts.incrementAndGet();
			throw new AttemptException("failed", status, null);
		})).withMessage("failed");
		return this.attempts.get();
	}

	private ResiliencyPolicies read(String content) throws IOException {
		Files.writeString(this.folder.resolve("r.yaml"), content);
		return new ResiliencyPolicies(ResiliencyResource.find(Manifest.readAll(this.folder), "myapp"), this.executor);
	}

}
