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

package dev.daprfunctions.sidecar;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import dev.daprfunctions.sidecar.app.AppConnection;
import dev.daprfunctions.sidecar.block.BuildingBlocks;
import dev.daprfunctions.sidecar.configuration.ConfigurationValues;
import dev.daprfunctions.sidecar.error.ApiException;
import dev.daprfunctions.sidecar.fault.Faults;
import dev.daprfunctions.sidecar.invocation.AppAnswer;
import dev.daprfunctions.sidecar.invocation.AppCall;
import dev.daprfunctions.sidecar.invocation.InvocationInterceptor;
import dev.daprfunctions.sidecar.network.Deliveries;
import dev.daprfunctions.sidecar.pubsub.Publication;
import dev.daprfunctions.sidecar.pubsub.TraceFields;
import dev.daprfunctions.sidecar.secret.SecretStubs;
import dev.daprfunctions.sidecar.state.StateOperation;
import dev.daprfunctions.sidecar.state.StateOptions;
import org.jspecify.annotations.Nullable;

/**
 * What tests see and do that the Dapr API does not offer. Its own calls meet no
 * {@link EmbeddedSidecar#faults() faults}.
 *
 * @since 0.1.0
 */
public final class SidecarControl {

	private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

	private final String appId;

	private final AppConnection app;

	private final Deliveries deliveries;

	private final Faults faults;

	private final BuildingBlocks blocks;

	SidecarControl(String appId, AppConnection app, Deliveries deliveries, Faults faults, BuildingBlocks blocks) {
		this.appId = appId;
		this.app = app;
		this.deliveries = deliveries;
		this.faults = faults;
		this.blocks = blocks;
	}

	/**
	 * Return whether the sidecar knows where the application listens.
	 * @return {@code true} if it does
	 */
	public boolean isAppConnected() {
		return this.app.endpoint() != null;
	}

	/**
	 * Wait until the application was reached, and its subscriptions and bindings are
	 * active.
	 * @param timeout how long to wait
	 * @return whether that is so
	 */
	public boolean awaitReady(Duration timeout) {
		long deadline = System.nanoTime() + timeout.toNanos();
		while (!this.app.isReady() && System.nanoTime() < deadline && !Thread.currentThread().isInterrupted()) {
			LockSupport.parkNanos(POLL_NANOS);
		}
		return this.app.isReady();
	}

	/**
	 * Wait until no event of a topic or a queue and no change of a configuration store
	 * waits for the application, and it processes none of these and no job.
	 * @param timeout how long to wait
	 * @return whether that is so
	 */
	public boolean awaitIdle(Duration timeout) {
		try {
			return this.deliveries.awaitNone(timeout);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	/**
	 * Remove faults, stubs and jobs, drop the events that wait for the application,
	 * return the configuration stores to the values of their files, let the application
	 * end what it processes, release all locks, and remove all states.
	 * @param timeout how long to wait for the application
	 * @return whether the application was done in time
	 */
	public boolean clear(Duration timeout) {
		this.faults.clear();
		this.blocks.jobs().clear();
		this.deliveries.dropAll();
		this.blocks.configuration().reset();
		boolean idle = !isAppConnected() || awaitIdle(timeout);
		this.blocks.secrets().stubs().clear();
		this.blocks.locks().clear();
		this.blocks.state().clear();
		return idle;
	}

	/**
	 * Invoke a method of the sidecar's own application.
	 * @param verb the HTTP verb
	 * @param method the method, which may have a query
	 * @param headers the headers
	 * @param body the body
	 * @return the answer of the application, or that of the sidecar if there is none
	 */
	public AppAnswer invoke(String verb, String method, Map<String, List<String>> headers, byte[] body) {
		int query = method.indexOf('?');
		AppCall call = new AppCall(this.appId, verb, (query < 0) ? method : method.substring(0, query),
				(query < 0) ? null : method.substring(query + 1), headers, body);
		try {
			return this.blocks.invocation().invoke(call);
		}
		catch (ApiException ex) {
			return new AppAnswer(ex.http().status(), Map.of(),
					"%s: %s".formatted(ex.http().errorCode(), ex.http().message()).getBytes(StandardCharsets.UTF_8));
		}
	}

	/**
	 * Let an interceptor see the invocations of other applications.
	 * @param interceptor the interceptor, {@code null} for none
	 */
	public void interceptInvocations(@Nullable InvocationInterceptor interceptor) {
		this.blocks.invocation().intercept(interceptor);
	}

	/**
	 * Publish an event.
	 * @param pubsub the name of the pub/sub component
	 * @param topic the topic
	 * @param data the data
	 * @param contentType the content type of the data
	 * @param metadata the metadata
	 * @throws ApiException if it was refused
	 */
	public void publish(String pubsub, String topic, byte[] data, String contentType, Map<String, String> metadata) {
		this.blocks.pubsub()
			.publishWithoutFaults(new Publication(pubsub, topic, data, contentType, metadata, TraceFields.NONE));
	}

	/**
	 * Return the states of the application.
	 * @param store the name of the state store
	 * @return the values by key
	 * @throws ApiException if there is no such store
	 */
	public SortedMap<String, byte[]> states(String store) {
		SortedMap<String, byte[]> values = new TreeMap<>();
		this.blocks.state().getAll(store).forEach((key, value) -> values.put(key, value.data().clone()));
		return values;
	}

	/**
	 * Save a state of the application.
	 * @param store the name of the state store
	 * @param key the key
	 * @param value the value
	 * @throws ApiException if it was refused
	 */
	public void saveState(String store, String key, byte[] value) {
		this.faults.without(() -> {
			this.blocks.state()
				.save(store, List.of(new StateOperation.Upsert(key, value.clone(), null, Map.of(), StateOptions.NONE)));
			return true;
		});
	}

	/**
	 * Return the secrets that stand in for those of the stores.
	 * @return the stubs
	 */
	public SecretStubs secrets() {
		return this.blocks.secrets().stubs();
	}

	/**
	 * Return the values of the configuration stores.
	 * @return the values
	 */
	public ConfigurationValues configuration() {
		return this.blocks.configuration().values();
	}

}
