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

package dev.daprfunctions.sidecar.pubsub;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import dev.daprfunctions.sidecar.component.Component;

/**
 * Topics that an application may use.
 *
 * @param allowed the only topics that anyone may use, empty for all
 * @param guarded the topics that only those may use who are named
 * @param publishing the topics that the application may publish to
 * @param subscription the topics that the application may subscribe to
 */
record TopicScopes(Set<String> allowed, Set<String> guarded, Set<String> publishing, Set<String> subscription) {

	static TopicScopes of(Component component, String appId) {
		return new TopicScopes(topics(text(component, "allowedTopics")), topics(text(component, "protectedTopics")),
				topicsOf(appId, text(component, "publishingScopes")),
				topicsOf(appId, text(component, "subscriptionScopes")));
	}

	private static String text(Component component, String setting) {
		String text = component.setting(setting);
		return (text != null) ? text.replace(" ", "") : "";
	}

	private static Set<String> topics(String text) {
		return (text.isEmpty()) ? Set.of() : new LinkedHashSet<>(List.of(text.split(",", -1)));
	}

	private static Set<String> topicsOf(String appId, String text) {
		Set<String> topics = new LinkedHashSet<>();
		for (String app : text.split(";", -1)) {
			String[] parts = app.split("=", -1);
			if (parts.length > 1 && parts[0].equals(appId)) {
				topics.addAll(List.of(parts[1].split(",", -1)));
			}
		}
		return topics;
	}

	boolean mayPublish(String topic) {
		return isAllowed(topic, this.publishing);
	}

	boolean maySubscribe(String topic) {
		return isAllowed(topic, this.subscription);
	}

	private boolean isAllowed(String topic, Set<String> scoped) {
		if (!this.allowed.isEmpty() && !this.allowed.contains(topic)) {
			return false;
		}
		return (scoped.isEmpty() && !this.guarded.contains(topic)) || scoped.contains(topic);
	}

}
