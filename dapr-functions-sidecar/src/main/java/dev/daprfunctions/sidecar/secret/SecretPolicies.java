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

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.daprfunctions.sidecar.component.ComponentException;
import dev.daprfunctions.sidecar.component.ConfigurationFile;
import dev.daprfunctions.sidecar.component.ConfigurationFile.SecretScope;

/**
 * What the application may read from its secret stores.
 *
 * @since 0.1.0
 */
public final class SecretPolicies {

	private static final String ALLOW = "allow";

	private static final String DENY = "deny";

	private final Map<String, SecretPolicy> byStore = new HashMap<>();

	private SecretPolicies() {
	}

	/**
	 * Return the policies without which everything may be read.
	 * @return the policies
	 */
	public static SecretPolicies none() {
		return new SecretPolicies();
	}

	/**
	 * Read the policies of a configuration.
	 * @param configuration the configuration
	 * @return the policies
	 * @throws ComponentException if the Dapr runtime would not start with it
	 */
	public static SecretPolicies of(ConfigurationFile configuration) {
		SecretPolicies policies = new SecretPolicies();
		configuration.secretScopes().forEach((scope) -> policies.add(scope, configuration));
		return policies;
	}

	private void add(SecretScope scope, ConfigurationFile configuration) {
		String access = scope.defaultAccess();
		if (!access.isEmpty() && !access.equalsIgnoreCase(ALLOW) && !access.equalsIgnoreCase(DENY)) {
			throw new ComponentException("defaultAccess '%s' of the secret store '%s' should be %s or %s: %s:%d"
				.formatted(access, scope.storeName(), ALLOW, DENY, configuration.path(), scope.line()));
		}
		SecretPolicy policy = new SecretPolicy(!access.equalsIgnoreCase(DENY), toSet(scope.allowedSecrets()),
				toSet(scope.deniedSecrets()));
		if (this.byStore.put(scope.storeName(), policy) != null) {
			throw new ComponentException("The secret store '%s' has two scopes: %s:%d".formatted(scope.storeName(),
					configuration.path(), scope.line()));
		}
	}

	private static Set<String> toSet(List<String> names) {
		return Set.copyOf(names);
	}

	Map<String, SecretPolicy> byStore() {
		return this.byStore;
	}

}
