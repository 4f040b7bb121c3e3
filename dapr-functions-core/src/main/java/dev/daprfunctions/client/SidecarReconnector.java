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

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import io.dapr.client.DaprClient;
import io.dapr.v1.DaprGrpc;
import io.grpc.Channel;
import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.scheduler.Schedulers;

/**
 * Lets calls succeed soon after the sidecar has returned, however long it was away: while
 * the channel of a client cannot connect, its reconnect back-off, which grows to two
 * minutes, is reset again and again.
 *
 * @since 0.1.0
 * @see <a href="https://grpc.github.io/grpc/core/md_doc_connection-backoff.html">gRPC
 * connection back-off</a>
 */
public final class SidecarReconnector implements AutoCloseable {

	private static final Duration INTERVAL = Duration.ofMillis(250);

	private final @Nullable ManagedChannel channel;

	private final List<Runnable> listeners = new CopyOnWriteArrayList<>();

	private @Nullable Disposable attempt;

	private boolean closed;

	/**
	 * Creates a reconnector; it does nothing before {@link #start()}.
	 * @param client the client whose channel is watched
	 */
	public SidecarReconnector(DaprClient client) {
		this.channel = channelOf(client);
	}

	private static @Nullable ManagedChannel channelOf(DaprClient client) {
		AtomicReference<@Nullable Channel> channel = new AtomicReference<>();
		client.newGrpcStub("", (ofClient) -> {
			channel.set(ofClient);
			return DaprGrpc.newStub(ofClient);
		});
		return (channel.get() instanceof ManagedChannel managed) ? managed : null;
	}

	/**
	 * Adds what is to happen when the connection to the sidecar is lost.
	 * @param listener called each time, by a thread of the channel
	 */
	public void whenLost(Runnable listener) {
		this.listeners.add(listener);
	}

	/**
	 * Begins to watch the channel.
	 */
	public void start() {
		if (this.channel != null) {
			watch(this.channel);
		}
	}

	private synchronized void watch(ManagedChannel channel) {
		if (this.closed) {
			return;
		}
		ConnectivityState state = channel.getState(false);
		if (state != ConnectivityState.READY) {
			this.listeners.forEach(Runnable::run);
		}
		if (state == ConnectivityState.TRANSIENT_FAILURE) {
			this.attempt = Schedulers.parallel()
				.schedule(() -> reconnect(channel), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
		}
		else if (state != ConnectivityState.SHUTDOWN) {
			channel.notifyWhenStateChanged(state, () -> watch(channel));
		}
	}

	private void reconnect(ManagedChannel channel) {
		channel.resetConnectBackoff();
		watch(channel);
	}

	@Override
	public synchronized void close() {
		this.closed = true;
		if (this.attempt != null) {
			this.attempt.dispose();
		}
	}

}
