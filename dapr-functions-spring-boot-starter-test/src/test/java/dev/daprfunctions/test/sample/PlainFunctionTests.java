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

package dev.daprfunctions.test.sample;

import java.time.Duration;
import java.util.Map;

import dev.daprfunctions.BindingRequest;
import dev.daprfunctions.Invocation;
import dev.daprfunctions.OutputBinding;
import dev.daprfunctions.OutputCollector;
import dev.daprfunctions.Publication;
import dev.daprfunctions.StateEntry;
import dev.daprfunctions.StateWrite;
import dev.daprfunctions.TopicResult;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Everything that functions get and give is made without a sidecar, and outside of the
 * packages that it is in.
 */
class PlainFunctionTests {

	@Test
	void whenOutputIsSetThenTestSeesIt() {
		OutputBinding<Order> state = OutputBinding.create();
		OutputBinding<Order> event = OutputBinding.create();
		assertThat(state.isSet()).isFalse();
		new OrderFunctions().onOrder(new Order("1", 2), state, event);
		assertThat(state.getValue()).isEqualTo(new Order("1", 2));
		assertThat(event.isSet()).isTrue();
	}

	@Test
	void whenValuesAreCollectedThenTestSeesThem() {
		OutputCollector<Publication<Order>> events = OutputCollector.create();
		Functions.split(new Order("1", 2), events);
		assertThat(events.values()).containsExactly(Publication.of("singles", new Order("1", 1)),
				Publication.of("singles", new Order("1", 1)));
	}

	@Test
	void whenEntryExistsThenFunctionChangesIt() {
		StateEntry<Order> entry = StateEntry.of(new Order("1", 2), "7");
		assertThat(Functions.take(entry)).isEqualTo(TopicResult.SUCCESS);
		assertThat(entry.get()).isEqualTo(new Order("1", 1));
		assertThat(entry.etag()).isEqualTo("7");
		assertThat(Functions.take(entry)).isEqualTo(TopicResult.SUCCESS);
		assertThat(entry.isPresent()).isFalse();
	}

	@Test
	void whenEntryIsAbsentThenFunctionDropsTheEvent() {
		assertThat(Functions.take(StateEntry.absent())).isEqualTo(TopicResult.DROP);
	}

	@Test
	void whenTargetIsOverriddenThenMessageSaysIt() {
		assertThat(StateWrite.builder(1).store("s").key("k").ttl(Duration.ofSeconds(5)).build().key()).isEqualTo("k");
		assertThat(StateWrite.delete("k").value()).isNull();
		assertThat(Publication.builder(1).pubsub("p").topic("t").metadata("a", "b").build().metadata())
			.isEqualTo(Map.of("a", "b"));
		assertThat(Invocation.of("app", "method", 1).appId()).isEqualTo("app");
		assertThat(BindingRequest.of("create", 1).operation()).isEqualTo("create");
	}

	/**
	 * Functions as a user has them.
	 */
	private static final class Functions {

		static void split(Order order, OutputCollector<Publication<Order>> events) {
			for (int i = 0; i < order.quantity(); i++) {
				events.add(Publication.of("singles", new Order(order.id(), 1)));
			}
		}

		static TopicResult take(StateEntry<Order> stock) {
			if (!stock.isPresent()) {
				return TopicResult.DROP;
			}
			stock.update((order) -> (order.quantity() > 1) ? new Order(order.id(), order.quantity() - 1) : null);
			return TopicResult.SUCCESS;
		}

	}

}
