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

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.daprfunctions.client.RequestSizes;
import dev.daprfunctions.client.SidecarFailures;
import dev.daprfunctions.error.FunctionException;
import dev.daprfunctions.function.OutputReport;
import dev.daprfunctions.function.OutputWriter;
import io.dapr.client.DaprClient;
import io.dapr.client.domain.BulkPublishEntry;
import io.dapr.client.domain.BulkPublishRequest;
import io.dapr.client.domain.BulkPublishResponse;
import io.dapr.client.domain.BulkPublishResponseFailedEntry;
import io.dapr.client.domain.PublishEventRequest;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpStatus;

/**
 * Publishes the events of a call: several for one topic in one request, which does not
 * keep their order, or one after another where it must be kept. A sidecar that fails such
 * a request does not say which of its events were published all the same.
 *
 * @see <a href=
 * "https://docs.dapr.io/developing-applications/building-blocks/pubsub/pubsub-bulk/">Bulk
 * messages</a>
 */
final class EventWriter implements OutputWriter<EventWrite> {

	private final DaprClient client;

	EventWriter(DaprClient client) {
		this.client = client;
	}

	@Override
	public Stage stage() {
		return Stage.MESSAGES;
	}

	@Override
	public Mono<Void> write(List<EventWrite> events, OutputReport report) {
		if (events.size() == 1) {
			return publish(events.get(0), report);
		}
		Map<?, List<EventWrite>> topics = group(events, (event) -> List.of(event.pubsub(), event.topic()));
		return Mono.whenDelayError(topics.values().stream().map((ofTopic) -> writeTopic(ofTopic, report)).toList());
	}

	private static <K> Map<K, List<EventWrite>> group(List<EventWrite> events, Function<EventWrite, K> key) {
		return events.stream().collect(Collectors.groupingBy(key, LinkedHashMap::new, Collectors.toList()));
	}

	private Mono<Void> writeTopic(List<EventWrite> events, OutputReport report) {
		if (events.size() == 1) {
			return publish(events.get(0), report);
		}
		if (events.stream().anyMatch(EventWrite::ordered)) {
			return Flux.fromIterable(events).concatMap((event) -> publish(event, report)).then();
		}
		return Mono.whenDelayError(group(events, EventWrite::isRaw).values()
			.stream()
			.flatMap((alike) -> RequestSizes.split(alike, EventWrite::size).stream())
			.map((part) -> (part.size() == 1) ? publish(part.get(0), report) : publishBulk(part, report))
			.toList());
	}

	private Mono<Void> publish(EventWrite event, OutputReport report) {
		PublishEventRequest request = new PublishEventRequest(event.pubsub(), event.topic(), event.data())
			.setContentType(event.contentType())
			.setMetadata(event.metadata());
		return Mono.defer(() -> this.client.publishEvent(request))
			.onErrorMap((failure) -> SidecarFailures.translate(failure, operation(event)))
			.doOnError(SidecarFailures::isOutcomeUnknown, (failure) -> report.unknown(event))
			.doOnSuccess((done) -> report.sent(event));
	}

	private Mono<Void> publishBulk(List<EventWrite> events, OutputReport report) {
		EventWrite first = events.get(0);
		List<BulkPublishEntry<byte[]>> entries = new ArrayList<>();
		for (int i = 0; i < events.size(); i++) {
			EventWrite event = events.get(i);
			entries.add(new BulkPublishEntry<>(String.valueOf(i), event.data(), event.contentType(), event.metadata()));
		}
		BulkPublishRequest<byte[]> request = new BulkPublishRequest<>(first.pubsub(), first.topic(), entries,
				(first.isRaw()) ? Map.of(TopicSubscription.RAW_PAYLOAD, "true") : Map.of());
		return Mono.defer(() -> this.client.publishEvents(request))
			.onErrorMap((failure) -> SidecarFailures.translate(failure,
					"publishing " + events.size() + " events to topic '" + first.topic() + "' of pub/sub '"
							+ first.pubsub() + "' for " + first.function()))
			.doOnError(EventWriter::isOutcomeUnknown, (failure) -> events.forEach(report::unknown))
			.flatMap((response) -> finishBulk(events, response, report));
	}

	private static boolean isOutcomeUnknown(Throwable failure) {
		return SidecarFailures.isOutcomeUnknown(failure) || (failure instanceof FunctionException refused
				&& refused.getStatusCode().isSameCodeAs(HttpStatus.BAD_GATEWAY));
	}

	private static Mono<Void> finishBulk(List<EventWrite> events, BulkPublishResponse<byte[]> response,
			OutputReport report) {
		Set<String> failed = response.getFailedEntries()
			.stream()
			.map((entry) -> entry.getEntry().getEntryId())
			.collect(Collectors.toSet());
		for (int i = 0; i < events.size(); i++) {
			if (!failed.contains(String.valueOf(i))) {
				report.sent(events.get(i));
			}
		}
		return (failed.isEmpty()) ? Mono.empty() : Mono.error(failure(events, response.getFailedEntries()));
	}

	private static FunctionException failure(List<EventWrite> events,
			List<BulkPublishResponseFailedEntry<byte[]>> failed) {
		EventWrite first = events.get(0);
		return new FunctionException(HttpStatus.BAD_GATEWAY,
				"Publishing " + failed.size() + " of " + events.size() + " events to topic '" + first.topic()
						+ "' of pub/sub '" + first.pubsub() + "' for " + first.function() + " failed: "
						+ failed.get(0).getErrorMessage(),
				null);
	}

	private static String operation(EventWrite event) {
		return "publishing an " + event.target() + " for " + event.function();
	}

}
