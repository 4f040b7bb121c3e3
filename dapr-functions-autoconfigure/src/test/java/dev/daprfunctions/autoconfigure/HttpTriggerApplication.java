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

import java.util.Map;

import dev.daprfunctions.annotation.DaprSecret;
import io.dapr.client.DaprClient;
import io.dapr.client.domain.GetSecretRequest;
import io.dapr.exceptions.DaprException;
import org.mockito.ArgumentMatchers;
import org.mockito.BDDMockito;
import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Web application with HTTP triggers whose sidecar has one secret.
 */
final class HttpTriggerApplication {

	private HttpTriggerApplication() {
	}

	static WebApplicationContextRunner runner() {
		return new WebApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(PropertyPlaceholderAutoConfiguration.class, JacksonAutoConfiguration.class,
							HttpMessageConvertersAutoConfiguration.class, ValidationAutoConfiguration.class,
							WebMvcAutoConfiguration.class, DispatcherServletAutoConfiguration.class,
							DaprClientAutoConfiguration.class, DaprFunctionsAutoConfiguration.class,
							DaprFunctionsWebMvcAutoConfiguration.class, DaprHttpTriggersAutoConfiguration.class))
			.withUserConfiguration(ClientConfiguration.class);
	}

	@Configuration(proxyBeanMethods = false)
	static class ClientConfiguration {

		@Bean
		DaprClient daprClient() {
			DaprClient client = BDDMockito.mock(DaprClient.class);
			BDDMockito.given(client.getSecret(ArgumentMatchers.any(GetSecretRequest.class)))
				.willAnswer((call) -> (call.<GetSecretRequest>getArgument(0).getKey().equals("closed"))
						? Mono.error(new DaprException("INTERNAL", "vault closed", new IllegalStateException()))
						: Mono.just(Map.of("key", "s3cret")));
			return client;
		}

	}

	@RestController
	static class SecretController {

		SecretController() {
		}

		@GetMapping("/secret")
		String secret(@DaprSecret(store = "vault", key = "key") String secret) {
			return secret + " by " + HttpTriggerControllers.adapter();
		}

		@GetMapping("/failing")
		String failing(@DaprSecret(store = "vault", key = "closed") String secret) {
			return secret;
		}

		@GetMapping("/plain")
		String plain() {
			return HttpTriggerControllers.adapter();
		}

	}

}
