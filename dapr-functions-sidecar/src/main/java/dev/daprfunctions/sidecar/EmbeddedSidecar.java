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
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Map;

import dev.daprfunctions.sidecar.SidecarPortInUseException.Listener;
import dev.daprfunctions.sidecar.app.AppConnection;
import dev.daprfunctions.sidecar.binding.BindingAnswer;
import dev.daprfunctions.sidecar.binding.Bindings;
import dev.daprfunctions.sidecar.binding.OutputBindingInterceptor;
import dev.daprfunctions.sidecar.component.ComponentException;
import dev.daprfunctions.sidecar.grpc.GrpcApiServer;
import dev.daprfunctions.sidecar.http.HttpApiServer;
import dev.daprfunctions.sidecar.invocation.ServiceInvocation;
import dev.daprfunctions.sidecar.metadata.MetadataApi;
import dev.daprfunctions.sidecar.state.StateApi;
import dev.daprfunctions.sidecar.state.StateComponents;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Dapr sidecar for development and tests: the HTTP and gRPC APIs of Dapr over in-memory
 * building blocks, in the JVM of the application, on loopback only. Its state is lost
 * when it is closed.
 *
 * @since 0.1.0
 * @see <a href="https://docs.dapr.io/reference/api/">Dapr API reference</a>
 */
public final class EmbeddedSidecar implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(EmbeddedSidecar.class);

	private static final String HOST = "127.0.0.1";

	private final String appId;

	private final AppConnection app;

	private final Bindings bindings;

	private final HttpApiServer http;

	private final GrpcApiServer grpc;

	private final int requestedHttpPort;

	private final int requestedGrpcPort;

	private EmbeddedSidecar(Builder builder, String appId) {
		this.appId = appId;
		this.requestedHttpPort = builder.httpPort;
		this.requestedGrpcPort = builder.grpcPort;
		LoadedComponents components = LoadedComponents.load(appId, builder.resourcesPath, builder.configPath);
		StateApi state = new StateComponents(appId, builder.clock).create(components.select(StateComponents::supports));
		this.app = new AppConnection(appId);
		this.bindings = Bindings.of(components.select(Bindings::supports), this.app, builder.clock);
		this.app.whenReached(this.bindings::start);
		ServiceInvocation invocation = new ServiceInvocation(appId, this.app);
		MetadataApi metadata = new MetadataApi(appId, components.registered(), this.app);
		this.http = new HttpApiServer(HOST, builder.httpPort, state, components.secrets(), this.bindings, invocation,
				metadata, this.app);
		this.grpc = new GrpcApiServer(HOST, builder.grpcPort, state, components.secrets(), this.bindings, invocation,
				metadata);
	}

	/**
	 * Return a builder for a sidecar.
	 * @return the builder
	 */
	public static Builder builder() {
		return new Builder();
	}

	/**
	 * Bind the ports and start to answer. From then on the state API works, while
	 * invocations fail until {@link #connectApp(AppChannel)} was called.
	 * @throws SidecarPortInUseException if a port is taken
	 */
	public void start() {
		start(Listener.HTTP, this.requestedHttpPort, this.http::start);
		start(Listener.GRPC, this.requestedGrpcPort, this.grpc::start);
		logger.info("Development sidecar for application '{}', not for production: HTTP on {}:{}, gRPC on {}:{}",
				this.appId, HOST, httpPort(), HOST, grpcPort());
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

	/**
	 * Return the port of the HTTP API.
	 * @return the bound port
	 */
	public int httpPort() {
		return this.http.port();
	}

	/**
	 * Return the port of the gRPC API.
	 * @return the bound port
	 */
	public int grpcPort() {
		return this.grpc.port();
	}

	/**
	 * Connect the application. The sidecar dials it until it is open, then asks it for
	 * its configuration and its subscriptions, all in the background.
	 * @param channel where the application listens
	 */
	public void connectApp(AppChannel channel) {
		this.app.connect(channel.toEndpoint());
	}

	/**
	 * Deliver an event to the application as an input binding does, and wait for its
	 * answer.
	 * @param name the name of the binding
	 * @param data the data
	 * @param metadata the metadata, which become headers
	 * @return the application's answer
	 * @throws IllegalArgumentException if there is no such input binding
	 * @throws IllegalStateException if the application was not reached, does not want the
	 * events of the binding, or did not answer
	 */
	public BindingAnswer fireBinding(String name, byte[] data, Map<String, String> metadata) {
		return this.bindings.fire(name, data, metadata);
	}

	/**
	 * Let an interceptor see every call of an output binding. It may answer in place of
	 * the binding.
	 * @param interceptor the interceptor, {@code null} for none
	 */
	public void interceptBindings(@Nullable OutputBindingInterceptor interceptor) {
		this.bindings.intercept(interceptor);
	}

	/**
	 * Stop to answer and free the ports. A second call does nothing.
	 */
	@Override
	public void close() {
		try (this.app; this.grpc; this.http; this.bindings) {
			logger.debug("Closing the development sidecar for application '{}'", this.appId);
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
	 * Builder for an {@link EmbeddedSidecar}.
	 */
	public static final class Builder {

		private @Nullable String appId;

		private int httpPort = 3500;

		private int grpcPort = 50001;

		private @Nullable Path resourcesPath;

		private @Nullable Path configPath;

		private InstantSource clock = Clock.systemUTC();

		private Builder() {
		}

		/**
		 * Set the id of the application.
		 * @param appId the id
		 * @return this builder
		 */
		public Builder appId(String appId) {
			this.appId = appId;
			return this;
		}

		/**
		 * Set the port of the HTTP API, 3500 unless set.
		 * @param httpPort the port, 0 for a free one
		 * @return this builder
		 */
		public Builder httpPort(int httpPort) {
			this.httpPort = httpPort;
			return this;
		}

		/**
		 * Set the port of the gRPC API, 50001 unless set.
		 * @param grpcPort the port, 0 for a free one
		 * @return this builder
		 */
		public Builder grpcPort(int grpcPort) {
			this.grpcPort = grpcPort;
			return this;
		}

		/**
		 * Set the folder with the component files. Without it, and if it does not exist,
		 * there is one state store named {@code statestore}.
		 * <p>
		 * Types that the sidecar does not have are replaced: state stores by one in
		 * memory; secret stores by one that reads {@code secrets.json} beside the
		 * component file, else the environment variables; bindings by a queue in memory,
		 * which delivers what is created on an output binding to the input bindings of
		 * the same type that share its name, topic or queue. An event that the
		 * application refuses is delivered again up to ten times, every 200 milliseconds;
		 * {@code bindings.kafka} delivers it once, or with {@code consumeRetryEnabled}
		 * until it is taken, as the real one does.
		 * <p>
		 * A {@code secretsFile} is looked for in the working directory, as the Dapr
		 * runtime does, and then beside the component file.
		 * @param resourcesPath the folder
		 * @return this builder
		 */
		public Builder resourcesPath(@Nullable Path resourcesPath) {
			this.resourcesPath = resourcesPath;
			return this;
		}

		/**
		 * Set the file with the Configuration resource. Only what it says about secret
		 * scopes is used.
		 * @param configPath the file
		 * @return this builder
		 * @see <a href="https://docs.dapr.io/operations/configuration/secret-scope/">How
		 * to limit the secrets that can be read from secret stores</a>
		 */
		public Builder configPath(@Nullable Path configPath) {
			this.configPath = configPath;
			return this;
		}

		/**
		 * Set the clock that state expires and schedules go by, the system's unless set.
		 * @param clock the clock
		 * @return this builder
		 */
		public Builder clock(InstantSource clock) {
			this.clock = clock;
			return this;
		}

		/**
		 * Build the sidecar.
		 * @return the sidecar, which is not started yet
		 * @throws ComponentException if the Dapr runtime would not start with the
		 * component files or the configuration file
		 */
		public EmbeddedSidecar build() {
			if (this.appId == null || this.appId.isBlank()) {
				throw new IllegalStateException("The development sidecar needs the id of the application");
			}
			return new EmbeddedSidecar(this, this.appId);
		}

	}

}
