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

package dev.daprfunctions.test.sample;

import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import dev.daprfunctions.test.AutoConfigureTestSidecar;
import dev.daprfunctions.test.DaprFunctionsTest;
import dev.daprfunctions.test.TestSidecar;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for test classes that JUnit runs in parallel.
 */
class ParallelTests {

	private static final CyclicBarrier barrier = new CyclicBarrier(3);

	private static final Set<ApplicationContext> contexts = ConcurrentHashMap.newKeySet();

	private static final AtomicInteger running = new AtomicInteger();

	private static final CountDownLatch never = new CountDownLatch(1);

	@Test
	void whenContextsAreDifferentThenTheyRunAtTheSameTimeAndDoNotMeet() {
		run(OneContext.class, AnotherContext.class, WholeApplication.class);
	}

	@Test
	void whenContextIsSharedThenItIsCachedAndClassesRunOneAfterAnother() {
		contexts.clear();
		run(FirstUser.class, SecondUser.class, ThirdUser.class);
		assertThat(contexts).hasSize(1);
	}

	private static void run(Class<?>... testClasses) {
		SummaryGeneratingListener listener = new SummaryGeneratingListener();
		LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
			.selectors(Stream.of(testClasses).map(DiscoverySelectors::selectClass).toList())
			.configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
			.configurationParameter("junit.jupiter.execution.parallel.mode.classes.default", "concurrent")
			.configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
			.configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism",
					String.valueOf(testClasses.length))
			.build();
		LauncherFactory.create().execute(request, listener);
		TestExecutionSummary summary = listener.getSummary();
		assertThat(summary.getFailures()).extracting(TestExecutionSummary.Failure::getException).isEmpty();
		assertThat(summary.getTestsSucceededCount()).isEqualTo(testClasses.length);
	}

	private static void awaitOthers() throws InterruptedException, BrokenBarrierException, TimeoutException {
		barrier.await(1, TimeUnit.MINUTES);
	}

	private static void useAlone(TestSidecar sidecar, ApplicationContext context) throws InterruptedException {
		contexts.add(context);
		assertThat(running.incrementAndGet()).isOne();
		assertThat(sidecar.state("statestore", "order-1")).isAbsent();
		assertThat(sidecar.invoke("Place", new Order("1", 1))).isSuccessful();
		assertThat(never.await(300, TimeUnit.MILLISECONDS)).isFalse();
		assertThat(running.decrementAndGet()).isZero();
	}

	private static void useBesideOthers(TestSidecar sidecar, int quantity) throws Exception {
		Order order = new Order("1", quantity);
		awaitOthers();
		assertThat(sidecar.invoke("Place", order)).isSuccessful();
		sidecar.publish("pubsub", "orders", order);
		assertThat(sidecar.state("statestore", "seen-1")).exists();
		awaitOthers();
		assertThat(sidecar.state("statestore", "order-1")).hasValue(order);
		assertThat(sidecar.state("statestore", "seen-1")).hasValue(order);
		assertThat(sidecar.published("pubsub", "placed")).containsExactly(order);
		assertThat(sidecar.published("pubsub", "seen")).containsExactly(order);
		awaitOthers();
	}

	@DaprFunctionsTest(properties = "context=1")
	static class OneContext {

		@Test
		void worksBesideOthers(@Autowired TestSidecar sidecar) throws Exception {
			useBesideOthers(sidecar, 1);
		}

	}

	@DaprFunctionsTest(properties = "context=2")
	static class AnotherContext {

		@Test
		void worksBesideOthers(@Autowired TestSidecar sidecar) throws Exception {
			useBesideOthers(sidecar, 2);
		}

	}

	@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
	@AutoConfigureTestSidecar
	static class WholeApplication {

		@Test
		void worksBesideOthers(@Autowired TestSidecar sidecar) throws Exception {
			useBesideOthers(sidecar, 3);
		}

	}

	@DaprFunctionsTest(properties = "context=shared")
	static class FirstUser {

		@Test
		void worksAlone(@Autowired TestSidecar sidecar, @Autowired ApplicationContext context) throws Exception {
			useAlone(sidecar, context);
		}

	}

	@DaprFunctionsTest(properties = "context=shared")
	static class SecondUser {

		@Test
		void worksAlone(@Autowired TestSidecar sidecar, @Autowired ApplicationContext context) throws Exception {
			useAlone(sidecar, context);
		}

	}

	@DaprFunctionsTest(properties = "context=shared")
	static class ThirdUser {

		@Test
		void worksAlone(@Autowired TestSidecar sidecar, @Autowired ApplicationContext context) throws Exception {
			useAlone(sidecar, context);
		}

	}

}
