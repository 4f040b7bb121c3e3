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

import dev.daprfunctions.OutputBinding;
import dev.daprfunctions.annotation.DaprState;
import dev.daprfunctions.annotation.ServiceInvocationFunction;
import dev.daprfunctions.annotation.TopicFunction;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.bind.annotation.RequestHeader;

/**
 * Application that works with a {@code daprd} of its own.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(DaprdApplication.Functions.class)
public class DaprdApplication {

	public static void main(String[] args) {
		SpringApplication.run(DaprdApplication.class, args);
	}

	static class Functions {

		@ServiceInvocationFunction
		void save(String payload, @DaprState(store = "statestore", key = "value") OutputBinding<String> value) {
			value.setValue(payload);
		}

		@ServiceInvocationFunction
		String read(@DaprState(store = "statestore", key = "value") String value) {
			return value;
		}

		@ServiceInvocationFunction
		String token(@RequestHeader("dapr-api-token") String token) {
			return token;
		}

		@TopicFunction(pubsub = "pubsub", topic = "values")
		void onValue(String payload, @DaprState(store = "statestore", key = "value") OutputBinding<String> value) {
			value.setValue(payload);
		}

	}

}
