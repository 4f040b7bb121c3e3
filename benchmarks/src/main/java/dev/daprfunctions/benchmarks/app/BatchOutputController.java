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
import io.dapr.client.domain.BulkPublishResponse;
import io.dapr.client.domain.State;
import io.dapr.client.domain.TransactionalStateOperation;
import io.dapr.client.domain.TransactionalStateOperation.OperationType;

import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * States and events written in the fewest requests by the SDK: single ones by themselves,
 * several states in one transaction and several events in bulk.
 */
@RestController
@RequestMapping("/b3/batch")
class BatchOutputController {

	private final DaprClient client;

	BatchOutputController(DaprClient client) {
		this.client = client;
	}

	@PostMapping("/1")
	Total write1() {
		this.client.saveState("statestore", "written-1", Item.of(1)).block();
		this.client.publishEvent("pubsub", "items", Item.of(1)).block();
		return new Total(1);
	}

	@PostMapping("/2")
	Total write2() {
		return write(2);
	}

	@PostMapping("/4")
	Total write4() {
		return write(4);
	}

	@PostMapping("/8")
	Total write8() {
		return write(8);
	}

	private Total write(int count) {
		List<TransactionalStateOperation<?>> operations = new ArrayList<>(count);
		List<Item> events = new ArrayList<>(count);
		for (int i = 1; i <= count; i++) {
			operations.add(new TransactionalStateOperation<>(OperationType.UPSERT,
					new State<>("written-" + i, Item.of(i), null)));
			events.add(Item.of(i));
		}
		this.client.executeStateTransaction("statestore", operations).block();
		BulkPublishResponse<Item> response = this.client.publishEvents("pubsub", "items", "application/json", events)
			.block();
		if (response == null || !response.getFailedEntries().isEmpty()) {
			throw new IllegalStateException("Not all events were published");
		}
		return new Total(count);
	}

}
