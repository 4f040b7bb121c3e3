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

package dev.daprfunctions.sidecar.network;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Deliveries}.
 */
class DeliveriesTests {

	private final Deliveries deliveries = new Deliveries();

	@Test
	void whenDeliveryIsUnderWayThenWaitingTimesOut() throws InterruptedException {
		assertThat(this.deliveries.awaitNone(Duration.ZERO)).isTrue();
		this.deliveries.begin();
		assertThat(this.deliveries.awaitNone(Duration.ofMillis(10))).isFalse();
	}

	@Test
	void whenDeliveryEndsThenWaitingEnds() throws InterruptedException {
		Deliveries.Delivery delivery = this.deliveries.begin();
		CompletableFuture<Void> ended = CompletableFuture.runAsync(delivery::end);
		assertThat(this.deliveries.awaitNone(Duration.ofSeconds(30))).isTrue();
		ended.join();
	}

	@Test
	void whenAllAreDroppedThenOnlyEarlierOnesAre() {
		Deliveries.Delivery earlier = this.deliveries.begin();
		assertThat(earlier.isDropped()).isFalse();
		this.deliveries.dropAll();
		assertThat(earlier.isDropped()).isTrue();
		assertThat(this.deliveries.begin().isDropped()).isFalse();
	}

}
