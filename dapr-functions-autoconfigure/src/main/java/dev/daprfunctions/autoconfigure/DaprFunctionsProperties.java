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

package dev.daprfunctions.autoconfigure;

import java.time.Duration;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.style.ToStringCreator;
import org.springframework.util.Assert;

/**
 * Properties of Dapr functions.
 *
 * @param enabled Whether bean methods become functions.
 * @param appId Id of the application in Dapr. By default the value of APP_ID, else that
 * of spring.application.name.
 * @param sidecar Connection to the sidecar, and development sidecars.
 * @param inputs Reading of inputs.
 * @param topics Topic functions.
 * @param outputs Writing of outputs.
 * @param state State entries and stores.
 * @param compatibility System whose behaviour the application expects.
 * @since 0.1.0
 */
@ConfigurationProperties("dapr.functions")
public record DaprFunctionsProperties(@DefaultValue("true") boolean enabled, @Nullable String appId,
		@DefaultValue Sidecar sidecar, @DefaultValue Inputs inputs, @DefaultValue Topics topics,
		@DefaultValue Outputs outputs, @DefaultValue State state, @DefaultValue("none") Compatibility compatibility) {

	private static void requirePositive(Duration value, String property) {
		Assert.isTrue(!value.isNegative() && !value.isZero(),
				() -> property + " must be longer than nothing, but is " + value);
	}

	private static void requirePort(int value, String property) {
		Assert.isTrue(value >= 0 && value <= 65535,
				() -> property + " must be a port from 0 to 65535, but is " + value);
	}

	/**
	 * Connection to the sidecar, and development sidecars.
	 *
	 * @param kind Kind of the sidecar. By default external if an address of a sidecar is
	 * set, else embedded if the module dapr-functions-sidecar is there.
	 * @param httpEndpoint URL of the sidecar's HTTP API. By default the value of
	 * DAPR_HTTP_ENDPOINT, else the local port in DAPR_HTTP_PORT, else local port 3500.
	 * @param grpcEndpoint Address of the sidecar's gRPC API. By default the value of
	 * DAPR_GRPC_ENDPOINT, else the local port in DAPR_GRPC_PORT, else local port 50001.
	 * @param apiToken Token that the sidecar demands. By default the value of
	 * DAPR_API_TOKEN.
	 * @param timeout Time after which a call of the sidecar fails.
	 * @param httpPort Port of the HTTP API of a development sidecar, 0 for a free one.
	 * @param grpcPort Port of the gRPC API of a development sidecar, 0 for a free one.
	 * @param resourcesPath Folder with the component files of a development sidecar.
	 * @param network Name of the network on which the embedded sidecars of applications
	 * in one JVM share topics, queues and names. By default an application is alone.
	 * @param force Whether a development sidecar may start in a container platform.
	 * @param executable File that is run for the kind daprd. By default the daprd on the
	 * PATH, else that in the folder .dapr/bin of the user.
	 * @param startTimeout Time within which a started daprd must answer.
	 * @param configPath File with the Configuration resource of a development sidecar. By
	 * default there is none, and a started daprd finds its own application only.
	 * @param appProtocol Protocol in which a development sidecar calls the application.
	 * By default https if server.ssl is set, else http.
	 * @param appMaxConcurrency Number of calls that a development sidecar makes to the
	 * application at the same time, 0 for any.
	 * @param appHealthCheck Check of the application's health by a development sidecar.
	 */
	public record Sidecar(@Nullable SidecarKind kind, @Nullable String httpEndpoint, @Nullable String grpcEndpoint,
			@Nullable String apiToken, @DefaultValue("5s") Duration timeout, @DefaultValue("3500") int httpPort,
			@DefaultValue("50001") int grpcPort, @DefaultValue("./components") String resourcesPath,
			@Nullable String network, @DefaultValue("false") boolean force, @Nullable String executable,
			@DefaultValue("30s") Duration startTimeout, @Nullable String configPath, @Nullable AppProtocol appProtocol,
			@DefaultValue("0") int appMaxConcurrency, @DefaultValue AppHealthCheck appHealthCheck) {

		public Sidecar {
			requirePositive(timeout, "dapr.functions.sidecar.timeout");
			requirePositive(startTimeout, "dapr.functions.sidecar.start-timeout");
			requirePort(httpPort, "dapr.functions.sidecar.http-port");
			requirePort(grpcPort, "dapr.functions.sidecar.grpc-port");
			Assert.isTrue(appMaxConcurrency >= 0,
					() -> "dapr.functions.sidecar.app-max-concurrency must be 0 or more, but is " + appMaxConcurrency);
		}

		@Override
		public String toString() {
			return new ToStringCreator(this).append("kind", this.kind)
				.append("httpEndpoint", this.httpEndpoint)
				.append("grpcEndpoint", this.grpcEndpoint)
				.append("apiToken", (this.apiToken != null) ? "******" : null)
				.append("timeout", this.timeout)
				.append("httpPort", this.httpPort)
				.append("grpcPort", this.grpcPort)
				.append("resourcesPath", this.resourcesPath)
				.append("network", this.network)
				.append("force", this.force)
				.append("executable", this.executable)
				.append("startTimeout", this.startTimeout)
				.append("configPath", this.configPath)
				.append("appProtocol", this.appProtocol)
				.append("appMaxConcurrency", this.appMaxConcurrency)
				.append("appHealthCheck", this.appHealthCheck)
				.toString();
		}

	}

	/**
	 * Protocol in which the application is called.
	 */
	public enum AppProtocol {

		/**
		 * HTTP/1.1.
		 */
		HTTP,

		/**
		 * HTTP/1.1 over TLS, with any certificate.
		 */
		HTTPS,

		/**
		 * HTTP/2 without TLS.
		 */
		H2C

	}

	/**
	 * Check of the application's health by a development sidecar.
	 *
	 * @param enabled Whether the application gets nothing while it is not healthy.
	 * @param path Path that answers with a status of success while the application is
	 * healthy.
	 * @param interval Time between two requests, in whole seconds for the kind daprd.
	 * @param timeout Time after which a request has failed, not longer than the interval.
	 * @param threshold Number of failed requests that make the application unhealthy.
	 */
	public record AppHealthCheck(@DefaultValue("false") boolean enabled, @DefaultValue("/healthz") String path,
			@DefaultValue("5s") Duration interval, @DefaultValue("500ms") Duration timeout,
			@DefaultValue("3") int threshold) {

		public AppHealthCheck {
			requirePositive(interval, "dapr.functions.sidecar.app-health-check.interval");
			requirePositive(timeout, "dapr.functions.sidecar.app-health-check.timeout");
			Assert.isTrue(timeout.compareTo(interval) <= 0,
					() -> "dapr.functions.sidecar.app-health-check.timeout must be at most the interval of " + interval
							+ ", but is " + timeout);
			Assert.isTrue(threshold > 0,
					() -> "dapr.functions.sidecar.app-health-check.threshold must be 1 or more, but is " + threshold);
		}

	}

	/**
	 * Reading of inputs.
	 *
	 * @param timeout Time within which all inputs of a function must be read. By default
	 * only the time-out of the sidecar applies.
	 */
	public record Inputs(@Nullable Duration timeout) {

		public Inputs {
			if (timeout != null) {
				requirePositive(timeout, "dapr.functions.inputs.timeout");
			}
		}

	}

	/**
	 * Topic functions.
	 *
	 * @param onUnreadable What becomes of an event that cannot be read as the type that
	 * the function needs, or that is invalid.
	 */
	public record Topics(@DefaultValue("retry") Unreadable onUnreadable) {
	}

	/**
	 * What becomes of an event that cannot be read.
	 */
	public enum Unreadable {

		/**
		 * It is delivered again.
		 */
		RETRY,

		/**
		 * It is dropped, or sent to the dead-letter topic.
		 */
		DROP

	}

	/**
	 * Writing of outputs.
	 *
	 * @param transactional Whether several writes to one state store go as one
	 * transaction, where the store is known to be right with it.
	 */
	public record Outputs(@DefaultValue("true") boolean transactional) {
	}

	/**
	 * State entries and stores.
	 *
	 * @param conflictRetries How often a function runs again when one of its state
	 * entries was changed by somebody else meanwhile.
	 * @param transactionalTypes Types of state stores, in addition to those that are
	 * known, that carry out several writes all or none.
	 */
	public record State(@DefaultValue("3") int conflictRetries, @DefaultValue Set<String> transactionalTypes) {

		public State {
			Assert.isTrue(conflictRetries >= 0,
					() -> "dapr.functions.state.conflict-retries must not be negative, but is " + conflictRetries);
		}

	}

}
