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

import dev.daprfunctions.annotation.DaprState;
import dev.daprfunctions.annotation.ServiceInvocationFunction;

import org.springframework.stereotype.Component;

/**
 * Functions with 1 to 16 state inputs.
 */
@Component
class InputFunctions {

	private static final String STORE = "statestore";

	@ServiceInvocationFunction("b2/function/1")
	Total read1(@DaprState(store = STORE, key = "item-1") Item item1) {
		return Total.of(item1);
	}

	@ServiceInvocationFunction("b2/function/2")
	Total read2(@DaprState(store = STORE, key = "item-1") Item item1,
			@DaprState(store = STORE, key = "item-2") Item item2) {
		return Total.of(item1, item2);
	}

	@ServiceInvocationFunction("b2/function/4")
	Total read4(@DaprState(store = STORE, key = "item-1") Item item1,
			@DaprState(store = STORE, key = "item-2") Item item2, @DaprState(store = STORE, key = "item-3") Item item3,
			@DaprState(store = STORE, key = "item-4") Item item4) {
		return Total.of(item1, item2, item3, item4);
	}

	@ServiceInvocationFunction("b2/function/8")
	Total read8(@DaprState(store = STORE, key = "item-1") Item item1,
			@DaprState(store = STORE, key = "item-2") Item item2, @DaprState(store = STORE, key = "item-3") Item item3,
			@DaprState(store = STORE, key = "item-4") Item item4, @DaprState(store = STORE, key = "item-5") Item item5,
			@DaprState(store = STORE, key = "item-6") Item item6, @DaprState(store = STORE, key = "item-7") Item item7,
			@DaprState(store = STORE, key = "item-8") Item item8) {
		return Total.of(item1, item2, item3, item4, item5, item6, item7, item8);
	}

	@ServiceInvocationFunction("b2/function/16")
	Total read16(@DaprState(store = STORE, key = "item-1") Item item1,
			@DaprState(store = STORE, key = "item-2") Item item2, @DaprState(store = STORE, key = "item-3") Item item3,
			@DaprState(store = STORE, key = "item-4") Item item4, @DaprState(store = STORE, key = "item-5") Item item5,
			@DaprState(store = STORE, key = "item-6") Item item6, @DaprState(store = STORE, key = "item-7") Item item7,
			@DaprState(store = STORE, key = "item-8") Item item8, @DaprState(store = STORE, key = "item-9") Item item9,
			@DaprState(store = STORE, key = "item-10") Item item10,
			@DaprState(store = STORE, key = "item-11") Item item11,
			@DaprState(store = STORE, key = "item-12") Item item12,
			@DaprState(store = STORE, key = "item-13") Item item13,
			@DaprState(store = STORE, key = "item-14") Item item14,
			@DaprState(store = STORE, key = "item-15") Item item15,
			@DaprState(store = STORE, key = "item-16") Item item16) {
		return Total.of(item1, item2, item3, item4, item5, item6, item7, item8, item9, item10, item11, item12, item13,
				item14, item15, item16);
	}

}
