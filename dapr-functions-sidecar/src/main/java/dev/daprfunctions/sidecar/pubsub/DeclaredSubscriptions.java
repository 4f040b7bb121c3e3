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

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.daprfunctions.sidecar.component.ComponentException;
import dev.daprfunctions.sidecar.component.Manifest;
import dev.daprfunctions.sidecar.component.ManifestException;
import dev.daprfunctions.sidecar.component.YamlMapping;
import io.dapr.v1.DaprMetadataProtos.PubsubSubscriptionType;

/**
 * Subscriptions that are declared in resource files.
 *
 * @since 0.1.0
 */
public final class DeclaredSubscriptions {

	private final Map<String, Subscription> byName = new LinkedHashMap<>();

	/**
	 * Find the subscriptions of an application.
	 * @param manifests the resources of any kind
	 * @param appId the id of the application
	 * @throws ComponentException if the Dapr runtime would not start with one of them
	 */
	public DeclaredSubscriptions(List<Manifest> manifests, String appId) {
		for (Manifest manifest : manifests) {
			manifest.read((resource) -> read(resource, appId, manifest.source())).ifPresent((declared) -> {
				// One that has the same name as another one takes its place, at the end.
				this.byName.remove(declared.name());
				this.byName.put(declared.name(), declared.subscription());
			});
		}
	}

	private static Optional<Declared> read(YamlMapping resource, String appId, String source) throws ManifestException {
		String version = resource.text("apiVersion");
		boolean hasRules = version.equals("dapr.io/v2alpha1");
		if (!resource.text("kind").equals("Subscription") || !(hasRules || version.equals("dapr.io/v1alpha1"))) {
			return Optional.empty();
		}
		String name = Manifest.name(resource);
		List<String> scopes = resource.texts("scopes");
		if (!scopes.isEmpty() && !scopes.contains(appId)) {
			return Optional.empty();
		}
		return Optional.of(new Declared(name, subscription(resource.mapping("spec"), hasRules, name, source)));
	}

	private static Subscription subscription(YamlMapping spec, boolean hasRules, String name, String source)
			throws ManifestException {
		List<RoutingRule> rules = new ArrayList<>();
		String path = spec.text("route");
		if (hasRules) {
			YamlMapping routes = spec.mapping("routes");
			for (YamlMapping rule : routes.mappings("rules")) {
				rules.add(rule(rule, name, source));
			}
			path = routes.text("default");
		}
		if (!path.isEmpty()) {
			rules.add(new RoutingRule(null, path));
		}
		Map<String, String> metadata = new LinkedHashMap<>();
		for (String key : spec.mapping("metadata").names()) {
			metadata.put(key, spec.mapping("metadata").text(key));
		}
		YamlMapping bulk = spec.mapping("bulkSubscribe");
		Subscription.Bulk options = new Subscription.Bulk(number(bulk, "maxMessagesCount"),
				number(bulk, "maxAwaitDurationMs"));
		return new Subscription(spec.text("pubsubname"), spec.text("topic"), spec.text("deadLetterTopic"), metadata,
				rules, (bulk.text("enabled").equalsIgnoreCase("true")) ? options : null,
				PubsubSubscriptionType.DECLARATIVE);
	}

	private static RoutingRule rule(YamlMapping rule, String name, String source) throws ManifestException {
		try {
			return RoutingRule.of(rule.text("match"), rule.text("path"));
		}
		catch (RuleException ex) {
			throw new ComponentException("Subscription '%s' has the invalid rule '%s': %s: %s".formatted(name,
					rule.text("match"), String.valueOf(ex.getMessage()).lines().findFirst().orElse(""), source), ex);
		}
	}

	private static int number(YamlMapping mapping, String entry) throws ManifestException {
		String text = mapping.text(entry);
		try {
			return (text.isEmpty()) ? 0 : Integer.parseInt(text);
		}
		catch (NumberFormatException ex) {
			throw new ManifestException(mapping.line(), "'%s' should be a number, not '%s'".formatted(entry, text));
		}
	}

	List<Subscription> list() {
		return List.copyOf(this.byName.values());
	}

	/**
	 * Subscription with its name.
	 *
	 * @param name the name of the resource
	 * @param subscription the subscription
	 */
	private record Declared(String name, Subscription subscription) {
	}

}
