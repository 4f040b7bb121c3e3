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
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;

import dev.daprfunctions.sidecar.app.AppChannelException;
import dev.daprfunctions.sidecar.app.AppConnection;
import dev.daprfunctions.sidecar.app.AppHealthListener;
import dev.daprfunctions.sidecar.app.AppReply;
import dev.daprfunctions.sidecar.json.JsonFormatException;
import dev.daprfunctions.sidecar.network.Deliveries;
import dev.daprfunctions.sidecar.network.NetworkMember;
import dev.daprfunctions.sidecar.resiliency.AttemptException;
import dev.daprfunctions.sidecar.resiliency.ResiliencyPolicies;
import io.dapr.v1.DaprMetadataProtos.PubsubSubscription;
import org.eclipse.jetty.http.HttpStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Subscriptions of one application: those of resource files and those that the
 * application asks for when it has started.
 *
 * @since 0.1.0
 */
public final class Subscriptions implements AppHealthListener {

	private static final Logger logger = LoggerFactory.getLogger(Subscriptions.class);

	private static final String PATH = "/dapr/subscribe";

	private final PubSubApi pubsub;

	private final DeclaredSubscriptions declared;

	private final AppConnection app;

	private final NetworkMember network;

	private final ResiliencyPolicies policies;

	private final Executor executor;

	private final Deliveries deliveries;

	private volatile List<Subscription> programmatic = List.of();

	private boolean asked;

	private boolean active;

	/**
	 * Create subscriptions, none of which is active.
	 * @param pubsub the publish API
	 * @param declared the subscriptions of resource files
	 * @param app the connection to the application
	 * @param network carries the messages
	 * @param policies the policies for deliveries
	 * @param executor delivers the events
	 * @param deliveries counts the deliveries
	 */
	public Subscriptions(PubSubApi pubsub, DeclaredSubscriptions declared, AppConnection app, NetworkMember network,
			ResiliencyPolicies policies, Executor executor, Deliveries deliveries) {
		this.pubsub = pubsub;
		this.declared = declared;
		this.app = app;
		this.network = network;
		this.policies = policies;
		this.executor = executor;
		this.deliveries = deliveries;
	}

	/**
	 * Ask the application once what it wants to subscribe to, and subscribe.
	 */
	@Override
	public void onHealthy() {
		if (this.active || !this.pubsub.hasComponents() || !isKnown()) {
			return;
		}
		this.active = true;
		merge().forEach(this::subscribe);
	}

	/**
	 * Do nothing, since the deliveries wait.
	 */
	@Override
	public void onUnhealthy() {
		logger.debug("Nothing is delivered until the application is healthy");
	}

	private boolean isKnown() {
		if (this.asked) {
			return true;
		}
		this.asked = true;
		try {
			this.programmatic = read(this.policies.initialization().run(this::ask));
			return true;
		}
		catch (AttemptException | JsonFormatException | RuleException ex) {
			// As the Dapr runtime does, which then ignores the declared ones too.
			logger.error("Nothing was subscribed to, as {} could not be read: {}", PATH, ex.getMessage());
			return false;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	private AppReply ask() throws AttemptException {
		try {
			return this.app.ask(PATH);
		}
		catch (AppChannelException | IOException ex) {
			throw new AttemptException(String.valueOf(ex.getMessage()), null, ex);
		}
	}

	private static List<Subscription> read(AppReply reply) throws JsonFormatException, RuleException {
		if (reply.status() == HttpStatus.OK_200) {
			return SubscriptionList.read(reply.body());
		}
		if (reply.status() != HttpStatus.NOT_FOUND_404) {
			logger.error("The application answered {} with status {}, so it subscribes to nothing", PATH,
					reply.status());
		}
		return List.of();
	}

	private Collection<Subscription> merge() {
		Map<String, Subscription> merged = new LinkedHashMap<>();
		this.declared.list().forEach((subscription) -> merged.putIfAbsent(subscription.key(), subscription));
		this.programmatic.forEach((subscription) -> merged.put(subscription.key(), subscription));
		return merged.values();
	}

	private void subscribe(Subscription subscription) {
		ConfiguredPubSub component = this.pubsub.find(subscription.pubsub());
		if (component == null) {
			logger.debug("Left out the subscription to topic '{}', as there is no component {}", subscription.topic(),
					subscription.pubsub());
			return;
		}
		if (!component.scopes().maySubscribe(subscription.topic())) {
			logger.error("Subscription to topic '{}' of {} is not allowed", subscription.topic(), component.name());
			return;
		}
		SubscribedApp subscribed = new SubscribedApp(subscription, component, this.app, this.pubsub.publisher(),
				this.policies.inboundPubSub(component.name()));
		Subscription.Bulk bulk = subscription.bulk();
		EventHandler handler = (bulk != null) ? new BulkDelivery(subscribed, bulk, this.pubsub.cloudEvents())
				: new SingleDelivery(subscribed, this.pubsub.cloudEvents());
		this.network.subscribe(component.name(), subscription.topic(),
				new TopicQueue(handler, component.keepsEvents(), this.executor, this.deliveries)::add);
		logger.info("Subscribed to topic '{}' of {}", subscription.topic(), component.name());
	}

	/**
	 * Return the subscriptions as the metadata API shows them.
	 * @return the subscriptions
	 */
	public List<PubsubSubscription> list() {
		return merge().stream().map(Subscription::toProto).toList();
	}

}
