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

import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.daprfunctions.annotation.BindingFunction;
import dev.daprfunctions.annotation.DaprState;
import dev.daprfunctions.annotation.ServiceInvocationFunction;
import dev.daprfunctions.annotation.TopicFunction;
import dev.daprfunctions.sidecar.EmbeddedSidecar;
import io.dapr.client.DaprClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests that an application with the embedded sidecar leaves nothing behind in its JVM,
 * however often it is started and stopped.
 */
class ContextRestartTests {

	private static final int WARM_UP = 5;

	private static final int STARTS = 40;

	private static final int MAX_FILES = 5;

	private static final int MAX_BYTES_PER_START = 64 * 1024;

	/**
	 * Threads that the JVM, the test's own HTTP client and libraries have once, and end
	 * and start again as they see fit.
	 */
	private static final List<String> SHARED = List.of("ForkJoinPool.commonPool-", "HttpClient-", "boundedElastic-",
			"parallel-", "globalEventExecutor-", "grpc-shared-destroyer-", "awaitility-thread", "Attach Listener",
			"Cleaner-");

	@TempDir
	private Path folder;

	private final List<WeakReference<?>> left = new ArrayList<>();

	private final List<WeakReference<?>> contexts = new ArrayList<>();

	@Test
	void whenStartedAndStoppedOftenThenNothingIsLeftBehind() throws Exception {
		new BuildingBlocks(this.folder).write();
		for (int i = 0; i < WARM_UP; i++) {
			startAndStop();
		}
		awaitCollected();
		Set<Thread> threads = threads();
		long files = openFiles();
		long heap = usedHeap();
		for (int i = 0; i < STARTS; i++) {
			startAndStop();
		}
		awaitThreads(threads);
		awaitCollected();
		awaitAtMost("open files", files + MAX_FILES, ContextRestartTests::openFiles);
		awaitAtMost("bytes of heap", heap + (long) STARTS * MAX_BYTES_PER_START, ContextRestartTests::usedHeap);
	}

	private void startAndStop() throws InterruptedException {
		try (ConfigurableApplicationContext context = TestApplications.run(Functions.class,
				new BuildingBlocks(this.folder).properties())) {
			EmbeddedSidecar sidecar = context.getBean(EmbeddedSidecar.class);
			use(context.getBean(DaprClient.class), context.getBean(Functions.class), new HttpCalls(sidecar.httpPort()));
			this.left.add(new WeakReference<>(sidecar));
			this.left.add(new WeakReference<>(sidecar.control()));
			this.contexts.add(new WeakReference<>(context));
		}
	}

	private static void use(DaprClient client, Functions functions, HttpCalls sidecar) throws InterruptedException {
		await().atMost(Duration.ofSeconds(30)).until(() -> sidecar.get("/v1.0/healthz").status() == 204);
		BuildingBlocks.use(sidecar);
		client.saveState("stateinmemory", "key", "hello").block();
		client.publishEvent("pubsubinmemory", "topic", "hello").block();
		client.invokeBinding("bindingskafka", "create", "hello").block();
		assertThat(sidecar.post("/v1.0/invoke/testapp/method/read", "x").body()).isEqualTo("\"hello\"");
		assertThat(functions.received.await(30, TimeUnit.SECONDS)).isTrue();
	}

	private void awaitThreads(Set<Thread> before) {
		await().atMost(Duration.ofSeconds(30))
			.untilAsserted(() -> assertThat(threads()).filteredOn((thread) -> !before.contains(thread))
				.extracting(Thread::getName)
				.isEmpty());
	}

	private static Set<Thread> threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> SHARED.stream().noneMatch(thread.getName()::startsWith))
			.collect(Collectors.toSet());
	}

	private void awaitCollected() {
		await().atMost(Duration.ofMinutes(1)).pollInterval(Duration.ofMillis(200)).untilAsserted(() -> {
			System.gc();
			assertThat(uncollected(this.left)).isEmpty();
			assertThat(uncollected(this.contexts)).as("contexts, of which a library may know the last until the next")
				.hasSizeLessThanOrEqualTo(1);
		});
	}

	private static List<Object> uncollected(List<WeakReference<?>> references) {
		return references.stream().<Object>map(WeakReference::get).filter(Objects::nonNull).toList();
	}

	private static void awaitAtMost(String what, long most, LongSupplier actual) {
		await().atMost(Duration.ofSeconds(30))
			.untilAsserted(() -> assertThat(actual.getAsLong()).as(what).isLessThanOrEqualTo(most));
	}

	private static long openFiles() {
		return (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system)
				? system.getOpenFileDescriptorCount() : 0;
	}

	private static long usedHeap() {
		System.gc();
		return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Functions {

		private final CountDownLatch received = new CountDownLatch(2);

		@ServiceInvocationFunction
		String read(@DaprState(store = "stateinmemory", key = "key") String state) {
			return state;
		}

		@TopicFunction(pubsub = "pubsubinmemory", topic = "topic")
		void onEvent(String event) {
			this.received.countDown();
		}

		@BindingFunction("bindingskafka")
		void onMessage(String message) {
			this.received.countDown();
		}

		@BindingFunction("bindingscron")
		void onSchedule() {
		}

	}

}
