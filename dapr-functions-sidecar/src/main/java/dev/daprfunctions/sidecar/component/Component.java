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

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Component resource.
 *
 * @param name the name
 * @param type the type, such as {@code state.redis}
 * @param version the version
 * @param metadata the settings, those without a value of their own as empty texts
 * @param secrets the settings that are read from a secret store
 * @param environment the settings that are read from environment variables
 * @param secretStore the secret store to read them from
 * @param scopes the applications that see the component, empty for all
 * @param ignoresErrors whether the sidecar starts without the component if that cannot be
 * loaded
 * @param source the file and line that it was read from
 * @param folder the folder of that file
 * @since 0.1.0
 */
public record Component(String name, String type, String version, Map<String, String> metadata,
		Map<String, SecretKeyRef> secrets, Map<String, String> environment, @Nullable String secretStore,
		List<String> scopes, boolean ignoresErrors, String source, @Nullable Path folder) {

	private static final Logger logger = LoggerFactory.getLogger(Component.class);

	private static final Set<String> FIRST_VERSIONS = Set.of("", "v0", "v1");

	/**
	 * Create a component that no file describes.
	 * @param name the name
	 * @param type the type
	 * @param source what it comes from
	 * @return the component
	 */
	public static Component builtIn(String name, String type, String source) {
		return new Component(name, type, "v1", Map.of(), Map.of(), Map.of(), null, List.of(), false, source, null);
	}

	/**
	 * Return the same component with other settings.
	 * @param metadata the settings
	 * @return the component
	 */
	public Component withMetadata(Map<String, String> metadata) {
		return new Component(this.name, this.type, this.version, metadata, Map.of(), Map.of(), this.secretStore,
				this.scopes, this.ignoresErrors, this.source, this.folder);
	}

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
	 * Return whether a setting is switched on.
	 * @param name the name of the setting
	 * @return {@code true} if it is
	 */
	public boolean isTruthy(String name) {
		String value = setting(name);
		return value != null && Truthy.test(value);
	}

	/**
	 * Fail unless the component has the first version of its type.
	 * @throws ComponentException if it has another version
	 */
	public void requireFirstVersion() {
		if (!FIRST_VERSIONS.contains(this.version.toLowerCase(Locale.ROOT))) {
			throw new ComponentException("Component '%s' has the unknown version '%s' of %s: %s".formatted(this.name,
					this.version, this.type, this.source));
		}
	}

	/**
	 * Create the exception for a component that cannot be loaded.
	 * @param problem what is wrong
	 * @return the exception
	 */
	public ComponentException failure(String problem) {
		return new ComponentException(message(problem));
	}

	/**
	 * Create the exception for a component that cannot be loaded.
	 * @param problem what is wrong
	 * @param cause the cause
	 * @return the exception
	 */
	public ComponentException failure(String problem, Throwable cause) {
		return new ComponentException(message(problem), cause);
	}

	/**
	 * Fail, or go on without the component if its errors are to be ignored.
	 * @param failure why it cannot be loaded
	 * @throws ComponentException if its errors are not to be ignored
	 */
	public void failOrLeaveOut(ComponentException failure) {
		if (!this.ignoresErrors) {
			throw failure;
		}
		logger.error("Left out component {} ({}), whose errors are ignored: {}", this.name, this.type,
				failure.getMessage());
	}

	private String message(String problem) {
		return "Component '%s' (%s) could not be loaded: %s: %s".formatted(this.name, this.type, problem, this.source);
	}

	/**
	 * Return what the component is, without its settings, which may be secret.
	 * @return the name and the type
	 */
	@Override
	public String toString() {
		return "%s (%s)".formatted(this.name, this.type);
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
