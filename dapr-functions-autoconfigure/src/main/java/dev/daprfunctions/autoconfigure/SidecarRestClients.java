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

import java.io.IOException;
import java.net.URI;
import java.time.Duration;

import dev.daprfunctions.invocation.SidecarHttpClient;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpRequest;
import org.springframework.http.client.ClientHttpRequestExecution;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.web.client.RestClient;

/**
 * Clients of the sidecar's HTTP API, for example to invoke another application and use
 * its answer.
 */
final class SidecarRestClients {

	private SidecarRestClients() {
	}

	static RestClient.Builder builder(DaprConnectionDetails connection, Duration timeout, JsonMapper jsonMapper,
			ObservationRegistry observations) {
		JdkClientHttpRequestFactory requestFactory = new JdkClientHttpRequestFactory(
				SidecarHttpClient.createHttpClient(timeout));
		requestFactory.setReadTimeout(timeout);
		RestClient.Builder builder = RestClient.builder()
			.baseUrl(connection.getHttpEndpoint())
			.requestFactory(requestFactory)
			.observationRegistry(observations)
			.configureMessageConverters((converters) -> converters.registerDefaults()
				.withJsonConverter(new JacksonJsonHttpMessageConverter(jsonMapper)));
		String apiToken = connection.getApiToken();
		if (apiToken != null) {
			builder.requestInterceptor(new ApiTokenInterceptor(URI.create(connection.getHttpEndpoint()), apiToken));
		}
		return builder;
	}

	/**
	 * Adds the token of the sidecar to requests to the sidecar, and to no others.
	 */
	private static final class ApiTokenInterceptor implements ClientHttpRequestInterceptor {

		private final URI endpoint;

		private final String apiToken;

		private ApiTokenInterceptor(URI endpoint, String apiToken) {
			this.endpoint = endpoint;
			this.apiToken = apiToken;
		}

		@Override
		public ClientHttpResponse intercept(HttpRequest request, byte[] body, ClientHttpRequestExecution execution)
				throws IOException {
			if (isSidecar(request.getURI())) {
				request.getHeaders().set(SidecarHttpClient.API_TOKEN_HEADER, this.apiToken);
			}
			return execution.execute(request, body);
		}

		private boolean isSidecar(URI uri) {
			return equal(uri.getScheme(), this.endpoint.getScheme()) && equal(uri.getHost(), this.endpoint.getHost())
					&& uri.getPort() == this.endpoint.getPort();
		}

		private static boolean equal(@Nullable String one, @Nullable String other) {
			return one != null && one.equalsIgnoreCase(other);
		}

	}

}
