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

package dev.daprfunctions.sidecar.configuration;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;
import java.util.concurrent.Executor;

import dev.daprfunctions.sidecar.app.AppConnection;
import dev.daprfunctions.sidecar.error.ApiException;
import dev.daprfunctions.sidecar.fault.FaultableCall;
import dev.daprfunctions.sidecar.fault.Faults;
import dev.daprfunctions.sidecar.fault.Faults.FaultyCall;
import dev.daprfunctions.sidecar.fault.Operation;
import dev.daprfunctions.sidecar.network.Deliveries;
import dev.daprfunctions.sidecar.resiliency.ResiliencyPolicies;
import io.grpc.Status;

/**
 * Configuration API of one application, as the HTTP and the gRPC front end share it.
 *
 * @since 0.1.0
 */
public final class ConfigurationApi implements AutoCloseable {

	private final Map<String, ConfigurationStore> stores;

	private final ConfigurationFiles files;

	private final AppConnection app;

	private final ResiliencyPolicies policies;

	private final Executor executor;

	private final Deliveries deliveries;

	private final Faults faults;

	ConfigurationApi(Map<String, ConfigurationStore> stores, ConfigurationFiles files, AppConnection app,
			ResiliencyPolicies policies, Executor executor, Deliveries deliveries, Faults faults) {
		this.stores = Map.copyOf(stores);
		this.files = files;
		this.app = app;
		this.policies = policies;
		this.executor = executor;
		this.deliveries = deliveries;
		this.faults = faults;
	}

	/**
	 * Start to follow the changes of the files that the stores read.
	 */
	public void start() {
		this.files.start();
	}

	/**
	 * Return the values of the stores, to which tests add.
	 * @return the values
	 */
	public ConfigurationValues values() {
		return new ConfigurationValues(this);
	}

	/**
	 * Return all stores to the values of their files.
	 */
	public void reset() {
		this.stores.values().forEach(ConfigurationStore::reset);
	}

	/**
	 * Read items.
	 * @param store the name of the store
	 * @param keys the keys, none for all
	 * @return the items that exist
	 * @throws ApiException if there is no such store
	 */
	public SortedMap<String, ConfigurationItem> get(String store, Collection<String> keys) {
		ConfigurationStore target = find(store);
		FaultyCall call = this.faults.begin(new FaultableCall(Operation.GET_CONFIGURATION, store, List.copyOf(keys)));
		SortedMap<String, ConfigurationItem> items = target.get(keys);
		call.end();
		return items;
	}

	/**
	 * Let the application be told about changes.
	 * @param store the name of the store
	 * @param keys the keys, none for all
	 * @return the id of the subscription
	 * @throws ApiException if there is no such store or no application
	 */
	public String subscribeApp(String store, Collection<String> keys) {
		find(store);
		if (this.app.endpoint() == null) {
			throw ApiException.plain(500, Status.Code.INTERNAL, "ERR_APP_CHANNEL_NIL",
					"app channel is not initialized. cannot subscribe to configuration updates");
		}
		return subscribe(store, keys, new AppUpdates(store, this.app, this.policies.inboundConfiguration(store)));
	}

	/**
	 * Let a listener be told about changes.
	 * @param store the name of the store
	 * @param keys the keys, none for all
	 * @param listener the listener
	 * @return the id of the subscription
	 * @throws ApiException if there is no such store
	 */
	public String subscribe(String store, Collection<String> keys, ConfigurationListener listener) {
		ConfigurationStore target = find(store);
		FaultyCall call = this.faults
			.begin(new FaultableCall(Operation.SUBSCRIBE_CONFIGURATION, store, List.copyOf(keys)));
		ConfigurationSubscription subscription = new ConfigurationSubscription(UUID.randomUUID().toString(),
				Set.copyOf(keys), listener, this.executor, this.deliveries);
		target.subscribe(subscription);
		call.end();
		return subscription.id();
	}

	/**
	 * End a subscription.
	 * @param store the name of the store
	 * @param id the id of the subscription
	 * @return whether there was one
	 * @throws ApiException if there is no such store
	 */
	public boolean unsubscribe(String store, String id) {
		return find(store).unsubscribe(id);
	}

	ConfigurationStore find(String name) {
		if (this.stores.isEmpty()) {
			throw ApiException.withReason(500, Status.Code.FAILED_PRECONDITION,
					"ERR_CONFIGURATION_STORE_NOT_CONFIGURED", "configuration stores not configured");
		}
		ConfigurationStore store = this.stores.get(name);
		if (store == null) {
			throw ApiException.withReason(400, Status.Code.INVALID_ARGUMENT, "ERR_CONFIGURATION_STORE_NOT_FOUND",
					"configuration store %s not found".formatted(name));
		}
		return store;
	}

	@Override
	public void close() {
		this.files.close();
	}

}
