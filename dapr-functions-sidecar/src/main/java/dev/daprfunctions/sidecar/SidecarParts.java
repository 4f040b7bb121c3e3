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

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import dev.daprfunctions.sidecar.app.AppConnection;
import dev.daprfunctions.sidecar.component.Component;
import dev.daprfunctions.sidecar.component.ComponentLoader;
import dev.daprfunctions.sidecar.component.Manifest;
import dev.daprfunctions.sidecar.grpc.GrpcApiServer;
import dev.daprfunctions.sidecar.http.HttpApiServer;
import dev.daprfunctions.sidecar.invocation.ServiceInvocation;
import dev.daprfunctions.sidecar.metadata.MetadataApi;
import dev.daprfunctions.sidecar.network.NetworkMember;
import dev.daprfunctions.sidecar.pubsub.DeclaredSubscriptions;
import dev.daprfunctions.sidecar.pubsub.PubSubApi;
import dev.daprfunctions.sidecar.pubsub.PubSubComponents;
import dev.daprfunctions.sidecar.pubsub.Subscriptions;
import dev.daprfunctions.sidecar.resiliency.ResiliencyPolicies;
import dev.daprfunctions.sidecar.resiliency.ResiliencyResource;
import dev.daprfunctions.sidecar.state.StateApi;
import dev.daprfunctions.sidecar.state.StateComponents;
import io.dapr.v1.DaprMetadataProtos.RegisteredComponents;
import io.netty.util.concurrent.DefaultThreadFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What an {@link EmbeddedSidecar} is made of.
 */
final class SidecarParts implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(SidecarParts.class);

	private static final int CLOSE_SECONDS = 5;

	private final ExecutorService executor = Executors
		.newCachedThreadPool(new DefaultThreadFactory("dapr-sidecar-work", true));

	private final AppConnection app;

	private final NetworkMember network;

	private final HttpApiServer http;

	private final GrpcApiServer grpc;

	SidecarParts(SidecarSettings settings, String host) {
		String appId = settings.appId();
		List<Component> components = loadComponents(appId, settings.resourcesPath());
		List<Manifest> manifests = loadManifests(settings.resourcesPath());
		StateApi state = new StateComponents(appId, settings.clock())
			.create(select(components, StateComponents::supports));
		this.app = new AppConnection(appId, settings.appApiToken());
		this.network = new NetworkMember(settings.network(), appId, this.app);
		ResiliencyPolicies policies = new ResiliencyPolicies(ResiliencyResource.find(manifests, appId), this.executor);
		PubSubApi pubsub = new PubSubApi(appId,
				new PubSubComponents(appId, select(components, PubSubComponents::supports)), this.network,
				settings.clock(), settings.eventListener());
		Subscriptions subscriptions = new Subscriptions(pubsub, new DeclaredSubscriptions(manifests, appId), this.app,
				this.network, policies, this.executor);
		this.app.whenReached(subscriptions::start);
		ServiceInvocation invocation = new ServiceInvocation(appId, this.app, this.network, policies);
		MetadataApi metadata = new MetadataApi(appId,
				select(components, SidecarParts::isSupported).stream().map(SidecarParts::register).toList(), this.app,
				subscriptions::list, policies.names());
		this.http = new HttpApiServer(host, settings.httpPort(), settings.apiToken(), state, pubsub, invocation,
				metadata, this.app);
		this.grpc = new GrpcApiServer(host, settings.grpcPort(), settings.apiToken(), state, pubsub, invocation,
				metadata);
	}

	private static List<Component> loadComponents(String appId, @Nullable Path folder) {
		if (folder == null || Files.notExists(folder)) {
			return List.of(StateComponents.defaultStore(), PubSubComponents.defaultPubSub());
		}
		List<Component> components = new ComponentLoader(appId).load(folder);
		components.stream()
			.filter((component) -> !isSupported(component))
			.forEach((component) -> logger.info(
					"Left out component {} ({}), which the development sidecar does not have yet", component.name(),
					component.type()));
		return components;
	}

	private static List<Manifest> loadManifests(@Nullable Path folder) {
		return (folder == null || Files.notExists(folder)) ? List.of() : Manifest.readAll(folder);
	}

	private static boolean isSupported(Component component) {
		return StateComponents.supports(component) || PubSubComponents.supports(component);
	}

	private static List<Component> select(List<Component> components, Predicate<Component> predicate) {
		return components.stream().filter(predicate).toList();
	}

	private static List<String> capabilities(Component component) {
		return (PubSubComponents.supports(component)) ? PubSubComponents.capabilities(component)
				: StateComponents.capabilities(component);
	}

	private static RegisteredComponents register(Component component) {
		return RegisteredComponents.newBuilder()
			.setName(component.name())
			.setType(component.type())
			.setVersion(component.version())
			.addAllCapabilities(capabilities(component))
			.build();
	}

	AppConnection app() {
		return this.app;
	}

	NetworkMember network() {
		return this.network;
	}

	HttpApiServer http() {
		return this.http;
	}

	GrpcApiServer grpc() {
		return this.grpc;
	}

	/**
	 * Close the parts in the opposite order: nothing more comes in, then no event is
	 * delivered any more, then the application is left.
	 */
	@Override
	public void close() {
		try (this.app; AutoCloseableExecutor work = this::closeExecutor; this.network; this.grpc; this.http) {
			logger.debug("Closing {}", work);
		}
	}

	private void closeExecutor() {
		this.executor.shutdownNow();
		try {
			if (!this.executor.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
				logger.warn("A delivery to the application did not end in time");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Executor that is closed without an exception.
	 */
	@FunctionalInterface
	private interface AutoCloseableExecutor extends AutoCloseable {

		@Override
		void close();

	}

}
