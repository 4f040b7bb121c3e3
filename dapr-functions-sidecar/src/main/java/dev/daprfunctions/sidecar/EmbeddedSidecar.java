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

import java.time.Clock;
import java.time.InstantSource;
import java.util.Map;

import dev.daprfunctions.sidecar.binding.BindingAnswer;
import dev.daprfunctions.sidecar.binding.OutputBindingInterceptor;
import dev.daprfunctions.sidecar.component.ComponentException;
import dev.daprfunctions.sidecar.fault.Faults;
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
		this.parts.start();
		logger.info("Development sidecar for application '{}', not for production: HTTP on {}:{}, gRPC on {}:{}",
				this.settings.options().appId(), HOST, httpPort(), HOST, grpcPort());
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
	 * its configuration, its subscriptions and the input bindings that it wants, all in
	 * the background.
	 * @param channel where the application listens
	 */
	public void connectApp(AppChannel channel) {
		this.parts.app().connect(channel.toEndpoint());
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
		return this.parts.bindings().fire(name, data, metadata);
	}

	/**
	 * Let an interceptor see every call of an output binding. It may answer in place of
	 * the binding.
	 * @param interceptor the interceptor, {@code null} for none
	 */
	public void interceptBindings(@Nullable OutputBindingInterceptor interceptor) {
		this.parts.bindings().intercept(interceptor);
	}

	/**
	 * Return the faults of the sidecar, to which tests add.
	 * @return the faults
	 */
	public Faults faults() {
		return this.parts.faults();
	}

	/**
	 * Return what tests see and do that the Dapr API does not offer.
	 * @return the control of the sidecar
	 */
	public SidecarControl control() {
		return this.parts.control();
	}

	/**
	 * Stop to answer and free the ports. A second call does nothing.
	 */
	@Override
	public void close() {
		logger.debug("Closing the development sidecar for application '{}'", this.settings.options().appId());
		this.parts.close();
	}

	/**
	 * Builder for an {@link EmbeddedSidecar}.
	 * <p>
	 * Types that the sidecar does not have are replaced: state stores and pub/sub by ones
	 * in memory; secret stores by one that reads {@code secrets.json} beside the
	 * component file, else the environment variables; bindings by a queue in memory,
	 * which delivers what is created on an output binding to the input bindings of the
	 * same type that share its name, topic or queue. An event that the application
	 * refuses is delivered again up to ten times, every 200 milliseconds;
	 * {@code bindings.kafka} delivers it once, or with {@code consumeRetryEnabled} until
	 * it is taken, as the real one does; configuration stores by ones in memory that have
	 * the values of {@code configuration.json} beside the component file and follow its
	 * changes; locks by ones in memory.
	 * <p>
	 * A {@code secretsFile} is looked for in the working directory, as the Dapr runtime
	 * does, and then beside the component file. Of the Configuration resource only what
	 * it says about secret scopes and access control is used.
	 *
	 * @see <a href="https://docs.dapr.io/operations/configuration/secret-scope/">How to
	 * limit the secrets that can be read from secret stores</a>
	 * @see <a href=
	 * "https://docs.dapr.io/operations/configuration/invoke-allowlist/">Access control
	 * for service invocation</a>
	 */
	public static final class Builder extends SidecarBuilder<Builder> {

		private InstantSource clock = Clock.systemUTC();

		private @Nullable String network;

		private PublishedEventListener eventListener = (event) -> {
		};

		private boolean jobs = true;

		private Builder() {
		}

		@Override
		protected Builder self() {
			return this;
		}

		/**
		 * Set the clock that state and events expire and schedules go by, the system's
		 * unless set.
		 * @param clock the clock
		 * @return this builder
		 */
		public Builder clock(InstantSource clock) {
			this.clock = clock;
			return this;
		}

		/**
		 * Set the name of the network. Sidecars of one JVM that name the same one share
		 * their topics, by the names of component and topic, and the queues of their
		 * bindings, by the type of the component and the name of the queue, and can
		 * invoke each other's applications. Without it the sidecar is alone.
		 * @param network the name
		 * @return this builder
		 */
		public Builder network(@Nullable String network) {
			this.network = network;
			return this;
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
		 * Set whether jobs can be scheduled, which they can unless set. Without it the
		 * sidecar answers as one that has no scheduler service.
		 * @param jobs whether jobs can be scheduled
		 * @return this builder
		 */
		public Builder jobs(boolean jobs) {
			this.jobs = jobs;
			return this;
		}

		/**
		 * Build the sidecar.
		 * @return the sidecar, which is not started yet
		 * @throws ComponentException if the Dapr runtime would not start with the
		 * resource files or the configuration file
		 */
		public EmbeddedSidecar build() {
			return new EmbeddedSidecar(
					new SidecarSettings(options(), this.clock, this.network, this.eventListener, this.jobs));
		}

	}

}
