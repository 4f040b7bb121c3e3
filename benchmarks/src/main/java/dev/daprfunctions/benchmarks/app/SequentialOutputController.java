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

import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * States and events written one after another by the SDK.
 */
@RestController
@RequestMapping("/b3/sequential")
class SequentialOutputController {

	private final DaprClient client;

	SequentialOutputController(DaprClient client) {
		this.client = client;
	}

	@PostMapping("/1")
	Total write1() {
		return write(1);
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
		for (int i = 1; i <= count; i++) {
			this.client.saveState("statestore", "written-" + i, Item.of(i)).block();
		}
		for (int i = 1; i <= count; i++) {
			this.client.publishEvent("pubsub", "items", Item.of(i)).block();
		}
		return new Total(count);
	}

}
