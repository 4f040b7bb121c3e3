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

import java.net.URI;
import java.time.Duration;

import dev.daprfunctions.client.SidecarReconnector;
import dev.daprfunctions.invocation.SidecarHttpClient;
import dev.daprfunctions.json.JsonMapperObjectSerializer;
import io.dapr.client.DaprClient;
import io.dapr.client.DaprClientBuilder;
import io.dapr.client.resiliency.ResiliencyOptions;
import io.dapr.config.Properties;
import io.micrometer.observation.ObservationRegistry;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Scope;
import org.springframework.core.env.Environment;
import org.springframework.web.client.RestClient;

/**
 * Auto-configuration of the client of the Dapr sidecar.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = { EmbeddedSidecarAutoConfiguration.class, DaprdSidecarAutoConfiguration.class },
		afterName = "org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration")
@ConditionalOnClass({ DaprClient.class, JsonMapper.class })
@EnableConfigurationProperties(DaprFunctionsProperties.class)
public final class DaprClientAutoConfiguration {

	private static final Log logger = LogFactory.getLog(DaprClientAutoConfiguration.class);

	@Bean
	@ConditionalOnMissingBean(DaprConnectionDetails.class)
	PropertiesDaprConnectionDetails daprConnectionDetails(DaprFunctionsProperties properties, Environment environment) {
		SidecarKind kind = properties.sidecar().kind();
		if (kind == SidecarKind.EMBEDDED || kind == SidecarKind.DAPRD) {
			throw new MissingSidecarModuleException(kind);
		}
		PropertiesDaprConnectionDetails connection = new PropertiesDaprConnectionDetails(
				new SidecarAddress(environment));
		logger.info("External sidecar: HTTP at " + connection.getHttpEndpoint() + ", gRPC at "
				+ connection.getGrpcEndpoint());
		return connection;
	}

	@Bean
	@ConditionalOnMissingBean
	DaprClient daprClient(DaprConnectionDetails connection, DaprFunctionsProperties properties,
			ObjectProvider<JsonMapper> jsonMapper, ObjectProvider<DaprClientBuilderCustomizer> customizers) {
		JsonMapperObjectSerializer serializer = new JsonMapperObjectSerializer(
				jsonMapper.getIfAvailable(JsonMapper::shared));
		DaprClientBuilder builder = new DaprClientBuilder().withObjectSerializer(serializer)
			.withStateSerializer(serializer)
			.withPropertyOverride(Properties.HTTP_ENDPOINT, connection.getHttpEndpoint())
			.withPropertyOverride(Properties.GRPC_ENDPOINT, connection.getGrpcEndpoint())
			.withResiliencyOptions(new ResiliencyOptions().setTimeout(properties.sidecar().timeout()).setMaxRetries(0));
		String apiToken = connection.getApiToken();
		if (apiToken != null) {
			builder.withPropertyOverride(Properties.API_TOKEN, apiToken);
		}
		customizers.orderedStream().forEach((customizer) -> customizer.customize(builder));
		return build(builder, connection);
	}

	private static DaprClient build(DaprClientBuilder builder, DaprConnectionDetails connection) {
		try {
			return builder.build();
		}
		catch (IllegalArgumentException ex) {
			throw new FailureAnalyzedException(
					"The Dapr client cannot connect to the sidecar at '" + connection.getGrpcEndpoint()
							+ "' (gRPC) and '" + connection.getHttpEndpoint() + "' (HTTP): " + ex.getMessage(),
					"Correct dapr.functions.sidecar.grpc-endpoint (host:port or a URL) and "
							+ "dapr.functions.sidecar.http-endpoint (a URL), or DAPR_GRPC_ENDPOINT and "
							+ "DAPR_HTTP_ENDPOINT.",
					ex);
		}
	}

	@Bean
	@ConditionalOnMissingBean
	SidecarHttpClient daprSidecarHttpClient(DaprConnectionDetails connection, DaprFunctionsProperties properties) {
		Duration timeout = properties.sidecar().timeout();
		return new SidecarHttpClient(SidecarHttpClient.createHttpClient(timeout),
				URI.create(connection.getHttpEndpoint()), connection.getApiToken(), timeout);
	}

	@Bean(defaultCandidate = false)
	@Qualifier("daprSidecar")
	@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
	RestClient.Builder daprSidecarRestClientBuilder(DaprConnectionDetails connection,
			DaprFunctionsProperties properties, ObjectProvider<JsonMapper> jsonMapper,
			ObjectProvider<ObservationRegistry> observations) {
		return SidecarRestClients.builder(connection, properties.sidecar().timeout(),
				jsonMapper.getIfAvailable(JsonMapper::shared),
				observations.getIfAvailable(() -> ObservationRegistry.NOOP));
	}

	@Bean(initMethod = "start")
	@ConditionalOnMissingBean
	SidecarReconnector daprSidecarReconnector(DaprClient client) {
		return new SidecarReconnector(client);
	}

}
