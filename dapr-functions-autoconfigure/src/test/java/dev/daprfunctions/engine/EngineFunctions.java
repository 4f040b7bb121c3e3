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

package dev.daprfunctions.engine;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import dev.daprfunctions.OutputBinding;
import dev.daprfunctions.OutputCollector;
import dev.daprfunctions.StateEntry;
import dev.daprfunctions.annotation.DaprBinding;
import dev.daprfunctions.annotation.DaprPublish;
import dev.daprfunctions.annotation.DaprState;
import dev.daprfunctions.annotation.ServiceInvocationFunction;
import dev.daprfunctions.annotation.TopicFunction;
import reactor.core.publisher.Mono;

/**
 * Functions that change states of the store and key that their payload names.
 */
class EngineFunctions {

	static final AtomicInteger runs = new AtomicInteger();

	static final List<Integer> delivered = new CopyOnWriteArrayList<>();

	private static int plusOne(Integer value) {
		return (value != null) ? value + 1 : 1;
	}

	@ServiceInvocationFunction
	void increment(Target payload,
			@DaprState(store = "{payload.store}", key = "{payload.key}") StateEntry<Integer> counter) {
		runs.incrementAndGet();
		counter.update(EngineFunctions::plusOne);
	}

	@ServiceInvocationFunction
	Mono<Void> incrementLater(Target payload,
			@DaprState(store = "{payload.store}", key = "{payload.key}") StateEntry<Integer> counter) {
		return Mono.fromRunnable(() -> increment(payload, counter));
	}

	@ServiceInvocationFunction
	void incrementAndTell(Target payload,
			@DaprState(store = "{payload.store}", key = "{payload.key}") StateEntry<Integer> counter,
			@DaprState(store = "{payload.store}", key = "{payload.key}-last") OutputBinding<Integer> last,
			@DaprPublish(pubsub = "pubsub", topic = "counted") OutputBinding<Integer> event) {
		counter.update(EngineFunctions::plusOne);
		last.setValue(counter.get());
		event.setValue(counter.get());
	}

	@ServiceInvocationFunction
	Mono<Void> incrementAndTellLater(Target payload,
			@DaprState(store = "{payload.store}", key = "{payload.key}") StateEntry<Integer> counter,
			@DaprState(store = "{payload.store}", key = "{payload.key}-last") OutputBinding<Integer> last,
			@DaprPublish(pubsub = "pubsub", topic = "counted") OutputBinding<Integer> event) {
		return Mono.fromRunnable(() -> incrementAndTell(payload, counter, last, event));
	}

	@TopicFunction(pubsub = "pubsub", topic = "counted")
	void counted(Integer event) {
		delivered.add(event);
	}

	@ServiceInvocationFunction
	void incrementAndBind(Target payload,
			@DaprState(store = "{payload.store}", key = "{payload.key}") StateEntry<Integer> counter,
			@DaprBinding(name = "queue", operation = "create") OutputBinding<Integer> event) {
		runs.incrementAndGet();
		counter.update(EngineFunctions::plusOne);
		event.setValue(counter.get());
	}

	@ServiceInvocationFunction
	void move(Move payload, @DaprState(store = "{payload.store}", key = "{payload.from}") StateEntry<Integer> from,
			@DaprState(store = "{payload.store}", key = "{payload.to}") StateEntry<Integer> to) {
		from.update((value) -> Objects.requireNonNull(value) - payload.amount());
		to.update((value) -> Objects.requireNonNull(value) + payload.amount());
	}

	@ServiceInvocationFunction
	void moveApart(Move payload,
			@DaprState(store = "{payload.store}", key = "{payload.from}",
					transactional = false) StateEntry<Integer> from,
			@DaprState(store = "{payload.store}", key = "{payload.to}", transactional = false) StateEntry<Integer> to) {
		runs.incrementAndGet();
		move(payload, from, to);
	}

	@ServiceInvocationFunction
	void set(Target payload,
			@DaprState(store = "{payload.store}", key = "{payload.key}") OutputBinding<Integer> value) {
		value.setValue(1000);
	}

	@ServiceInvocationFunction
	void setTwo(Target payload, @DaprState(store = "{payload.store}", key = "{payload.key}") OutputBinding<Integer> one,
			@DaprState(store = "{payload.store}", key = "{payload.key}-two") OutputBinding<Integer> two) {
		one.setValue(1);
		two.setValue(2);
	}

	@ServiceInvocationFunction
	void countTo(Count payload,
			@DaprPublish(pubsub = "pubsub", topic = "counted", ordered = true) OutputCollector<Integer> events) {
		IntStream.rangeClosed(1, payload.last()).forEach(events::add);
	}

	/**
	 * Count to publish.
	 *
	 * @param last the last number
	 */
	record Count(int last) {
	}

	/**
	 * State to change.
	 *
	 * @param store the state store
	 * @param key the key
	 */
	record Target(String store, String key) {
	}

	/**
	 * Amount to move from one state to another.
	 *
	 * @param store the state store
	 * @param from the key of the one
	 * @param to the key of the other
	 * @param amount the amount
	 */
	record Move(String store, String from, String to, int amount) {
	}

}
