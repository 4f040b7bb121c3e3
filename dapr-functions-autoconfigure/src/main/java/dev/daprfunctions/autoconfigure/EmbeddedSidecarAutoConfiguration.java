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

import dev.daprfunctions.sidecar.EmbeddedSidecar;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * Auto-configuration of the development sidecar in the application's own JVM. It runs
 * before beans that use a client, and calls the application once its port is open.
 *
 * @since 0.1.0
 */
@AutoConfiguration
@ConditionalOnClass(EmbeddedSidecar.class)
@ConditionalOnMissingBean(DaprConnectionDetails.class)
@Conditional(OnEmbeddedSidecarCondition.class)
@EnableConfigurationProperties(DaprFunctionsProperties.class)
public final class EmbeddedSidecarAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	EmbeddedSidecar daprEmbeddedSidecar(DaprFunctionsProperties properties, Environment environment,
			ObjectProvider<EmbeddedSidecarBuilderCustomizer> customizers) {
		EmbeddedSidecar.Builder builder = DevelopmentSidecars
			.configure(EmbeddedSidecar.builder(), SidecarKind.EMBEDDED, properties, environment)
			.network(properties.sidecar().network());
		customizers.orderedStream().forEach((customizer) -> customizer.customize(builder));
		EmbeddedSidecar sidecar = builder.build();
		sidecar.start();
		return sidecar;
	}

	@Bean
	EmbeddedDaprConnectionDetails embeddedDaprConnectionDetails(EmbeddedSidecar sidecar, Environment environment) {
		return new EmbeddedDaprConnectionDetails(sidecar, new SidecarAddress(environment).apiToken());
	}

	/**
	 * Connects the application once its web server has opened its port.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(WebServerInitializedEvent.class)
	static class WebServerConfiguration {

		@Bean
		AppChannelConnector daprAppChannelConnector(EmbeddedSidecar sidecar, Environment environment) {
			return new AppChannelConnector(sidecar, environment);
		}

	}

}
