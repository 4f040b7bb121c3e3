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

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import org.jspecify.annotations.Nullable;

/**
 * Sidecars that meet. A network with a name exists as long as it has members, one without
 * a name has a single member.
 */
final class SidecarNetwork {

	private static final Map<String, SidecarNetwork> networks = new HashMap<>();

	private final MessageBus bus = new MessageBus();

	private final QueueBroker queues = new QueueBroker();

	private final List<NetworkMember> members = new CopyOnWriteArrayList<>();

	static SidecarNetwork join(@Nullable String name, NetworkMember member) {
		synchronized (networks) {
			SidecarNetwork network = (name != null) ? networks.computeIfAbsent(name, (key) -> new SidecarNetwork())
					: new SidecarNetwork();
			network.members.add(member);
			return network;
		}
	}

	static void leave(@Nullable String name, SidecarNetwork network, NetworkMember member) {
		synchronized (networks) {
			network.members.remove(member);
			if (name != null && network.members.isEmpty()) {
				networks.remove(name, network);
			}
		}
	}

	static int count() {
		synchronized (networks) {
			return networks.size();
		}
	}

	MessageBus bus() {
		return this.bus;
	}

	QueueBroker queues() {
		return this.queues;
	}

	@Nullable NetworkMember find(String appId) {
		return this.members.stream().filter((member) -> member.appId().equals(appId)).findFirst().orElse(null);
	}

}
