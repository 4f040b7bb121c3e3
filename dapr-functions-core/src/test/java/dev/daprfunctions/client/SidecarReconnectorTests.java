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

package dev.daprfunctions.client;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import io.dapr.client.DaprClient;
import io.dapr.v1.DaprGrpc;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link SidecarReconnector}.
 */
class SidecarReconnectorTests {

	private final TestChannel channel = new TestChannel();

	private final SidecarReconnector reconnector = new SidecarReconnector(clientOf(this.channel));

	@AfterEach
	void close() {
		this.reconnector.close();
	}

	@Test
	void whenNotStartedThenDoesNotWatch() {
		assertThat(this.channel.isWatched()).isFalse();
	}

	@ParameterizedTest
	@EnumSource(value = ConnectivityState.class, names = { "IDLE", "CONNECTING", "READY" })
	void whenConnectedOrConnectingThenOnlyWatches(ConnectivityState state) {
		this.channel.become(state);
		this.reconnector.start();
		assertThat(this.channel.isWatched()).isTrue();
		assertThat(this.channel.resets).hasValue(0);
	}

	@Test
	void whenStartedThenDoesNotConnectByItself() {
		this.reconnector.start();
		assertThat(this.channel.connectionWasRequested).isFalse();
	}

	@Test
	void whenConnectionFailsThenResetsTheBackOffUntilItSucceeds() {
		this.reconnector.start();
		this.channel.become(ConnectivityState.CONNECTING);
		this.channel.become(ConnectivityState.TRANSIENT_FAILURE);
		await().untilAsserted(() -> assertThat(this.channel.resets).hasValueGreaterThanOrEqualTo(3));
		this.channel.become(ConnectivityState.READY);
		await().until(this.channel::isWatched);
		int resets = this.channel.resets.get();
		this.channel.become(ConnectivityState.IDLE);
		assertThat(this.channel.isWatched()).isTrue();
		assertThat(this.channel.resets).hasValue(resets);
	}

	@Test
	void whenConnectionFailsAgainThenResetsAgain() {
		this.reconnector.start();
		this.channel.become(ConnectivityState.TRANSIENT_FAILURE);
		await().until(() -> this.channel.resets.get() > 0);
		this.channel.become(ConnectivityState.READY);
		await().until(this.channel::isWatched);
		int resets = this.channel.resets.get();
		this.channel.become(ConnectivityState.TRANSIENT_FAILURE);
		await().until(() -> this.channel.resets.get() > resets);
	}

	@Test
	void whenConnectionIsLostThenListenersAreTold() {
		AtomicInteger losses = new AtomicInteger();
		this.reconnector.whenLost(losses::incrementAndGet);
		this.reconnector.start();
		this.channel.become(ConnectivityState.CONNECTING);
		this.channel.become(ConnectivityState.READY);
		assertThat(losses).hasValue(0);
		this.channel.become(ConnectivityState.TRANSIENT_FAILURE);
		assertThat(losses).hasValue(1);
		this.channel.become(ConnectivityState.READY);
		await().until(this.channel::isWatched);
		this.channel.become(ConnectivityState.IDLE);
		assertThat(losses).hasValue(2);
	}

	@Test
	void whenChannelIsShutDownThenEnds() {
		this.reconnector.start();
		this.channel.become(ConnectivityState.SHUTDOWN);
		assertThat(this.channel.isWatched()).isFalse();
	}

	@Test
	void whenClosedThenResetsNoMore() {
		this.reconnector.start();
		this.channel.become(ConnectivityState.TRANSIENT_FAILURE);
		await().until(() -> this.channel.resets.get() > 0);
		this.reconnector.close();
		int resets = this.channel.resets.get();
		await().during(1, TimeUnit.SECONDS).until(() -> this.channel.resets.get() == resets);
	}

	@Test
	void whenClosedThenWatchesNoMore() {
		this.reconnector.start();
		this.reconnector.close();
		this.channel.become(ConnectivityState.READY);
		assertThat(this.channel.isWatched()).isFalse();
	}

	@Test
	void whenClosedTwiceThenDoesNothing() {
		this.reconnector.start();
		this.reconnector.close();
		assertThatCode(this.reconnector::close).doesNotThrowAnyException();
	}

	@Test
	void whenClientHasNoChannelThenDoesNothing() {
		try (SidecarReconnector withoutChannel = new SidecarReconnector(mock(DaprClient.class))) {
			assertThatCode(withoutChannel::start).doesNotThrowAnyException();
		}
	}

	@Test
	void whenChannelOfTheClientIsWrappedThenDoesNothing() {
		try (SidecarReconnector wrapped = new SidecarReconnector(clientOf(mock(Channel.class)))) {
			assertThatCode(wrapped::start).doesNotThrowAnyException();
		}
	}

	private static DaprClient clientOf(Channel channel) {
		DaprClient client = mock(DaprClient.class);
		given(client.newGrpcStub(any(), any())).willAnswer((invocation) -> {
			Function<Channel, DaprGrpc.DaprStub> factory = invocation.getArgument(1);
			return factory.apply(channel);
		});
		return client;
	}

	/**
	 * {@link ManagedChannel} whose state the test decides.
	 */
	private static final class TestChannel extends ManagedChannel {

		private final AtomicInteger resets = new AtomicInteger();

		private ConnectivityState state = ConnectivityState.IDLE;

		private Runnable listener;

		private boolean connectionWasRequested;

		void become(ConnectivityState state) {
			Runnable notified;
			synchronized (this) {
				this.state = state;
				notified = this.listener;
				this.listener = null;
			}
			if (notified != null) {
				notified.run();
			}
		}

		synchronized boolean isWatched() {
			return this.listener != null;
		}

		@Override
		public synchronized ConnectivityState getState(boolean requestConnection) {
			this.connectionWasRequested |= requestConnection;
			return this.state;
		}

		@Override
		public void notifyWhenStateChanged(ConnectivityState source, Runnable callback) {
			boolean changed;
			synchronized (this) {
				changed = this.state != source;
				this.listener = (changed) ? this.listener : callback;
			}
			if (changed) {
				callback.run();
			}
		}

		@Override
		public void resetConnectBackoff() {
			this.resets.incrementAndGet();
		}

		@Override
		public ManagedChannel shutdown() {
			return this;
		}

		@Override
		public ManagedChannel shutdownNow() {
			return this;
		}

		@Override
		public boolean isShutdown() {
			return false;
		}

		@Override
		public boolean isTerminated() {
			return false;
		}

		@Override
		public boolean awaitTermination(long timeout, TimeUnit unit) {
			return true;
		}

		@Override
		public <Q, S> ClientCall<Q, S> newCall(MethodDescriptor<Q, S> method, CallOptions options) {
			throw new UnsupportedOperationException();
		}

		@Override
		public String authority() {
			return "test";
		}

	}

}
