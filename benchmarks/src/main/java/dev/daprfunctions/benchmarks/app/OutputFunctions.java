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

package dev.daprfunctions.benchmarks.app;

import dev.daprfunctions.OutputBinding;
import dev.daprfunctions.OutputCollector;
import dev.daprfunctions.annotation.DaprPublish;
import dev.daprfunctions.annotation.DaprState;
import dev.daprfunctions.annotation.ServiceInvocationFunction;

import org.springframework.stereotype.Component;

/**
 * Functions with 1 to 8 state outputs and as many events.
 */
@Component
class OutputFunctions {

	private static final String STORE = "statestore";

	@ServiceInvocationFunction("b3/function/1")
	Total write1(@DaprState(store = STORE, key = "written-1") OutputBinding<Item> state1,
			@DaprPublish(pubsub = "pubsub", topic = "items") OutputCollector<Item> events) {
		state1.setValue(Item.of(1));
		events.add(Item.of(1));
		return new Total(1);
	}

	@ServiceInvocationFunction("b3/function/2")
	Total write2(@DaprState(store = STORE, key = "written-1") OutputBinding<Item> state1,
			@DaprState(store = STORE, key = "written-2") OutputBinding<Item> state2,
			@DaprPublish(pubsub = "pubsub", topic = "items") OutputCollector<Item> events) {
		state1.setValue(Item.of(1));
		events.add(Item.of(1));
		state2.setValue(Item.of(2));
		events.add(Item.of(2));
		return new Total(2);
	}

	@ServiceInvocationFunction("b3/function/4")
	Total write4(@DaprState(store = STORE, key = "written-1") OutputBinding<Item> state1,
			@DaprState(store = STORE, key = "written-2") OutputBinding<Item> state2,
			@DaprState(store = STORE, key = "written-3") OutputBinding<Item> state3,
			@DaprState(store = STORE, key = "written-4") OutputBinding<Item> state4,
			@DaprPublish(pubsub = "pubsub", topic = "items") OutputCollector<Item> events) {
		state1.setValue(Item.of(1));
		events.add(Item.of(1));
		state2.setValue(Item.of(2));
		events.add(Item.of(2));
		state3.setValue(Item.of(3));
		events.add(Item.of(3));
		state4.setValue(Item.of(4));
		events.add(Item.of(4));
		return new Total(4);
	}

	@ServiceInvocationFunction("b3/function/8")
	Total write8(@DaprState(store = STORE, key = "written-1") OutputBinding<Item> state1,
			@DaprState(store = STORE, key = "written-2") OutputBinding<Item> state2,
			@DaprState(store = STORE, key = "written-3") OutputBinding<Item> state3,
			@DaprState(store = STORE, key = "written-4") OutputBinding<Item> state4,
			@DaprState(store = STORE, key = "written-5") OutputBinding<Item> state5,
			@DaprState(store = STORE, key = "written-6") OutputBinding<Item> state6,
			@DaprState(store = STORE, key = "written-7") OutputBinding<Item> state7,
			@DaprState(store = STORE, key = "written-8") OutputBinding<Item> state8,
			@DaprPublish(pubsub = "pubsub", topic = "items") OutputCollector<Item> events) {
		state1.setValue(Item.of(1));
		events.add(Item.of(1));
		state2.setValue(Item.of(2));
		events.add(Item.of(2));
		state3.setValue(Item.of(3));
		events.add(Item.of(3));
		state4.setValue(Item.of(4));
		events.add(Item.of(4));
		state5.setValue(Item.of(5));
		events.add(Item.of(5));
		state6.setValue(Item.of(6));
		events.add(Item.of(6));
		state7.setValue(Item.of(7));
		events.add(Item.of(7));
		state8.setValue(Item.of(8));
		events.add(Item.of(8));
		return new Total(8);
	}

}
