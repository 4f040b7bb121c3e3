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

package dev.daprfunctions.sidecar.metadata;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import dev.daprfunctions.sidecar.app.AppConnection;
import dev.daprfunctions.sidecar.app.AppEndpoint;
import dev.daprfunctions.sidecar.app.AppHealthCheck;
import dev.daprfunctions.sidecar.app.AppOptions;
import dev.daprfunctions.sidecar.fault.FaultableCall;
import dev.daprfunctions.sidecar.fault.Faults;
import dev.daprfunctions.sidecar.fault.Faults.FaultyCall;
import dev.daprfunctions.sidecar.fault.Operation;
import dev.daprfunctions.sidecar.resiliency.GoDuration;
import io.dapr.v1.DaprMetadataProtos.ActorRuntime;
import io.dapr.v1.DaprMetadataProtos.AppConnectionHealthProperties;
import io.dapr.v1.DaprMetadataProtos.AppConnectionProperties;
import io.dapr.v1.DaprMetadataProtos.GetMetadataResponse;
import io.dapr.v1.DaprMetadataProtos.MetadataWorkflows;
import io.dapr.v1.DaprMetadataProtos.PubsubSubscription;
import io.dapr.v1.DaprMetadataProtos.RegisteredComponents;

/**
 * Metadata API of one application, as the HTTP and the gRPC front end share it.
 *
 * @since 0.1.0
 */
public final class MetadataApi {

	private static final String RUNTIME_VERSION = "1.18.1";

	private final String appId;

	private final List<RegisteredComponents> components;

	private final AppConnection app;

	private final Supplier<List<PubsubSubscription>> subscriptions;

	private final Set<String> resiliencies;

	private final Faults faults;

	private final Map<String, String> extended = new ConcurrentHashMap<>();

	/**
	 * Create a metadata API.
	 * @param appId the id of the application
	 * @param components the loaded components
	 * @param app the connection to the application
	 * @param subscriptions finds the current subscriptions
	 * @param resiliencies the names of the resiliency resources
	 * @param faults the faults of the sidecar
	 */
	public MetadataApi(String appId, List<RegisteredComponents> components, AppConnection app,
			Supplier<List<PubsubSubscription>> subscriptions, Set<String> resiliencies, Faults faults) {
		this.appId = appId;
		this.components = List.copyOf(components);
		this.app = app;
		this.subscriptions = subscriptions;
		this.resiliencies = Set.copyOf(resiliencies);
		this.faults = faults;
	}

	/**
	 * Return the id of the application.
	 * @return the id
	 */
	public String appId() {
		return this.appId;
	}

	/**
	 * Return the metadata.
	 * @return the metadata
	 */
	public GetMetadataResponse get() {
		FaultyCall call = this.faults.begin(FaultableCall.of(Operation.GET_METADATA, this.appId));
		GetMetadataResponse metadata = read();
		call.end();
		return metadata;
	}

	private GetMetadataResponse read() {
		GetMetadataResponse.Builder metadata = GetMetadataResponse.newBuilder()
			.setId(this.appId)
			.setRuntimeVersion(RUNTIME_VERSION)
			.addEnabledFeatures("HotReload")
			.addEnabledFeatures("WorkflowsRemoteActivityReminder")
			.addAllRegisteredComponents(this.components)
			.addAllSubscriptions(this.subscriptions.get())
			.putAllExtendedMetadata(this.extended)
			.putExtendedMetadata("daprRuntimeVersion", RUNTIME_VERSION)
			.setActorRuntime(actorRuntime())
			.setWorkflows(MetadataWorkflows.getDefaultInstance());
		AppEndpoint endpoint = this.app.endpoint();
		if (endpoint != null) {
			metadata.setAppConnectionProperties(connection(endpoint, this.app.options()));
		}
		return metadata.build();
	}

	private static AppConnectionProperties connection(AppEndpoint endpoint, AppOptions options) {
		AppConnectionProperties.Builder connection = AppConnectionProperties.newBuilder()
			.setPort(endpoint.port())
			.setProtocol(endpoint.protocol())
			.setChannelAddress(endpoint.host())
			.setMaxConcurrency(options.maxConcurrency());
		AppHealthCheck check = options.healthCheck();
		if (check != null) {
			connection.setHealth(AppConnectionHealthProperties.newBuilder()
				.setHealthCheckPath(check.path())
				.setHealthProbeInterval(GoDuration.format(check.interval()))
				.setHealthProbeTimeout(GoDuration.format(check.timeout()))
				.setHealthThreshold(check.threshold()));
		}
		return connection.build();
	}

	/**
	 * Return the names of the resiliency resources.
	 * @return the names in order
	 */
	public List<String> resiliencies() {
		return this.resiliencies.stream().sorted().toList();
	}

	private ActorRuntime actorRuntime() {
		return (this.app.isReady()) ? ActorRuntime.newBuilder()
			.setRuntimeStatus(ActorRuntime.ActorRuntimeStatus.DISABLED)
			.setPlacement("placement: disconnected")
			.build() : ActorRuntime.getDefaultInstance();
	}

	/**
	 * Add to the metadata.
	 * @param key the key, nothing happens if it is empty
	 * @param value the value
	 */
	public void put(String key, String value) {
		if (!key.isEmpty()) {
			this.extended.put(key, value);
		}
	}

}
