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

package dev.daprfunctions.samples.functions;

import java.util.Map;

import dev.daprfunctions.annotation.DaprSecret;
import dev.daprfunctions.annotation.ServiceInvocationFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

/**
 * Logs secrets, to show that they were read: never do that with a real one.
 */
@Component
class SecretFunctions {

	private static final Logger logger = LoggerFactory.getLogger(SecretFunctions.class);

	@ServiceInvocationFunction("RetrieveSecretLocal")
	void retrieveSecretLocal(@DaprSecret(store = "localsecretstore", key = "my-secret",
			metadata = "namespace=default") Map<String, String> secret) {
		secret.forEach((name, value) -> logger.info("Local secret {} is {}", name, value));
	}

	@ServiceInvocationFunction("RetrieveSecret")
	void retrieveSecret(@DaprSecret(store = "kubernetes", key = "my-secret",
			metadata = "namespace=default") Map<String, String> secret) {
		secret.forEach((name, value) -> logger.info("Secret {} is {}", name, value));
	}

}
