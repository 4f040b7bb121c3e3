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

import dev.daprfunctions.sidecar.SidecarPortInUseException.Listener;
import dev.daprfunctions.sidecar.component.ComponentException;
import dev.daprfunctions.sidecar.pubsub.PublishedEventListener;
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

	private final SidecarSettings settings;

	private final SidecarParts parts;

	private EmbeddedSidecar(SidecarSettings settings) {
		this.settings = settings;
		this.parts = new SidecarParts(settings, HOST);
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
		this.parts.network().join();
		start(Listener.HTTP, this.settings.httpPort(), this.parts.http()::start);
		start(Listener.GRPC, this.settings.grpcPort(), this.parts.grpc()::start);
		logger.info("Development sidecar for application '{}', not for production: HTTP on {}:{}, gRPC on {}:{}",
				this.settings.appId(), HOST, httpPort(), HOST, grpcPort());
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
		return this.parts.http().port();
	}

	/**
	 * Return the port of the gRPC API.
	 * @return the bound port
	 */
	public int grpcPort() {
		return this.parts.grpc().port();
	}

	/**
	 * Connect the application. The sidecar dials it until it is open, then asks it for
	 * its configuration and its subscriptions, all in the background.
	 * @param channel where the application listens
	 */
	public void connectApp(AppChannel channel) {
		this.parts.app().connect(channel.toEndpoint());
	}

	/**
	 * Stop to answer and free the ports. A second call does nothing.
	 */
	@Override
	public void close() {
		logger.debug("Closing the development sidecar for application '{}'", this.settings.appId());
		this.parts.close();
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

		private InstantSource clock = Clock.systemUTC();

		private @Nullable String network;

		private @Nullable String apiToken;

		private @Nullable String appApiToken;

		private PublishedEventListener eventListener = (event) -> {
		};

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
		 * Set the folder with the resource files: components, subscriptions and
		 * resiliency policies. Without it, and if it does not exist, there are the state
		 * store {@code statestore} and the pub/sub component {@code pubsub}.
		 * @param resourcesPath the folder
		 * @return this builder
		 */
		public Builder resourcesPath(@Nullable Path resourcesPath) {
			this.resourcesPath = resourcesPath;
			return this;
		}

		/**
		 * Set the clock that state and events expire by, the system's unless set.
		 * @param clock the clock
		 * @return this builder
		 */
		public Builder clock(InstantSource clock) {
			this.clock = clock;
			return this;
		}

		/**
		 * Set the name of the network. Sidecars of one JVM that name the same one share
		 * their topics, by the names of component and topic, and can invoke each other's
		 * applications. Without it the sidecar is alone.
		 * @param network the name
		 * @return this builder
		 */
		public Builder network(@Nullable String network) {
			this.network = network;
			return this;
		}

		/**
		 * Set the token that every caller has to send, as {@code DAPR_API_TOKEN} does.
		 * @param apiToken the token, none if empty
		 * @return this builder
		 * @see <a href="https://docs.dapr.io/operations/security/api-token/">Enable API
		 * token authentication in Dapr</a>
		 */
		public Builder apiToken(@Nullable String apiToken) {
			this.apiToken = emptyToNull(apiToken);
			return this;
		}

		/**
		 * Set the token that the sidecar sends to the application, as
		 * {@code APP_API_TOKEN} does.
		 * @param appApiToken the token, none if empty
		 * @return this builder
		 * @see <a href=
		 * "https://docs.dapr.io/operations/security/app-api-token/">Authenticate requests
		 * from Dapr using token authentication</a>
		 */
		public Builder appApiToken(@Nullable String appApiToken) {
			this.appApiToken = emptyToNull(appApiToken);
			return this;
		}

		private static @Nullable String emptyToNull(@Nullable String text) {
			return (text == null || text.isEmpty()) ? null : text;
		}

		/**
		 * Set who is told about every event that the sidecar publishes.
		 * @param eventListener the listener
		 * @return this builder
		 */
		public Builder eventListener(PublishedEventListener eventListener) {
			this.eventListener = eventListener;
			return this;
		}

		/**
		 * Build the sidecar.
		 * @return the sidecar, which is not started yet
		 * @throws ComponentException if the Dapr runtime would not start with the
		 * resource files
		 */
		public EmbeddedSidecar build() {
			if (this.appId == null || this.appId.isBlank()) {
				throw new IllegalStateException("The development sidecar needs the id of the application");
			}
			return new EmbeddedSidecar(new SidecarSettings(this.appId, this.httpPort, this.grpcPort, this.resourcesPath,
					this.clock, this.network, this.apiToken, this.appApiToken, this.eventListener));
		}

	}

}
