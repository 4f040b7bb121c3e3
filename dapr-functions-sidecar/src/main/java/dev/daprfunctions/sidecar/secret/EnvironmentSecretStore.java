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

package dev.daprfunctions.sidecar.secret;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@link SecretStore} over environment variables, as {@code secretstores.local.env} is:
 * those of the sidecar itself cannot be read.
 */
final class EnvironmentSecretStore implements SecretStore {

	private static final Logger logger = LoggerFactory.getLogger(EnvironmentSecretStore.class);

	private final Map<String, String> environment;

	private final String prefix;

	private final boolean missingIsEmpty;

	/**
	 * Create a store.
	 * @param environment the environment variables
	 * @param prefix what the names of the variables start with
	 * @param missingIsEmpty whether a variable that is not set is an empty secret rather
	 * than none
	 */
	EnvironmentSecretStore(Map<String, String> environment, String prefix, boolean missingIsEmpty) {
		this.environment = environment;
		this.prefix = prefix;
		this.missingIsEmpty = missingIsEmpty;
	}

	@Override
	public Map<String, String> get(String name) throws SecretStoreException {
		String variable = this.prefix + name;
		String value = null;
		if (isAllowed(variable)) {
			value = this.environment.get(variable);
		}
		else {
			logger.warn("Access to env var {} is forbidden", name);
		}
		if (value == null && !this.missingIsEmpty) {
			throw SecretStoreException.notFound(name);
		}
		return Map.of(name, (value != null) ? value : "");
	}

	@Override
	public Map<String, Map<String, String>> getAll() {
		Map<String, Map<String, String>> secrets = new TreeMap<>();
		this.environment.forEach((variable, value) -> {
			boolean matches = this.prefix.isEmpty()
					|| (variable.startsWith(this.prefix) && variable.length() > this.prefix.length());
			if (matches && isAllowed(variable)) {
				String name = variable.substring(this.prefix.length());
				secrets.put(name, Map.of(name, value));
			}
		});
		return secrets;
	}

	private static boolean isAllowed(String variable) {
		String upper = variable.toUpperCase(Locale.ROOT);
		return !upper.equals("APP_API_TOKEN") && !upper.startsWith("DAPR_");
	}

}
