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

import java.io.IOException;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import dev.daprfunctions.sidecar.SidecarPortInUseException.Listener;
import dev.daprfunctions.sidecar.app.AppConnection;
import dev.daprfunctions.sidecar.binding.Bindings;
import dev.daprfunctions.sidecar.block.BuildingBlocks;
import dev.daprfunctions.sidecar.component.AccessControl;
import dev.daprfunctions.sidecar.component.ConfigurationFile;
import dev.daprfunctions.sidecar.component.Manifest;
import dev.daprfunctions.sidecar.configuration.ConfigurationApi;
import dev.daprfunctions.sidecar.configuration.ConfigurationComponents;
import dev.daprfunctions.sidecar.fault.Faults;
import dev.daprfunctions.sidecar.grpc.GrpcApiServer;
import dev.daprfunctions.sidecar.http.HttpApiServer;
import dev.daprfunctions.sidecar.invocation.ServiceInvocation;
import dev.daprfunctions.sidecar.job.JobApi;
import dev.daprfunctions.sidecar.lock.LockApi;
import dev.daprfunctions.sidecar.lock.LockComponents;
import dev.daprfunctions.sidecar.metadata.MetadataApi;
import dev.daprfunctions.sidecar.network.Deliveries;
import dev.daprfunctions.sidecar.network.NetworkApp;
import dev.daprfunctions.sidecar.network.NetworkMember;
import dev.daprfunctions.sidecar.pubsub.DeclaredSubscriptions;
import dev.daprfunctions.sidecar.pubsub.PubSubApi;
import dev.daprfunctions.sidecar.pubsub.PubSubComponents;
import dev.daprfunctions.sidecar.pubsub.Subscriptions;
import dev.daprfunctions.sidecar.resiliency.ResiliencyPolicies;
import dev.daprfunctions.sidecar.resiliency.ResiliencyResource;
import dev.daprfunctions.sidecar.secret.SecretApi;
import dev.daprfunctions.sidecar.secret.SecretPolicies;
import dev.daprfunctions.sidecar.state.StateApi;
import dev.daprfunctions.sidecar.state.StateComponents;
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

	private final SidecarSettings settings;

	private final ExecutorService executor = Executors
		.newCachedThreadPool(new DefaultThreadFactory("dapr-sidecar-work", true));

	private final Faults faults = new Faults();

	private final SidecarControl control;

	private final AppConnection app;

	private final NetworkMember network;

	private final Bindings bindings;

	private final ConfigurationApi configuration;

	private final JobApi jobs;

	private final HttpApiServer http;

	private final GrpcApiServer grpc;

	SidecarParts(SidecarSettings settings, String host) {
		this.settings = settings;
		String appId = settings.options().appId();
		Optional<ConfigurationFile> configurationFile = Optional.ofNullable(settings.options().configPath())
			.map((path) -> ConfigurationFile.read(path, System.getenv()));
		LoadedComponents components = LoadedComponents.load(appId, settings.options().resourcesPath(),
				configurationFile.map(SecretPolicies::of).orElseGet(SecretPolicies::none));
		List<Manifest> manifests = loadManifests(settings.options().resourcesPath());
		StateApi state = new StateComponents(appId, settings.clock(), this.faults)
			.create(components.select(StateComponents::supports));
		Deliveries deliveries = new Deliveries();
		this.app = new AppConnection(appId, settings.options().appApiToken(), settings.options().appOptions());
		this.network = new NetworkMember(settings.network(), appId, new NetworkApp(this.app,
				configurationFile.map(ConfigurationFile::accessControl).orElse(AccessControl.OPEN)));
		ResiliencyPolicies policies = new ResiliencyPolicies(ResiliencyResource.find(manifests, appId), this.executor);
		PubSubApi pubsub = new PubSubApi(appId,
				new PubSubComponents(appId, components.select(PubSubComponents::supports)), this.network,
				settings.clock(), settings.eventListener(), this.faults);
		Subscriptions subscriptions = new Subscriptions(pubsub, new DeclaredSubscriptions(manifests, appId), this.app,
				this.network, policies, this.executor, deliveries);
		this.bindings = Bindings.of(components.select(Bindings::supports), this.app, this.network, policies,
				settings.clock(), this.faults, deliveries);
		this.configuration = new ConfigurationComponents(components.select(ConfigurationComponents::supports))
			.create(this.app, policies, this.executor, deliveries, this.faults);
		this.jobs = new JobApi(appId, settings.jobs(), this.app, settings.clock(), this.executor, deliveries,
				this.faults);
		List.of(subscriptions, this.bindings, this.jobs, deliveries).forEach(this.app::addListener);
		ServiceInvocation invocation = new ServiceInvocation(appId, this.app, this.network, policies, this.faults);
		MetadataApi metadata = new MetadataApi(appId, components.registered(), this.app, subscriptions::list,
				policies.names(), this.faults);
		SecretApi secrets = components.secrets().with(this.faults);
		LockApi locks = new LockComponents(settings.clock(), this.faults)
			.create(components.select(LockComponents::supports));
		BuildingBlocks blocks = new BuildingBlocks(state, pubsub, secrets, this.bindings, invocation,
				this.configuration, locks, this.jobs, metadata);
		this.control = new SidecarControl(appId, this.app, deliveries, this.faults, blocks);
		this.http = new HttpApiServer(host, settings.options().httpPort(), settings.options().apiToken(), blocks,
				this.app, this::shutdown);
		this.grpc = new GrpcApiServer(host, settings.options().grpcPort(), settings.options().apiToken(), blocks,
				this::shutdown);
	}

	private static List<Manifest> loadManifests(@Nullable Path folder) {
		return (folder == null || Files.notExists(folder)) ? List.of() : Manifest.readAll(folder);
	}

	/**
	 * Join the network and bind the ports.
	 * @throws SidecarPortInUseException if a port is taken
	 */
	void start() {
		this.network.join();
		this.configuration.start();
		start(Listener.HTTP, this.settings.options().httpPort(), this.http::start);
		start(Listener.GRPC, this.settings.options().grpcPort(), this.grpc::start);
	}

	private void start(Listener listener, int port, Startable server) {
		try {
			server.start();
		}
		catch (IOException ex) {
			close();
			if (isPortInUse(ex)) {
				throw new SidecarPortInUseException(listener, port, ex);
			}
			throw new IllegalStateException(
					"Could not start the %s API of the development sidecar on port %d".formatted(listener, port), ex);
		}
	}

	private static boolean isPortInUse(@Nullable Throwable cause) {
		return cause != null && (cause instanceof BindException || isPortInUse(cause.getCause()));
	}

	Faults faults() {
		return this.faults;
	}

	SidecarControl control() {
		return this.control;
	}

	AppConnection app() {
		return this.app;
	}

	Bindings bindings() {
		return this.bindings;
	}

	HttpApiServer http() {
		return this.http;
	}

	GrpcApiServer grpc() {
		return this.grpc;
	}

	/**
	 * End in the background, as a caller of the API wants it. The application goes on
	 * without a sidecar.
	 */
	private void shutdown() {
		logger.info("Shutdown of the development sidecar was requested over its API");
		Thread thread = new Thread(() -> {
			this.grpc.finish();
			close();
		}, "dapr-sidecar-shutdown");
		thread.setDaemon(true);
		thread.start();
	}

	/**
	 * Close the parts in the opposite order: nothing more comes in, then no event is
	 * delivered any more, then the application is left.
	 */
	@Override
	public void close() {
		this.faults.clear();
		try (this.app;
				AutoCloseableExecutor work = this::closeExecutor;
				this.jobs;
				this.configuration;
				this.bindings;
				this.network;
				this.grpc;
				this.http) {
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
	 * Server that can be started.
	 */
	@FunctionalInterface
	private interface Startable {

		void start() throws IOException;

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
