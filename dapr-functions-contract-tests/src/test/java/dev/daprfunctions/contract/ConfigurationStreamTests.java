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

package dev.daprfunctions.contract;

import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.dapr.v1.CommonProtos.ConfigurationItem;
import io.dapr.v1.DaprConfigurationProtos.SubscribeConfigurationRequest;
import io.dapr.v1.DaprConfigurationProtos.SubscribeConfigurationResponse;
import io.dapr.v1.DaprConfigurationProtos.UnsubscribeConfigurationRequest;
import io.dapr.v1.DaprConfigurationProtos.UnsubscribeConfigurationResponse;
import io.dapr.v1.DaprGrpc;
import io.grpc.Context;
import io.grpc.Context.CancellableContext;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Cases for changes of configuration stores over gRPC.
 */
@ClassTemplate
class ConfigurationStreamTests {

	@RegisterExtension
	static final Contract contract = new Contract(SidecarSpec.create().configurationStore("config"));

	@Test
	void firstMessageHasNothingButId() throws InterruptedException {
		try (Changes changes = new Changes("config", "first")) {
			contract.run().configure("first", "1");
			SubscribeConfigurationResponse first = changes.next();
			assertThat(first.getId()).matches("[0-9a-f-]{36}");
			assertThat(first.getItemsMap()).isEmpty();
		}
	}

	@Test
	void changesArriveAndNoOthers() throws InterruptedException {
		try (Changes changes = new Changes("config", "told")) {
			String id = changes.next().getId();
			changes.awaitActive("told");
			contract.run().configure("untold", "1");
			contract.run().configure("told", "red", "v1");
			SubscribeConfigurationResponse change = changes.next();
			assertThat(change.getId()).isEqualTo(id);
			assertThat(change.getItemsMap())
				.isEqualTo(Map.of("told", ConfigurationItem.newBuilder().setValue("red").setVersion("v1").build()));
			contract.run().removeConfiguration("told");
			assertThat(changes.next().getItemsMap()).isEqualTo(Map.of("told", ConfigurationItem.getDefaultInstance()));
			assertThat(contract.app().received()).isEmpty();
		}
	}

	@Test
	void withoutKeysAllChangesArrive() throws InterruptedException {
		try (Changes changes = new Changes("config")) {
			changes.next();
			changes.awaitActive("any1");
			contract.run().configure("any2", "2");
			assertThat(changes.next().getItemsMap()).containsOnlyKeys("any2");
		}
	}

	@Test
	void unsubscribingEndsStream() throws InterruptedException {
		try (Changes changes = new Changes("config", "ended")) {
			String id = changes.next().getId();
			changes.awaitActive("ended");
			assertThat(unsubscribe(id).getOk()).isTrue();
			await().until(() -> changes.end() != null);
			assertThat(changes.end()).isEqualTo(Status.OK);
			assertThat(unsubscribe(id).getOk()).isFalse();
		}
	}

	@Test
	void whenSubscriptionIsUnknownThenSaysSo() {
		UnsubscribeConfigurationResponse answer = unsubscribe("nobody");
		assertThat(answer.getOk()).isFalse();
		assertThat(answer.getMessage())
			.isEqualTo("failed to unsubscribe to configuration request nobody: subscription does not exist");
	}

	@Test
	void cancellingEndsSubscription() throws InterruptedException {
		String id;
		try (Changes changes = new Changes("config", "cancelled")) {
			id = changes.next().getId();
		}
		await().until(() -> !unsubscribe(id).getOk());
	}

	@Test
	void whenStoreIsUnknownThenFails() throws InterruptedException {
		try (Changes changes = new Changes("nowhere", "k")) {
			await().until(() -> changes.end() != null);
			assertThat(changes.end().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
			assertThat(changes.end().getDescription()).isEqualTo("configuration store nowhere not found");
		}
	}

	@Test
	@SuppressWarnings("deprecation")
	void oldMethodsWork() throws InterruptedException {
		try (Changes changes = new Changes()) {
			changes.start(() -> DaprGrpc.newStub(contract.channel())
				.subscribeConfigurationAlpha1(Changes.request("config", "oldstream"), changes));
			String id = changes.next().getId();
			assertThat(contract.stub().unsubscribeConfigurationAlpha1(unsubscription(id)).getOk()).isTrue();
			await().until(() -> changes.end() != null);
		}
	}

	private static UnsubscribeConfigurationResponse unsubscribe(String id) {
		return contract.stub().unsubscribeConfiguration(unsubscription(id));
	}

	private static UnsubscribeConfigurationRequest unsubscription(String id) {
		return UnsubscribeConfigurationRequest.newBuilder().setStoreName("config").setId(id).build();
	}

	/**
	 * Stream of changes.
	 */
	private static final class Changes implements StreamObserver<SubscribeConfigurationResponse>, AutoCloseable {

		private final BlockingQueue<SubscribeConfigurationResponse> messages = new LinkedBlockingQueue<>();

		private final CancellableContext context = Context.current().withCancellation();

		private volatile Status end;

		Changes() {
		}

		Changes(String store, String... keys) {
			start(() -> DaprGrpc.newStub(contract.channel()).subscribeConfiguration(request(store, keys), this));
		}

		void start(Runnable call) {
			this.context.run(call);
		}

		static SubscribeConfigurationRequest request(String store, String... keys) {
			return SubscribeConfigurationRequest.newBuilder().setStoreName(store).addAllKeys(List.of(keys)).build();
		}

		@Override
		public void onNext(SubscribeConfigurationResponse message) {
			this.messages.add(message);
		}

		@Override
		public void onError(Throwable failure) {
			this.end = Status.fromThrowable(failure);
		}

		@Override
		public void onCompleted() {
			this.end = Status.OK;
		}

		SubscribeConfigurationResponse next() throws InterruptedException {
			SubscribeConfigurationResponse message = this.messages.poll(20, TimeUnit.SECONDS);
			assertThat(message).as("a message of the stream, which ended with %s", this.end).isNotNull();
			return message;
		}

		/**
		 * Wait until changes arrive: a store may answer before it listens.
		 * @param key the key that is changed for that
		 * @throws InterruptedException if the thread is interrupted
		 */
		void awaitActive(String key) throws InterruptedException {
			int[] number = new int[1];
			await().until(() -> {
				contract.run().configure(key, "waiting" + number[0]++);
				return !this.messages.isEmpty();
			});
			String last = "waiting" + (number[0] - 1);
			while (!next().getItemsOrThrow(key).getValue().equals(last)) {
				assertThat(this.end).isNull();
			}
		}

		Status end() {
			return this.end;
		}

		@Override
		public void close() {
			this.context.cancel(null);
		}

	}

}
