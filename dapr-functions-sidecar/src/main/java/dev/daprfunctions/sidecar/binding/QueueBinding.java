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

package dev.daprfunctions.sidecar.binding;

import java.time.InstantSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.Stream;

import dev.daprfunctions.sidecar.component.Component;
import dev.daprfunctions.sidecar.network.Deliveries;
import dev.daprfunctions.sidecar.network.NetworkMember;
import dev.daprfunctions.sidecar.network.QueueMessage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Queue in memory that stands in for bindings of any type: what is created on it is
 * delivered to the application if that wants it.
 */
final class QueueBinding implements InputBinding, OutputBinding {

	static final String KAFKA = "bindings.kafka";

	private static final Logger logger = LoggerFactory.getLogger(QueueBinding.class);

	private static final List<String> DESTINATION_SETTINGS = List.of("publishTopic", "queueName", "queue", "topic");

	private final Component component;

	private final NetworkMember network;

	private final EventQueue queue;

	private final Redelivery redelivery;

	private final InstantSource clock;

	private final AtomicBoolean reading = new AtomicBoolean();

	private final AtomicLong offset = new AtomicLong();

	QueueBinding(Component component, NetworkMember network, InstantSource clock, Deliveries deliveries) {
		this.component = component;
		this.network = network;
		this.clock = clock;
		this.redelivery = Redelivery.of(component);
		this.queue = new EventQueue(component.name(), deliveries);
		network.read(sources().map(this::address).toList(), this::receive);
	}

	private void receive(QueueMessage message) {
		this.queue.add(new BindingEvent(message.data(), message.metadata()));
	}

	private String address(String queue) {
		return this.component.type() + "/" + queue;
	}

	private Stream<String> sources() {
		String topics = this.component.setting("topics");
		return (topics != null && !topics.isEmpty()) ? Arrays.stream(topics.split(",")) : Stream.of(destination());
	}

	private String destination() {
		return DESTINATION_SETTINGS.stream()
			.map(this.component::setting)
			.filter((setting) -> setting != null && !setting.isEmpty())
			.findFirst()
			.orElseGet(this::firstSource);
	}

	private String firstSource() {
		String topics = this.component.setting("topics");
		return (topics != null && !topics.isEmpty()) ? topics.split(",")[0] : this.component.name();
	}

	@Override
	public List<String> operations() {
		return List.of("create");
	}

	@Override
	public @Nullable BindingResponse invoke(BindingRequest request) {
		Map<String, String> metadata = new HashMap<>(request.metadata());
		if (this.component.type().equals(KAFKA)) {
			addPosition(metadata);
		}
		this.network.send(address(destination()), new QueueMessage(request.data(), Map.copyOf(metadata)));
		return null;
	}

	private void addPosition(Map<String, String> metadata) {
		String key = metadata.get("partitionKey");
		if (key != null) {
			metadata.putIfAbsent("__key", key);
		}
		metadata.putIfAbsent("__topic", destination());
		metadata.putIfAbsent("__partition", "0");
		metadata.putIfAbsent("__offset", String.valueOf(this.offset.getAndIncrement()));
		metadata.putIfAbsent("__timestamp", String.valueOf(this.clock.instant().toEpochMilli()));
	}

	@Override
	public void read(Predicate<BindingEvent> application, BindingThreads threads) {
		this.queue.accept();
		if (this.reading.compareAndSet(false, true)) {
			deliverAll(application, threads);
		}
	}

	/**
	 * Do nothing, since the deliveries wait.
	 */
	@Override
	public void pause() {
		logger.debug("Binding {} waits until the application is healthy", this.component.name());
	}

	private void deliverAll(Predicate<BindingEvent> application, BindingThreads threads) {
		threads.execute(() -> {
			try {
				while (threads.isOpen()) {
					deliver(this.queue.take(), application);
				}
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		});
	}

	private void deliver(EventQueue.Pending pending, Predicate<BindingEvent> application) throws InterruptedException {
		try {
			deliver(pending.event(), pending.delivery(), application);
		}
		finally {
			pending.delivery().end();
		}
	}

	private void deliver(BindingEvent event, Deliveries.Delivery delivery, Predicate<BindingEvent> application)
			throws InterruptedException {
		int attempts = 1;
		while (delivery.awaitHealthy() && !application.test(event)) {
			if (!this.redelivery.allows(attempts)) {
				logger.warn("Binding {} gave up an event after {} deliveries", this.component.name(), attempts);
				return;
			}
			attempts++;
			Thread.sleep(this.redelivery.delay().toMillis());
		}
	}

	@Override
	public void ignore() {
		this.queue.ignore();
	}

}
