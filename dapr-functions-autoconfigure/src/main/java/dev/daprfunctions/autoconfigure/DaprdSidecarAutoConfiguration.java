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

import dev.daprfunctions.sidecar.daprd.DaprdExecutable;
import dev.daprfunctions.sidecar.daprd.DaprdProcess;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * Auto-configuration of the real {@code daprd} as a child process of the application. It
 * runs before beans that use a client, and reaches the application once its port is open.
 *
 * @since 0.1.0
 */
@AutoConfiguration
@ConditionalOnClass(DaprdProcess.class)
@ConditionalOnMissingBean(DaprConnectionDetails.class)
@ConditionalOnProperty(name = "dapr.functions.sidecar.kind", havingValue = "daprd")
@EnableConfigurationProperties(DaprFunctionsProperties.class)
public final class DaprdSidecarAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	DaprdProcess daprdProcess(DaprFunctionsProperties properties, Environment environment,
			ObjectProvider<DaprdApp> app) {
		DaprFunctionsProperties.Sidecar settings = properties.sidecar();
		DaprdProcess.Builder builder = DevelopmentSidecars
			.configure(DaprdProcess.builder(), SidecarKind.DAPRD, properties, environment)
			.executable(DaprdExecutable.find(settings.executable()))
			.startTimeout(settings.startTimeout());
		app.ifAvailable((available) -> builder.app(available.channel()));
		return builder.start();
	}

	@Bean
	DaprdConnectionDetails daprdConnectionDetails(DaprdProcess daprd, Environment environment) {
		return new DaprdConnectionDetails(daprd, new SidecarAddress(environment).apiToken());
	}

	/**
	 * Tells {@code daprd} the port of the web server, and waits for it once that is open.
	 */
	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(WebServerInitializedEvent.class)
	static class WebServerConfiguration {

		@Bean
		DaprdAppPort daprdAppPort(ApplicationContext context) {
			return new DaprdAppPort(context);
		}

		@Bean
		DaprdAppConnector daprdAppConnector(DaprdProcess daprd, DaprdAppPort appPort,
				DaprFunctionsProperties properties) {
			return new DaprdAppConnector(daprd, appPort, properties.sidecar().startTimeout());
		}

	}

}
