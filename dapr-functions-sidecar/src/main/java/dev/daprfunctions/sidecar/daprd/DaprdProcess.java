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

package dev.daprfunctions.sidecar.daprd;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import dev.daprfunctions.sidecar.AppChannel;
import dev.daprfunctions.sidecar.SidecarBuilder;
import dev.daprfunctions.sidecar.SidecarPortInUseException;
import dev.daprfunctions.sidecar.app.AppHealthCheck;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Dapr runtime, {@code daprd}, as a child process for development and tests. It
 * listens on loopback only, and knows neither a placement nor a scheduler service, so
 * actors and jobs are off. Its lines go to the logger
 * {@code dev.daprfunctions.sidecar.daprd}.
 * <p>
 * It ends when it is {@linkplain #close() closed}, or else when this JVM ends. Where
 * there is no {@code /bin/sh}, as on Windows, it outlives a JVM that is killed.
 *
 * @since 0.1.0
 * @see <a href=
 * "https://docs.dapr.io/reference/arguments-annotations-overview/">Arguments of daprd</a>
 */
public final class DaprdProcess implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(DaprdProcess.class);

	private final DaprdPorts ports;

	private final DaprdFolder folder;

	private final DaprdHealth health;

	private final ChildProcess process;

	private DaprdProcess(DaprdCommand command, ChildProcess process) {
		this.ports = command.ports();
		this.folder = command.folder();
		this.health = new DaprdHealth(command.ports().http());
		this.process = process;
	}

	/**
	 * Return a builder, which starts {@code daprd}.
	 * @return the builder
	 */
	public static Builder builder() {
		return new Builder();
	}

	/**
	 * Return the port of the HTTP API.
	 * @return the port
	 */
	public int httpPort() {
		return this.ports.http();
	}

	/**
	 * Return the port of the gRPC API.
	 * @return the port
	 */
	public int grpcPort() {
		return this.ports.grpc();
	}

	/**
	 * Return the id of the process.
	 * @return the id
	 */
	public long pid() {
		return this.process.pid();
	}

	/**
	 * Wait until the sidecar has reached the application and works in full.
	 * @param timeout how long to wait
	 * @return whether it does; false, too, if the process has ended
	 * @throws InterruptedException if the thread was interrupted
	 */
	public boolean awaitReady(Duration timeout) throws InterruptedException {
		return this.process.await(this.health::isSidecarUp, timeout);
	}

	/**
	 * End the process: first by a signal, which lets it finish what it does, then
	 * forcibly. A second call does nothing.
	 */
	@Override
	public void close() {
		this.process.close();
		this.folder.close();
	}

	/**
	 * Builder for a {@link DaprdProcess}. Without a Configuration resource the sidecar
	 * finds its own application only; with one, those that its name resolution finds.
	 */
	public static final class Builder extends SidecarBuilder<Builder> {

		private @Nullable Path executable;

		private @Nullable AppChannel app;

		private Duration startTimeout = Duration.ofSeconds(30);

		private Duration stopTimeout = Duration.ofSeconds(10);

		private Builder() {
		}

		@Override
		protected Builder self() {
			return this;
		}

		/**
		 * Set the executable, the one that {@link DaprdExecutable#find} finds unless set.
		 * @param executable the executable
		 * @return this builder
		 */
		public Builder executable(@Nullable Path executable) {
			this.executable = executable;
			return this;
		}

		/**
		 * Set where the application will listen. It may open its port later; without one
		 * nothing is delivered.
		 * @param app where it will listen
		 * @return this builder
		 */
		public Builder app(@Nullable AppChannel app) {
			this.app = app;
			return this;
		}

		/**
		 * Set how the sidecar looks after the health of the application.
		 * @param appHealthCheck the check, {@code null} for none
		 * @return this builder
		 * @throws IllegalArgumentException if the interval is not one of whole seconds,
		 * or the time-out not one of whole milliseconds
		 */
		@Override
		public Builder appHealthCheck(@Nullable AppHealthCheck appHealthCheck) {
			if (appHealthCheck != null) {
				requireWhole(appHealthCheck.interval(), Duration.ofSeconds(1), "interval", "seconds");
				requireWhole(appHealthCheck.timeout(), Duration.ofMillis(1), "time-out", "milliseconds");
			}
			return super.appHealthCheck(appHealthCheck);
		}

		private static void requireWhole(Duration value, Duration unit, String name, String units) {
			if (!value.minus(unit.multipliedBy(value.dividedBy(unit))).isZero()) {
				throw new IllegalArgumentException(
						"daprd takes the %s of the health check in whole %s only, but it is %s".formatted(name, units,
								value));
			}
		}

		/**
		 * Set the time within which the APIs must answer, 30 seconds unless set.
		 * @param startTimeout the time
		 * @return this builder
		 */
		public Builder startTimeout(Duration startTimeout) {
			this.startTimeout = startTimeout;
			return this;
		}

		Builder stopTimeout(Duration stopTimeout) {
			this.stopTimeout = stopTimeout;
			return this;
		}

		/**
		 * Start {@code daprd} and wait until its APIs answer.
		 * @return the running process
		 * @throws DaprdNotFoundException if there is no executable
		 * @throws SidecarPortInUseException if a port is taken
		 * @throws DaprdStartException if it ends while it starts, or does not answer in
		 * time
		 */
		public DaprdProcess start() {
			Options options = options();
			Path file = (this.executable != null) ? this.executable : DaprdExecutable.find(null);
			DaprdPorts ports = DaprdPorts.choose(options.httpPort(), options.grpcPort());
			DaprdFolder folder = DaprdFolder.create(options.resourcesPath(), options.configPath());
			DaprdProcess daprd = run(
					new DaprdCommand(file, options.appId(), this.app, options.appOptions(), ports, folder), options);
			awaitStart(daprd);
			logger.info("Started {} for application '{}', not for production: HTTP on {}:{}, gRPC on {}:{}", file,
					options.appId(), DaprdPorts.HOST, daprd.httpPort(), DaprdPorts.HOST, daprd.grpcPort());
			return daprd;
		}

		private DaprdProcess run(DaprdCommand command, Options options) {
			try {
				ProcessBuilder process = command.toProcess(options.apiToken(), options.appApiToken());
				return new DaprdProcess(command, ChildProcess.start(command.appId(), process, this.stopTimeout));
			}
			catch (IOException ex) {
				command.folder().close();
				throw new DaprdStartException("Could not run " + command.executable(), List.of(), ex);
			}
		}

		private void awaitStart(DaprdProcess daprd) {
			try {
				daprd.process.awaitStart(daprd.health::isApiUp, "answer at " + daprd.health.apiUri(),
						this.startTimeout);
			}
			catch (InterruptedException ex) {
				daprd.close();
				Thread.currentThread().interrupt();
				throw new DaprdStartException("The start of daprd was interrupted", daprd.process.lastLines(), ex);
			}
			catch (DaprdStartException ex) {
				daprd.close();
				throw ex;
			}
		}

	}

}
