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

import io.dapr.client.DaprClient;
import io.dapr.client.domain.State;

import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * States read one after another by the SDK.
 */
@RestController
@RequestMapping("/b2/sequential")
class SequentialInputController {

	private final DaprClient client;

	SequentialInputController(DaprClient client) {
		this.client = client;
	}

	@PostMapping("/1")
	Total read1() {
		return read(1);
	}

	@PostMapping("/2")
	Total read2() {
		return read(2);
	}

	@PostMapping("/4")
	Total read4() {
		return read(4);
	}

	@PostMapping("/8")
	Total read8() {
		return read(8);
	}

	@PostMapping("/16")
	Total read16() {
		return read(16);
	}

	private Total read(int count) {
		Item[] items = new Item[count];
		for (int i = 0; i < count; i++) {
			State<Item> state = this.client.getState("statestore", "item-" + (i + 1), Item.class).block();
			if (state == null || state.getValue() == null) {
				throw new IllegalStateException("There is no item " + (i + 1));
			}
			items[i] = state.getValue();
		}
		return Total.of(items);
	}

}
