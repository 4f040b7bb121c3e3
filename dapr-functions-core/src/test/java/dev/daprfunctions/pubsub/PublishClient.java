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

package dev.daprfunctions.pubsub;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

import io.dapr.client.DaprClient;
import io.dapr.client.domain.BulkPublishEntry;
import io.dapr.client.domain.BulkPublishRequest;
import io.dapr.client.domain.BulkPublishResponse;
import io.dapr.client.domain.BulkPublishResponseFailedEntry;
import io.dapr.client.domain.PublishEventRequest;
import reactor.core.publisher.Mono;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.mock;

/**
 * Client of a sidecar that keeps what is published.
 */
final class PublishClient {

	private final DaprClient client = mock(DaprClient.class);

	private final List<PublishEventRequest> published = new ArrayList<>();

	private final List<BulkPublishRequest<byte[]>> bulks = new ArrayList<>();

	PublishClient() {
		givenAnswer(Mono::empty);
		givenFailingEntries(Set.of());
	}

	DaprClient client() {
		return this.client;
	}

	List<PublishEventRequest> published() {
		return this.published;
	}

	List<BulkPublishRequest<byte[]>> bulks() {
		return this.bulks;
	}

	/**
	 * Answer requests for one event.
	 * @param answer the answer, asked for when the event is among those published
	 */
	void givenAnswer(Supplier<Mono<Void>> answer) {
		given(this.client.publishEvent(any(PublishEventRequest.class))).willAnswer((invocation) -> {
			this.published.add(invocation.getArgument(0));
			return answer.get();
		});
	}

	/**
	 * Answer requests for several events.
	 * @param failing the positions of the entries that fail
	 */
	void givenFailingEntries(Set<Integer> failing) {
		given(this.client.publishEvents(any(BulkPublishRequest.class))).willAnswer((invocation) -> {
			BulkPublishRequest<byte[]> request = invocation.getArgument(0);
			this.bulks.add(request);
			List<BulkPublishResponseFailedEntry<byte[]>> failed = failing.stream()
				.map((index) -> new BulkPublishResponseFailedEntry<>(request.getEntries().get(index), "broken"))
				.toList();
			return Mono.just(new BulkPublishResponse<>(failed));
		});
	}

	static String text(PublishEventRequest request) {
		return new String((byte[]) request.getData(), StandardCharsets.UTF_8);
	}

	static String text(BulkPublishEntry<byte[]> entry) {
		return new String(entry.getEvent(), StandardCharsets.UTF_8);
	}

}
