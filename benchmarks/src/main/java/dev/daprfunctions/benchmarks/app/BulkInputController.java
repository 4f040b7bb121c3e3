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

import java.util.ArrayList;
import java.util.List;

import io.dapr.client.DaprClient;
import io.dapr.client.domain.GetBulkStateRequest;
import io.dapr.client.domain.State;
import io.dapr.utils.TypeRef;
import org.jspecify.annotations.Nullable;

import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * States read in the fewest requests by the SDK: a single one by itself, several in bulk.
 */
@RestController
@RequestMapping("/b2/bulk")
class BulkInputController {

	private static final TypeRef<Item> ITEM = TypeRef.get(Item.class);

	private final DaprClient client;

	BulkInputController(DaprClient client) {
		this.client = client;
	}

	@PostMapping("/1")
	Total read1() {
		return Total.of(valueOf(this.client.getState("statestore", "item-1", ITEM).block()));
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
		List<String> keys = new ArrayList<>(count);
		for (int i = 1; i <= count; i++) {
			keys.add("item-" + i);
		}
		GetBulkStateRequest request = new GetBulkStateRequest("statestore", keys).setParallelism(count);
		List<State<Item>> states = this.client.getBulkState(request, ITEM).block();
		if (states == null || states.size() != count) {
			throw new IllegalStateException("Not all items were read");
		}
		return Total.of(states.stream().map(BulkInputController::valueOf).toArray(Item[]::new));
	}

	private static Item valueOf(@Nullable State<Item> state) {
		if (state == null || state.getValue() == null) {
			throw new IllegalStateException("An item is missing");
		}
		return state.getValue();
	}

}
