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

package dev.daprfunctions.sidecar.component;

import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Component resource.
 *
 * @param name the name
 * @param type the type, such as {@code state.redis}
 * @param version the version
 * @param metadata the settings with a value of their own
 * @param secrets the settings that are read from a secret store
 * @param secretStore the secret store to read them from
 * @param scopes the applications that see the component, empty for all
 * @param source the file and line that it was read from
 * @since 0.1.0
 */
public record Component(String name, String type, String version, Map<String, String> metadata,
		Map<String, SecretKeyRef> secrets, @Nullable String secretStore, List<String> scopes, String source) {

	/**
	 * Return whether the component exists for an application.
	 * @param appId the id of the application
	 * @return {@code true} if it does
	 */
	public boolean isInScope(String appId) {
		return this.scopes.isEmpty() || this.scopes.contains(appId);
	}

	/**
	 * Return the building block that the component belongs to.
	 * @return the type's part before the first dot
	 */
	public String category() {
		int dot = this.type.indexOf('.');
		return (dot != -1) ? this.type.substring(0, dot) : this.type;
	}

	/**
	 * Return a setting, in any case.
	 * @param name the name of the setting
	 * @return the value, or {@code null} if there is none
	 */
	public @Nullable String setting(String name) {
		return this.metadata.entrySet()
			.stream()
			.filter((entry) -> entry.getKey().equalsIgnoreCase(name))
			.map(Map.Entry::getValue)
			.findFirst()
			.orElse(null);
	}

	/**
	 * Value of a setting in a secret store.
	 *
	 * @param name the name of the secret
	 * @param key the field of the secret
	 */
	public record SecretKeyRef(String name, String key) {
	}

}
