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

package dev.daprfunctions.sidecar.pubsub;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.daprfunctions.sidecar.error.ApiException;
import dev.daprfunctions.sidecar.fault.FaultableCall;
import dev.daprfunctions.sidecar.fault.Faults;
import dev.daprfunctions.sidecar.fault.Faults.FaultyCall;
import dev.daprfunctions.sidecar.fault.Operation;
import dev.daprfunctions.sidecar.json.JsonFormatException;
import dev.daprfunctions.sidecar.network.NetworkMember;
import dev.daprfunctions.sidecar.network.TopicMessage;
import dev.daprfunctions.sidecar.pubsub.PublishedEvent.Origin;
import org.jspecify.annotations.Nullable;

/**
 * Publish API of one application, as the HTTP and the gRPC front end share it.
 *
 * @since 0.1.0
 */
public final class PubSubApi {

	private final Map<String, ConfiguredPubSub> components;

	private final TopicPublisher publisher;

	private final CloudEvents cloudEvents;

	private final PubSubErrors errors;

	private final Faults faults;

	/**
	 * Create a publish API.
	 * @param appId the id of the application
	 * @param components the pub/sub components
	 * @param network carries the messages
	 * @param clock the clock for the times of events
	 * @param listener is told what was published
	 * @param faults the faults of the sidecar
	 */
	public PubSubApi(String appId, PubSubComponents components, NetworkMember network, InstantSource clock,
			PublishedEventListener listener, Faults faults) {
		this.components = components.byName();
		this.publisher = new TopicPublisher(network, listener);
		this.cloudEvents = new CloudEvents(appId, clock);
		this.errors = new PubSubErrors(appId);
		this.faults = faults;
	}

	/**
	 * Fail unless the component exists.
	 * @param pubsub the name of the component
	 * @param metadata the metadata of the request
	 * @throws ApiException if there is no such component
	 */
	public void requirePubSub(String pubsub, Map<String, String> metadata) {
		find(pubsub, metadata);
	}

	/**
	 * Fail unless the component exists and there is a topic.
	 * @param pubsub the name of the component
	 * @param topic the topic
	 * @param metadata the metadata of the request
	 * @throws ApiException if there is no such component, or no topic
	 */
	public void requireTopic(String pubsub, String topic, Map<String, String> metadata) {
		if (pubsub.isEmpty()) {
			throw PubSubErrors.nameEmpty(metadata);
		}
		find(pubsub, metadata);
		if (topic.isEmpty()) {
			throw PubSubErrors.topicEmpty(pubsub, metadata);
		}
	}

	/**
	 * Return whether events are to be published without an envelope.
	 * @param pubsub the name of the component
	 * @param metadata the metadata of the request
	 * @return {@code true} if they are
	 * @throws ApiException if the metadata does not say clearly
	 */
	public boolean isRaw(String pubsub, Map<String, String> metadata) {
		try {
			return EventMetadata.isRaw(metadata);
		}
		catch (IllegalArgumentException ex) {
			throw PubSubErrors.badMetadata(pubsub, metadata, String.valueOf(ex.getMessage()));
		}
	}

	/**
	 * Publish an event.
	 * @param publication the event
	 * @throws ApiException if it was refused
	 */
	public void publish(Publication publication) {
		ConfiguredPubSub pubsub = find(publication.pubsub(), publication.metadata());
		boolean raw = isRaw(publication.pubsub(), publication.metadata());
		FaultyCall call = this.faults
			.begin(FaultableCall.of(Operation.PUBLISH, publication.pubsub(), publication.topic()));
		byte[] data = (raw) ? publication.data() : wrap(pubsub, publication);
		publish(pubsub, publication.topic(), new TopicMessage(data, publication.metadata()));
		call.end();
	}

	/**
	 * Publish an event without any faults.
	 * @param publication the event
	 * @throws ApiException if it was refused
	 */
	public void publishWithoutFaults(Publication publication) {
		this.faults.without(() -> {
			publish(publication);
			return null;
		});
	}

	/**
	 * Publish several events.
	 * @param publication the events
	 * @throws ApiException if they were refused
	 */
	public void publish(BulkPublication publication) {
		ConfiguredPubSub pubsub = find(publication.pubsub(), publication.metadata());
		boolean raw = isRaw(publication.pubsub(), publication.metadata());
		FaultyCall call = this.faults
			.begin(FaultableCall.of(Operation.PUBLISH_BULK, publication.pubsub(), publication.topic()));
		List<TopicMessage> messages = new ArrayList<>();
		for (BulkPublication.Entry entry : publication.entries()) {
			Map<String, String> metadata = merge(publication.metadata(), entry.metadata());
			byte[] data = (raw) ? entry.data() : wrap(pubsub, new Publication(pubsub.name(), publication.topic(),
					entry.data(), entry.contentType(), (metadata != null) ? metadata : Map.of(), publication.trace()));
			messages.add(new TopicMessage(data, metadata));
		}
		if (!pubsub.scopes().mayPublish(publication.topic())) {
			throw this.errors.forbidden(pubsub.name(), publication.topic());
		}
		messages.forEach((message) -> publish(pubsub, publication.topic(), message));
		call.end();
	}

	private static @Nullable Map<String, String> merge(Map<String, String> request,
			@Nullable Map<String, String> entry) {
		if (entry == null) {
			return null;
		}
		Map<String, String> merged = new HashMap<>(request);
		merged.putAll(entry);
		return merged;
	}

	private byte[] wrap(ConfiguredPubSub pubsub, Publication publication) {
		try {
			return this.cloudEvents.wrap(publication, !pubsub.expiresMessages());
		}
		catch (JsonFormatException ex) {
			throw this.errors.noCloudEvent(pubsub.name(), String.valueOf(ex.getMessage()));
		}
	}

	private void publish(ConfiguredPubSub pubsub, String topic, TopicMessage message) {
		try {
			this.publisher.publish(pubsub, topic, message, Origin.API);
		}
		catch (TopicForbiddenException ex) {
			throw this.errors.forbidden(pubsub.name(), topic);
		}
	}

	/**
	 * Fail if the id of an entry of several is empty or was there before.
	 * @param pubsub the name of the component
	 * @param topic the topic
	 * @param entryId the id
	 * @param earlier the ids before, to which this one is added
	 * @throws ApiException if the id cannot be used
	 */
	public void requireNewEntryId(String pubsub, String topic, String entryId, Set<String> earlier) {
		if (entryId.isEmpty() || !earlier.add(entryId)) {
			throw this.errors.badEntryId(pubsub, topic);
		}
	}

	/**
	 * Create the error for a request whose body cannot be read.
	 * @param pubsub the name of the component
	 * @param topic the topic
	 * @param problem what is wrong
	 * @return the error
	 */
	public ApiException publishFailed(String pubsub, String topic, String problem) {
		return PubSubErrors.publishFailed(pubsub, topic, problem);
	}

	/**
	 * Create the error for several events that are no list of events.
	 * @param pubsub the name of the component
	 * @param topic the topic
	 * @param problem what is wrong
	 * @return the error
	 */
	public ApiException unreadableEvents(String pubsub, String topic, String problem) {
		return this.errors.unreadableEvents(pubsub, topic, problem);
	}

	/**
	 * Create the error for an event that does not fit its content type.
	 * @param pubsub the name of the component
	 * @param topic the topic
	 * @param problem what is wrong
	 * @return the error
	 */
	public ApiException badEvent(String pubsub, String topic, String problem) {
		return this.errors.badEvent(pubsub, topic, problem);
	}

	TopicPublisher publisher() {
		return this.publisher;
	}

	CloudEvents cloudEvents() {
		return this.cloudEvents;
	}

	@Nullable ConfiguredPubSub find(String pubsub) {
		return this.components.get(pubsub);
	}

	private ConfiguredPubSub find(String name, Map<String, String> metadata) {
		ConfiguredPubSub pubsub = find(name);
		if (pubsub == null) {
			throw PubSubErrors.notFound(name, metadata);
		}
		return pubsub;
	}

	boolean hasComponents() {
		return !this.components.isEmpty();
	}

}
