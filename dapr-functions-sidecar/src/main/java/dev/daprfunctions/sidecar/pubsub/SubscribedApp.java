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

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Map;

import dev.daprfunctions.sidecar.app.AppChannelException;
import dev.daprfunctions.sidecar.app.AppConnection;
import dev.daprfunctions.sidecar.app.AppReply;
import dev.daprfunctions.sidecar.app.AppRequest;
import dev.daprfunctions.sidecar.network.TopicMessage;
import dev.daprfunctions.sidecar.pubsub.PublishedEvent.Origin;
import dev.daprfunctions.sidecar.resiliency.Attempt;
import dev.daprfunctions.sidecar.resiliency.AttemptException;
import dev.daprfunctions.sidecar.resiliency.Policy;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Application with one of its subscriptions.
 */
final class SubscribedApp {

	static final String PUBSUB_NAME = "pubsubName";

	private static final Logger logger = LoggerFactory.getLogger(SubscribedApp.class);

	private final Subscription subscription;

	private final ConfiguredPubSub pubsub;

	private final AppConnection app;

	private final TopicPublisher publisher;

	private final Policy policy;

	SubscribedApp(Subscription subscription, ConfiguredPubSub pubsub, AppConnection app, TopicPublisher publisher,
			Policy policy) {
		this.subscription = subscription;
		this.pubsub = pubsub;
		this.app = app;
		this.publisher = publisher;
		this.policy = policy;
	}

	Subscription subscription() {
		return this.subscription;
	}

	/**
	 * Return whether the application wants the published bytes as they are.
	 * @return {@code true} if it does
	 * @throws IllegalArgumentException if the subscription does not say clearly
	 */
	boolean wantsRaw() {
		return EventMetadata.isRaw(this.subscription.metadata());
	}

	AppReply send(AppRequest request) throws AttemptException, InterruptedException {
		try {
			return this.app.ask(request);
		}
		catch (InterruptedIOException ex) {
			throw new InterruptedException(ex.getMessage());
		}
		catch (AppChannelException | IOException ex) {
			throw new AttemptException(String.valueOf(ex.getMessage()), null, ex);
		}
	}

	/**
	 * Try to deliver a message as often as the policy says, then give it up.
	 * @param message the message as a dead letter
	 * @param attempt delivers the message
	 * @param <T> the type of what the application says
	 * @return what the application said, {@code null} if it was given up
	 * @throws InterruptedException if the sidecar is closed
	 */
	<T> @Nullable T tryOrGiveUp(TopicMessage message, Attempt<T> attempt) throws InterruptedException {
		try {
			return this.policy.run(attempt);
		}
		catch (AttemptException ex) {
			giveUp(message, String.valueOf(ex.getMessage()));
			return null;
		}
	}

	/**
	 * Give up a message, which is lost without a dead-letter topic.
	 * @param message the message
	 * @param problem why it cannot be delivered
	 */
	void giveUp(TopicMessage message, String problem) {
		if (sendToDeadLetterTopic(message)) {
			logger.warn("Sent an event of topic '{}' to the dead-letter topic '{}': {}", this.subscription.topic(),
					this.subscription.deadLetterTopic(), problem);
		}
		else {
			logger.error("Lost an event of topic '{}' of {}: {}", this.subscription.topic(), this.pubsub.name(),
					problem);
		}
	}

	/**
	 * Drop a message, which goes to the dead-letter topic if there is one.
	 * @param message the message
	 * @param reason why it is dropped
	 */
	void drop(TopicMessage message, String reason) {
		logger.debug("Dropped an event of topic '{}' of {}: {}", this.subscription.topic(), this.pubsub.name(), reason);
		sendToDeadLetterTopic(message);
	}

	private boolean sendToDeadLetterTopic(TopicMessage message) {
		if (!this.subscription.hasDeadLetterTopic()) {
			return false;
		}
		try {
			this.publisher.publish(this.pubsub, this.subscription.deadLetterTopic(), message, Origin.DEAD_LETTER);
			return true;
		}
		catch (TopicForbiddenException ex) {
			logger.error("The dead-letter topic '{}' cannot be used: {}", this.subscription.deadLetterTopic(),
					ex.getMessage());
			return false;
		}
	}

	Map<String, String> pubsubMetadata() {
		return Map.of(PUBSUB_NAME, this.pubsub.name());
	}

	String pubsubName() {
		return this.pubsub.name();
	}

}
