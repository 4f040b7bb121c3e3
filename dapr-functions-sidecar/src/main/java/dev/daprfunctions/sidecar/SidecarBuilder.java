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

import java.nio.file.Path;

import dev.daprfunctions.sidecar.app.AppHealthCheck;
import dev.daprfunctions.sidecar.app.AppOptions;
import org.jspecify.annotations.Nullable;

/**
 * What the builders of all development sidecars have in common.
 *
 * @param <B> the type of the builder
 * @since 0.1.0
 */
public abstract class SidecarBuilder<B extends SidecarBuilder<B>> {

	private @Nullable String appId;

	private int httpPort = 3500;

	private int grpcPort = 50001;

	private @Nullable Path resourcesPath;

	private @Nullable Path configPath;

	private @Nullable String apiToken;

	private @Nullable String appApiToken;

	private @Nullable AppHealthCheck appHealthCheck;

	private int appMaxConcurrency;

	/**
	 * Return this builder.
	 * @return this builder
	 */
	protected abstract B self();

	/**
	 * Set the id of the application.
	 * @param appId the id
	 * @return this builder
	 */
	public B appId(String appId) {
		this.appId = appId;
		return self();
	}

	/**
	 * Set the port of the HTTP API, 3500 unless set.
	 * @param httpPort the port, 0 for a free one
	 * @return this builder
	 */
	public B httpPort(int httpPort) {
		this.httpPort = httpPort;
		return self();
	}

	/**
	 * Set the port of the gRPC API, 50001 unless set.
	 * @param grpcPort the port, 0 for a free one
	 * @return this builder
	 */
	public B grpcPort(int grpcPort) {
		this.grpcPort = grpcPort;
		return self();
	}

	/**
	 * Set the folder with the resource files: components, subscriptions and resiliency
	 * policies. Without it, and if it does not exist, there are the state store
	 * {@code statestore} and the pub/sub component {@code pubsub} in memory.
	 * @param resourcesPath the folder
	 * @return this builder
	 */
	public B resourcesPath(@Nullable Path resourcesPath) {
		this.resourcesPath = resourcesPath;
		return self();
	}

	/**
	 * Set the file with the Configuration resource.
	 * @param configPath the file
	 * @return this builder
	 */
	public B configPath(@Nullable Path configPath) {
		this.configPath = configPath;
		return self();
	}

	/**
	 * Set the token that every caller has to send, as {@code DAPR_API_TOKEN} does.
	 * @param apiToken the token, none if empty
	 * @return this builder
	 * @see <a href="https://docs.dapr.io/operations/security/api-token/">Enable API token
	 * authentication in Dapr</a>
	 */
	public B apiToken(@Nullable String apiToken) {
		this.apiToken = emptyToNull(apiToken);
		return self();
	}

	/**
	 * Set the token that the sidecar sends to the application, as {@code APP_API_TOKEN}
	 * does.
	 * @param appApiToken the token, none if empty
	 * @return this builder
	 * @see <a href=
	 * "https://docs.dapr.io/operations/security/app-api-token/">Authenticate requests
	 * from Dapr using token authentication</a>
	 */
	public B appApiToken(@Nullable String appApiToken) {
		this.appApiToken = emptyToNull(appApiToken);
		return self();
	}

	/**
	 * Set how the sidecar looks after the health of the application, as the options that
	 * begin with {@code --app-health} do.
	 * @param appHealthCheck the check, {@code null} for none
	 * @return this builder
	 */
	public B appHealthCheck(@Nullable AppHealthCheck appHealthCheck) {
		this.appHealthCheck = appHealthCheck;
		return self();
	}

	/**
	 * Set how many calls the application gets at the same time, as
	 * {@code --app-max-concurrency} does. Others wait.
	 * @param appMaxConcurrency the number, 0 for any
	 * @return this builder
	 */
	public B appMaxConcurrency(int appMaxConcurrency) {
		this.appMaxConcurrency = appMaxConcurrency;
		return self();
	}

	private static @Nullable String emptyToNull(@Nullable String text) {
		return (text == null || text.isEmpty()) ? null : text;
	}

	/**
	 * Return what was set.
	 * @return the options
	 * @throws IllegalStateException if the id of the application is missing
	 * @throws IllegalArgumentException if the number of calls at the same time is
	 * negative
	 */
	protected Options options() {
		if (this.appId == null || this.appId.isBlank()) {
			throw new IllegalStateException("A development sidecar needs the id of the application");
		}
		return new Options(this.appId, this.httpPort, this.grpcPort, this.resourcesPath, this.configPath, this.apiToken,
				this.appApiToken, new AppOptions(this.appHealthCheck, this.appMaxConcurrency));
	}

	/**
	 * What is set for all development sidecars.
	 *
	 * @param appId the id of the application
	 * @param httpPort the port of the HTTP API, 0 for a free one
	 * @param grpcPort the port of the gRPC API, 0 for a free one
	 * @param resourcesPath the folder with the resource files
	 * @param configPath the file with the Configuration resource
	 * @param apiToken the token that callers have to send
	 * @param appApiToken the token that the sidecar sends to the application
	 * @param appOptions how the application is treated
	 */
	public record Options(String appId, int httpPort, int grpcPort, @Nullable Path resourcesPath,
			@Nullable Path configPath, @Nullable String apiToken, @Nullable String appApiToken, AppOptions appOptions) {

		@Override
		public String toString() {
			return "Options[appId=" + this.appId + ", httpPort=" + this.httpPort + ", grpcPort=" + this.grpcPort + "]";
		}

	}

}
