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

package dev.daprfunctions.sidecar.pubsub;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import dev.daprfunctions.sidecar.network.Deliveries;
import dev.daprfunctions.sidecar.network.TopicMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link TopicQueue}.
 */
class TopicQueueTests {

	private final ExecutorService executor = Executors.newCachedThreadPool();

	private final Deliveries deliveries = new Deliveries();

	private final List<String> handled = new CopyOnWriteArrayList<>();

	@AfterEach
	void close() {
		this.executor.shutdownNow();
	}

	@Test
	void keepsOrder() {
		TopicQueue queue = new TopicQueue(this::handle, true, this.executor, this.deliveries);
		List<String> expected = IntStream.range(0, 1000).mapToObj(String::valueOf).toList();
		expected.forEach((text) -> queue.add(message(text)));
		await().untilAsserted(() -> assertThat(this.handled).isEqualTo(expected));
	}

	@Test
	void whenHandlerFailsThenNextIsHandled() {
		TopicQueue queue = new TopicQueue((message) -> {
			handle(message);
			throw new IllegalStateException("expected by the test");
		}, true, this.executor, this.deliveries);
		queue.add(message("1"));
		queue.add(message("2"));
		await().untilAsserted(() -> assertThat(this.handled).containsExactly("1", "2"));
	}

	@Test
	void whenExecutorIsShutDownThenHandlingEnds() throws InterruptedException {
		CountDownLatch started = new CountDownLatch(1);
		TopicQueue queue = new TopicQueue((message) -> {
			handle(message);
			started.countDown();
			new CountDownLatch(1).await();
		}, true, this.executor, this.deliveries);
		queue.add(message("1"));
		queue.add(message("2"));
		assertThat(started.await(5, TimeUnit.SECONDS)).isTrue();
		this.executor.shutdownNow();
		assertThat(this.executor.awaitTermination(5, TimeUnit.SECONDS)).isTrue();
		queue.add(message("3"));
		assertThat(this.handled).containsExactly("1");
	}

	private void handle(TopicMessage message) {
		this.handled.add(new String(message.data()));
	}

	private static TopicMessage message(String text) {
		return new TopicMessage(text.getBytes(), null);
	}

}
