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
import dev.daprfunctions.annotation.DaprPublish;
import dev.daprfunctions.annotation.DaprSecret;
import dev.daprfunctions.annotation.DaprState;
import dev.daprfunctions.annotation.ServiceInvocationFunction;

import org.springframework.stereotype.Component;

/**
 * Function with inputs and outputs of several kinds.
 */
@Component
class MixedFunction {

	@ServiceInvocationFunction("b4/function")
	Total order(Order order, @DaprState(store = "statestore", key = "item-1") Item first,
			@DaprState(store = "statestore", key = "item-2") Item second,
			@DaprSecret(store = "secretstore", key = "carrier-key") String carrierKey,
			@DaprState(store = "statestore", key = "{order.id}") OutputBinding<Item> written,
			@DaprPublish(pubsub = "pubsub", topic = "orders") OutputBinding<Item> published) {
		Item item = new Item(carrierKey, order.quantity() + first.quantity() + second.quantity());
		written.setValue(item);
		published.setValue(item);
		return new Total(item.quantity());
	}

}
