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

package dev.daprfunctions.sidecar.resiliency;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import dev.daprfunctions.sidecar.component.Manifest;
import dev.daprfunctions.sidecar.component.ManifestException;
import dev.daprfunctions.sidecar.component.YamlMapping;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Resource of the kind {@code Resiliency}.
 *
 * @since 0.1.0
 */
public final class ResiliencyResource {

	private static final Logger logger = LoggerFactory.getLogger(ResiliencyResource.class);

	private final String name;

	private final Map<String, Duration> timeouts = new HashMap<>();

	private final Map<String, RetryPolicy> retries = new HashMap<>();

	private final Map<String, PolicyNames> apps = new HashMap<>();

	private final Map<String, PolicyNames> inboundComponents = new HashMap<>();

	private ResiliencyResource(String name) {
		this.name = name;
	}

	/**
	 * Find the resources that an application has.
	 * @param manifests the resources of any kind
	 * @param appId the id of the application
	 * @return the resources
	 */
	public static List<ResiliencyResource> find(List<Manifest> manifests, String appId) {
		// The Dapr runtime looks at the first resource of a file only.
		return manifests.stream()
			.filter(Manifest::isFirst)
			.flatMap((manifest) -> manifest.read((resource) -> read(manifest, resource, appId)).stream())
			.toList();
	}

	private static Optional<ResiliencyResource> read(Manifest manifest, YamlMapping resource, String appId)
			throws ManifestException {
		if (!resource.text("kind").equals("Resiliency")) {
			return Optional.empty();
		}
		List<String> scopes = resource.texts("scopes");
		if (!scopes.isEmpty() && !scopes.contains(appId)) {
			return Optional.empty();
		}
		ResiliencyResource resiliency = new ResiliencyResource(resource.mapping("metadata").text("name"));
		YamlMapping spec = resource.mapping("spec");
		resiliency.readPolicies(spec.mapping("policies"));
		resiliency.readTargets(spec.mapping("targets"));
		leaveOutOutbound(manifest, spec.mapping("targets").mapping("components"));
		logger.info("Loaded resiliency policies {}", resiliency.name);
		return Optional.of(resiliency);
	}

	private void readPolicies(YamlMapping policies) throws ManifestException {
		YamlMapping timeouts = policies.mapping("timeouts");
		for (String timeout : timeouts.names()) {
			this.timeouts.put(timeout, duration(timeouts, timeout, Duration.ZERO));
		}
		YamlMapping retries = policies.mapping("retries");
		for (String retry : retries.names()) {
			this.retries.put(retry, retry(retries.mapping(retry)));
		}
		if (!policies.mapping("circuitBreakers").names().isEmpty()) {
			logger.warn("Left out the circuit breakers of the resiliency policies {}, which the development sidecar "
					+ "does not have", this.name);
		}
	}

	private static RetryPolicy retry(YamlMapping retry) throws ManifestException {
		boolean exponential = switch (retry.text("policy").toLowerCase(Locale.ROOT)) {
			case "", "constant" -> false;
			case "exponential" -> true;
			default -> throw new ManifestException(retry.line(),
					"'policy' should be 'constant' or 'exponential', not '%s'".formatted(retry.text("policy")));
		};
		Duration constant = duration(retry, "duration", RetryPolicy.DEFAULT_DELAY);
		return new RetryPolicy(exponential, (exponential) ? RetryPolicy.DEFAULT_INITIAL_DELAY : constant,
				duration(retry, "maxInterval", RetryPolicy.DEFAULT_MAX_DELAY), maxRetries(retry),
				RetryPolicy.DEFAULT_MAX_ELAPSED, statuses(retry.mapping("matching")));
	}

	private static int maxRetries(YamlMapping retry) throws ManifestException {
		String text = retry.text("maxRetries");
		try {
			return (text.isEmpty()) ? -1 : Integer.parseInt(text);
		}
		catch (NumberFormatException ex) {
			throw new ManifestException(retry.line(), "'maxRetries' should be a number, not '%s'".formatted(text));
		}
	}

	private static @Nullable List<StatusRange> statuses(YamlMapping matching) throws ManifestException {
		String text = matching.text("httpStatusCodes");
		try {
			return (text.isEmpty()) ? null : StatusRange.parse(text);
		}
		catch (IllegalArgumentException ex) {
			throw new ManifestException(matching.line(), "'httpStatusCodes': " + ex.getMessage());
		}
	}

	private static Duration duration(YamlMapping mapping, String entry, Duration fallback) throws ManifestException {
		String text = mapping.text(entry);
		try {
			return (text.isEmpty()) ? fallback : GoDuration.parseOrMillis(text);
		}
		catch (IllegalArgumentException ex) {
			throw new ManifestException(mapping.line(), "'%s': %s".formatted(entry, ex.getMessage()));
		}
	}

	private void readTargets(YamlMapping targets) throws ManifestException {
		YamlMapping apps = targets.mapping("apps");
		for (String app : apps.names()) {
			this.apps.put(app, names(apps.mapping(app)));
		}
		YamlMapping components = targets.mapping("components");
		for (String component : components.names()) {
			this.inboundComponents.put(component, names(components.mapping(component).mapping("inbound")));
		}
	}

	private static void leaveOutOutbound(Manifest manifest, YamlMapping components) throws ManifestException {
		Map<String, YamlMapping> outbound = new LinkedHashMap<>();
		for (String component : components.names()) {
			YamlMapping policies = components.mapping(component).mapping("outbound");
			if (!policies.names().isEmpty()) {
				outbound.put(component, policies);
			}
		}
		if (!outbound.isEmpty()) {
			logger.warn("Left out the outbound policies of the components {} in {}, which the development sidecar "
					+ "does not have", outbound.keySet(), manifest.source(outbound.values().iterator().next()));
		}
	}

	private static PolicyNames names(YamlMapping target) throws ManifestException {
		return new PolicyNames(target.text("timeout"), target.text("retry"));
	}

	String name() {
		return this.name;
	}

	Map<String, Duration> timeouts() {
		return this.timeouts;
	}

	Map<String, RetryPolicy> retries() {
		return this.retries;
	}

	Map<String, PolicyNames> apps() {
		return this.apps;
	}

	Map<String, PolicyNames> inboundComponents() {
		return this.inboundComponents;
	}

}
