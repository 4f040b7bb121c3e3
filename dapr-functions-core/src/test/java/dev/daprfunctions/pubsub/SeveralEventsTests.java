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

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import dev.daprfunctions.OutputBinding;
import dev.daprfunctions.OutputCollector;
import dev.daprfunctions.Publication;
import dev.daprfunctions.annotation.DaprPublish;
import dev.daprfunctions.annotation.ServiceInvocationFunction;
import dev.daprfunctions.function.FunctionFixture;
import dev.daprfunctions.function.TestResponse;
import io.dapr.client.domain.BulkPublishEntry;
import io.dapr.client.domain.BulkPublishRequest;
import io.dapr.client.domain.PublishEventRequest;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link EventWriter} with several events of one call.
 */
class SeveralEventsTests {

	private final PublishClient sidecar = new PublishClient();

	private final FunctionFixture fixture = FunctionFixture.of(Publishers.class).client(this.sidecar.client());

	private final List<PublishEventRequest> published = this.sidecar.published();

	private final List<BulkPublishRequest<byte[]>> bulks = this.sidecar.bulks();

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@Test
	void whenThereAreSeveralEventsOfATopicThenTheyArePublishedInOneRequest() {
		TestResponse response = this.fixture.call("several");
		assertThat(response.status()).isEqualTo(200);
		assertThat(this.published).isEmpty();
		assertThat(this.bulks).singleElement().satisfies((request) -> {
			assertThat(request.getPubsubName()).isEqualTo("messagebus");
			assertThat(request.getTopic()).isEqualTo("t");
			assertThat(request.getMetadata()).isEmpty();
			assertThat(request.getEntries()).extracting(BulkPublishEntry::getEntryId)
				.doesNotHaveDuplicates()
				.hasSize(3);
			assertThat(request.getEntries()).extracting(PublishClient::text)
				.containsExactly("{\"id\":1}", "{\"id\":2}", "{\"id\":3}");
			assertThat(request.getEntries()).extracting(BulkPublishEntry::getContentType)
				.containsOnly("application/json");
			assertThat(request.getEntries()).extracting(BulkPublishEntry::getMetadata)
				.containsOnly(Map.of("ttlInSeconds", "30", "m", "1"));
		});
	}

	@Test
	void whenSeveralEventsHaveNoEnvelopeThenTheirRequestSaysSo() {
		this.fixture.call("severalRaw");
		assertThat(this.published).isEmpty();
		assertThat(this.bulks).hasSize(2)
			.anySatisfy((request) -> assertThat(request.getMetadata()).containsExactly(Map.entry("rawPayload", "true"))
				.satisfies((metadata) -> assertThat(request.getEntries()).extracting(PublishClient::text)
					.containsExactly("1", "3")))
			.anySatisfy((request) -> assertThat(request.getMetadata()).isEmpty())
			.satisfies((requests) -> assertThat(requests.get(1).getEntries()).extracting(PublishClient::text)
				.containsExactly("2", "4"));
	}

	@Test
	void whenEventsAreForSeveralTopicsThenEachTopicHasItsRequest() {
		this.fixture.call("severalTopics");
		assertThat(this.bulks).singleElement()
			.satisfies((request) -> assertThat(request.getTopic()).isEqualTo("a"))
			.satisfies((request) -> assertThat(request.getEntries()).hasSize(2));
		assertThat(this.published).extracting((request) -> request.getPubsubName() + "/" + request.getTopic())
			.containsExactlyInAnyOrder("messagebus/b", "other/a");
	}

	@Test
	void whenTwoOutputsHaveOneTopicThenTheirEventsShareARequest() {
		this.fixture.call("twoOutputs");
		assertThat(this.bulks).singleElement()
			.satisfies((request) -> assertThat(request.getEntries()).extracting(PublishClient::text)
				.containsExactly("2", "1", "3"));
	}

	@Test
	void whenReturnValueIsAListOfPublicationsThenEachIsPublished() {
		for (String function : new String[] { "returnedPublications", "returnedPublicationsMono",
				"returnedPublicationsStage" }) {
			this.published.clear();
			assertThat(this.fixture.call(function).status()).isEqualTo(200);
			assertThat(this.published).extracting((request) -> request.getTopic() + " " + PublishClient.text(request))
				.containsExactlyInAnyOrder("a 1", "b 2");
		}
	}

	@Test
	void whenEventsAreOrderedThenTheyArePublishedOneAfterAnother() {
		CompletableFuture<Void> first = new CompletableFuture<>();
		this.sidecar.givenAnswer(() -> (this.published.size() == 1) ? Mono.fromFuture(first) : Mono.empty());
		CompletableFuture<TestResponse> response = CompletableFuture.supplyAsync(() -> this.fixture.call("ordered"));
		Awaitility.await().until(() -> this.published.size() == 1);
		assertThat(response).isNotDone();
		first.complete(null);
		assertThat(response.join().status()).isEqualTo(200);
		assertThat(this.published).extracting(PublishClient::text).containsExactly("1", "2", "3");
		assertThat(this.bulks).isEmpty();
	}

	record Order(int id) {

	}

	static class Publishers {

		@ServiceInvocationFunction
		void several(@DaprPublish(pubsub = "messagebus", topic = "t", ttl = "30s",
				metadata = "m=1") OutputCollector<Order> output) {
			List.of(1, 2, 3).forEach((id) -> output.add(new Order(id)));
		}

		@ServiceInvocationFunction
		void severalRaw(@DaprPublish(pubsub = "messagebus", topic = "t") OutputCollector<Publication<Integer>> output) {
			output.add(Publication.builder(1).rawPayload(true).build());
			output.add(Publication.builder(2).build());
			output.add(Publication.builder(3).rawPayload(true).build());
			output.add(Publication.builder(4).build());
		}

		@ServiceInvocationFunction
		void severalTopics(@DaprPublish(pubsub = "messagebus") OutputCollector<Publication<Integer>> output) {
			output.add(Publication.of("a", 1));
			output.add(Publication.of("b", 2));
			output.add(Publication.of("a", 3));
			output.add(Publication.builder(4).pubsub("other").topic("a").build());
		}

		@ServiceInvocationFunction
		@DaprPublish(pubsub = "messagebus", topic = "t")
		int twoOutputs(@DaprPublish(pubsub = "messagebus", topic = "t") OutputBinding<Integer> one,
				@DaprPublish(pubsub = "messagebus", topic = "t") OutputCollector<Integer> two) {
			two.add(2);
			one.setValue(1);
			return 3;
		}

		@ServiceInvocationFunction
		@DaprPublish(pubsub = "messagebus")
		List<Publication<Integer>> returnedPublications() {
			return List.of(Publication.of("a", 1), Publication.of("b", 2));
		}

		@ServiceInvocationFunction
		@DaprPublish(pubsub = "messagebus")
		Mono<List<Publication<Integer>>> returnedPublicationsMono() {
			return Mono.just(List.of(Publication.of("a", 1), Publication.of("b", 2)));
		}

		@ServiceInvocationFunction
		@DaprPublish(pubsub = "messagebus")
		CompletionStage<Set<Publication<Integer>>> returnedPublicationsStage() {
			return CompletableFuture
				.completedFuture(Set.copyOf(List.of(Publication.of("a", 1), Publication.of("b", 2))));
		}

		@ServiceInvocationFunction
		void ordered(@DaprPublish(pubsub = "messagebus", topic = "t", ordered = true) OutputCollector<Integer> output) {
			List.of(1, 2, 3).forEach(output::add);
		}

	}

}
