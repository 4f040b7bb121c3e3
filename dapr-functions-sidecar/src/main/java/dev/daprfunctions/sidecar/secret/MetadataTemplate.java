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

import java.util.UUID;

import org.jspecify.annotations.Nullable;

/**
 * Replaces what a setting of a component may say about the application that reads it.
 *
 * @param appId the id of the application
 * @param namespace the namespace of the application
 * @param podName the name of the pod, if there is one
 */
record MetadataTemplate(String appId, String namespace, @Nullable String podName) {

	private static final String UUID_TEMPLATE = "{uuid}";

	private static final String POD_NAME_TEMPLATE = "{podName}";

	/**
	 * Return whether a value refers to a pod although there is none.
	 * @param value the value
	 * @return {@code true} if it does
	 */
	boolean lacksPodName(String value) {
		return value.contains(POD_NAME_TEMPLATE) && (this.podName == null || this.podName.isEmpty());
	}

	String apply(String value) {
		String applied = value;
		while (applied.contains(UUID_TEMPLATE)) {
			int start = applied.indexOf(UUID_TEMPLATE);
			applied = applied.substring(0, start) + UUID.randomUUID()
					+ applied.substring(start + UUID_TEMPLATE.length());
		}
		if (this.podName != null && !this.podName.isEmpty()) {
			applied = applied.replace(POD_NAME_TEMPLATE, this.podName);
		}
		return applied.replace("{namespace}", this.namespace + "." + this.appId).replace("{appID}", this.appId);
	}

}
