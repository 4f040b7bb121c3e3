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
import java.util.List;
import java.util.Map;

import dev.daprfunctions.sidecar.app.AppConnection;
import dev.daprfunctions.sidecar.app.AppOptions;
import dev.daprfunctions.sidecar.component.AccessControl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link NetworkMember}.
 */
class NetworkMemberTests {

	private final List<NetworkMember> members = new ArrayList<>();

	private final List<String> received = new ArrayList<>();

	@AfterEach
	void close() {
		this.members.forEach(NetworkMember::close);
		assertThat(SidecarNetwork.count()).isZero();
	}

	@Test
	void whenNetworkIsTheSameThenMembersMeet() {
		NetworkMember first = join("net", "a");
		NetworkMember second = join("net", "b");
		subscribe(first, "bus", "t", "a");
		subscribe(second, "bus", "t", "b");
		first.publish("bus", "t", message());
		assertThat(this.received).containsExactlyInAnyOrder("a", "b");
		assertThat(first.find("b")).isNotNull();
		assertThat(second.find("a")).isNotNull();
		assertThat(first.find("c")).isNull();
	}

	@ParameterizedTest
	@CsvSource(nullValues = "-", value = { "one, two", "one, -", "-, -" })
	void whenNetworkIsAnotherThenMembersAreAlone(String firstNetwork, String secondNetwork) {
		NetworkMember first = join(firstNetwork, "a");
		NetworkMember second = join(secondNetwork, "b");
		subscribe(first, "bus", "t", "a");
		subscribe(second, "bus", "t", "b");
		first.publish("bus", "t", message());
		assertThat(this.received).containsExactly("a");
		assertThat(first.find("b")).isNull();
		assertThat(first.find("a")).isNotNull();
	}

	@Test
	void whenMemberLeavesThenItGetsNothing() {
		NetworkMember first = join("net", "a");
		NetworkMember second = join("net", "b");
		subscribe(first, "bus", "t", "a");
		first.close();
		second.publish("bus", "t", message());
		first.publish("bus", "t", message());
		assertThat(this.received).isEmpty();
		assertThat(second.find("a")).isNull();
		assertThat(first.find("b")).isNull();
	}

	@Test
	void whenLastMemberLeavesThenNetworkIsGone() {
		NetworkMember first = join("net", "a");
		NetworkMember second = join("net", "b");
		assertThat(SidecarNetwork.count()).isOne();
		first.close();
		assertThat(SidecarNetwork.count()).isOne();
		second.close();
		second.close();
		assertThat(SidecarNetwork.count()).isZero();
	}

	@ParameterizedTest
	@CsvSource({ "orders, orders, true", "orders, other, false", "orders*, orders, false", "orders*, orders.new, true",
			"orders*, orders*, true", "*, anything, true", "orders.*, orders/new, false", "a*b, a*b, true",
			"a*b, axb, false" })
	void asteriskAtTheEndMatchesAnything(String subscribed, String published, boolean expected) {
		NetworkMember member = join(null, "a");
		subscribe(member, "bus", subscribed, "a");
		member.publish("bus", published, message());
		assertThat(!this.received.isEmpty()).isEqualTo(expected);
	}

	@Test
	void otherComponentHasOtherTopics() {
		NetworkMember member = join(null, "a");
		subscribe(member, "bus", "t", "a");
		member.publish("other", "t", message());
		assertThat(this.received).isEmpty();
	}

	@Test
	void whenNetworkIsTheSameThenMembersShareQueues() {
		NetworkMember first = join("net", "a");
		NetworkMember second = join("net", "b");
		read(first, "a", "q", "r");
		read(second, "b", "q", "q");
		second.send("q", queueMessage());
		assertThat(this.received).containsExactlyInAnyOrder("a", "b");
		first.send("r", queueMessage());
		assertThat(this.received).containsExactlyInAnyOrder("a", "b", "a");
		first.send("other", queueMessage());
		first.publish("q", "q", message());
		assertThat(this.received).hasSize(3);
	}

	@ParameterizedTest
	@CsvSource(nullValues = "-", value = { "one, two", "one, -", "-, -" })
	void whenNetworkIsAnotherThenMembersHaveTheirOwnQueues(String firstNetwork, String secondNetwork) {
		NetworkMember first = join(firstNetwork, "a");
		NetworkMember second = join(secondNetwork, "b");
		read(first, "a", "q");
		read(second, "b", "q");
		first.send("q", queueMessage());
		assertThat(this.received).containsExactly("a");
	}

	@Test
	void whenQueueIsReadBeforeMemberJoinsThenItGetsLaterMessages() {
		NetworkMember first = join("net", "a");
		NetworkMember second = new NetworkMember("net", "b", app("b"));
		this.members.add(second);
		read(second, "b", "q");
		first.send("q", queueMessage());
		second.send("q", queueMessage());
		assertThat(this.received).isEmpty();
		second.join();
		second.join();
		first.send("q", queueMessage());
		assertThat(this.received).containsExactly("b");
	}

	@Test
	void whenMemberLeavesThenItsQueuesAreGone() {
		NetworkMember first = join("net", "a");
		NetworkMember second = join("net", "b");
		read(first, "a", "q");
		first.close();
		second.send("q", queueMessage());
		first.send("q", queueMessage());
		assertThat(this.received).isEmpty();
	}

	private NetworkMember join(String network, String appId) {
		NetworkMember member = new NetworkMember(network, appId, app(appId));
		member.join();
		this.members.add(member);
		return member;
	}

	private static NetworkApp app(String appId) {
		return new NetworkApp(new AppConnection(appId, null, new AppOptions(null, 0)), AccessControl.OPEN);
	}

	private void subscribe(NetworkMember member, String component, String topic, String name) {
		member.subscribe(component, topic, (message) -> this.received.add(name));
	}

	private void read(NetworkMember member, String name, String... addresses) {
		member.read(List.of(addresses), (message) -> this.received.add(name));
	}

	private static QueueMessage queueMessage() {
		return new QueueMessage(new byte[0], Map.of());
	}

	private static TopicMessage message() {
		return new TopicMessage(new byte[0], null);
	}

}
