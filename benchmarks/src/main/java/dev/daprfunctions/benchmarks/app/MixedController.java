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

import java.util.Map;

import io.dapr.client.DaprClient;
import io.dapr.client.domain.State;

import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * The same as {@link MixedFunction} by blocking calls of the SDK.
 */
@RestController
class MixedController {

	private final DaprClient client;

	MixedController(DaprClient client) {
		this.client = client;
	}

	@PostMapping("/b4/controller")
	Total order(@RequestBody Order order) {
		Item first = read("item-1");
		Item second = read("item-2");
		Map<String, String> secret = this.client.getSecret("secretstore", "carrier-key").block();
		String carrierKey = (secret != null) ? secret.get("carrier-key") : null;
		if (carrierKey == null) {
			throw new IllegalStateException("There is no carrier key");
		}
		Item item = new Item(carrierKey, order.quantity() + first.quantity() + second.quantity());
		this.client.saveState("statestore", order.id(), item).block();
		this.client.publishEvent("pubsub", "orders", item).block();
		return new Total(item.quantity());
	}

	private Item read(String key) {
		State<Item> state = this.client.getState("statestore", key, Item.class).block();
		if (state == null || state.getValue() == null) {
			throw new IllegalStateException("There is no item");
		}
		return state.getValue();
	}

}
