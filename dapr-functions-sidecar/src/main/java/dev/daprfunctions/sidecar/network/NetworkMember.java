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

package dev.daprfunctions.sidecar.network;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * One sidecar's place among those that it shares topics, queues and applications with.
 * Sidecars of the same JVM meet only if they name the same network.
 *
 * @since 0.1.0
 */
public final class NetworkMember implements AutoCloseable {

	private final @Nullable String networkName;

	private final String appId;

	private final NetworkApp app;

	private final List<MessageBus.Listener> listeners = new ArrayList<>();

	private final List<QueueBroker.Reader> readers = new ArrayList<>();

	private @Nullable SidecarNetwork network;

	/**
	 * Create a member, which is alone until it has joined.
	 * @param networkName the name of the network, or {@code null} to stay alone
	 * @param appId the id of the application
	 * @param app the application
	 */
	public NetworkMember(@Nullable String networkName, String appId, NetworkApp app) {
		this.networkName = networkName;
		this.appId = appId;
		this.app = app;
	}

	/**
	 * Join the network.
	 */
	public synchronized void join() {
		if (this.network == null) {
			SidecarNetwork network = SidecarNetwork.join(this.networkName, this);
			this.readers.forEach(network.queues()::add);
			this.network = network;
		}
	}

	String appId() {
		return this.appId;
	}

	/**
	 * Publish a message to all who listen to its topic.
	 * @param component the name of the pub/sub component
	 * @param topic the topic
	 * @param message the message
	 */
	public void publish(String component, String topic, TopicMessage message) {
		SidecarNetwork network = network();
		if (network != null) {
			network.bus().publish(component, topic, message);
		}
	}

	/**
	 * Listen to a topic.
	 * @param component the name of the pub/sub component
	 * @param topic the topic, which may end with an asterisk
	 * @param receiver receives the messages, must not block
	 */
	public synchronized void subscribe(String component, String topic, Consumer<TopicMessage> receiver) {
		if (this.network != null) {
			this.listeners.add(this.network.bus().subscribe(component, topic, receiver));
		}
	}

	/**
	 * Send a message to all who read a queue.
	 * @param address the address of the queue
	 * @param message the message
	 */
	public void send(String address, QueueMessage message) {
		SidecarNetwork network = network();
		if (network != null) {
			network.queues().send(address, message);
		}
	}

	/**
	 * Read queues from the moment on that the network is joined.
	 * @param addresses the addresses of the queues
	 * @param receiver receives the messages, must not block
	 */
	public synchronized void read(Collection<String> addresses, Consumer<QueueMessage> receiver) {
		QueueBroker.Reader reader = new QueueBroker.Reader(addresses, receiver);
		this.readers.add(reader);
		if (this.network != null) {
			this.network.queues().add(reader);
		}
	}

	/**
	 * Find an application of the network.
	 * @param appId the id of the application
	 * @return the application, or {@code null} if there is none
	 */
	public @Nullable NetworkApp find(String appId) {
		SidecarNetwork network = network();
		NetworkMember member = (network != null) ? network.find(appId) : null;
		return (member != null) ? member.app : null;
	}

	private synchronized @Nullable SidecarNetwork network() {
		return this.network;
	}

	@Override
	public synchronized void close() {
		SidecarNetwork network = this.network;
		if (network != null) {
			this.listeners.forEach(network.bus()::unsubscribe);
			this.listeners.clear();
			this.readers.forEach(network.queues()::remove);
			this.readers.clear();
			SidecarNetwork.leave(this.networkName, network, this);
			this.network = null;
		}
	}

}
