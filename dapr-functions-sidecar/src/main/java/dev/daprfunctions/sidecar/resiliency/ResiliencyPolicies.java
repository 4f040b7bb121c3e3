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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;

import org.jspecify.annotations.Nullable;

/**
 * Resiliency policies of one application, by what they are for.
 *
 * @since 0.1.0
 */
public final class ResiliencyPolicies {

	private static final RetryPolicy INITIALIZATION = new RetryPolicy(true, Duration.ofMillis(500),
			Duration.ofSeconds(1), 3, Duration.ofSeconds(10), null);

	private final ExecutorService executor;

	private final Set<String> names = new LinkedHashSet<>();

	private final Map<String, Duration> timeouts = new HashMap<>();

	private final Map<String, RetryPolicy> retries = new HashMap<>();

	private final Map<String, PolicyNames> apps = new HashMap<>();

	private final Map<String, PolicyNames> inboundComponents = new HashMap<>();

	/**
	 * Create policies.
	 * @param resources the resources that define them, later ones win
	 * @param executor runs what has a time-out
	 */
	public ResiliencyPolicies(List<ResiliencyResource> resources, ExecutorService executor) {
		this.executor = executor;
		for (ResiliencyResource resource : resources) {
			this.names.add(resource.name());
			this.timeouts.putAll(resource.timeouts());
			this.retries.putAll(resource.retries());
			this.apps.putAll(resource.apps());
			this.inboundComponents.putAll(resource.inboundComponents());
		}
	}

	/**
	 * Return the names of the resources that define the policies.
	 * @return the names
	 */
	public Set<String> names() {
		return Set.copyOf(this.names);
	}

	/**
	 * Return the policy for invocations.
	 * @param appId the id of the invoked application
	 * @return the policy
	 */
	public Policy app(String appId) {
		return policy("app " + appId, this.apps.get(appId), List.of("App", ""));
	}

	/**
	 * Return the policy for what comes from a pub/sub component.
	 * @param component the name of the component
	 * @return the policy
	 */
	public Policy inboundPubSub(String component) {
		return inbound("events", component, "PubsubComponentInbound");
	}

	/**
	 * Return the policy for what comes from an input binding.
	 * @param component the name of the component
	 * @return the policy
	 */
	public Policy inboundBinding(String component) {
		return inbound("events", component, "BindingComponentInbound");
	}

	/**
	 * Return the policy for what comes from a configuration store.
	 * @param component the name of the component
	 * @return the policy
	 */
	public Policy inboundConfiguration(String component) {
		return inbound("changes", component, "ConfigurationComponentInbound");
	}

	private Policy inbound(String what, String component, String level) {
		return policy("%s of component %s".formatted(what, component), this.inboundComponents.get(component),
				List.of(level, "ComponentInbound", "Component", ""));
	}

	/**
	 * Return the policy for what is asked of the application when it has started.
	 * @return the policy
	 */
	public Policy initialization() {
		return new Policy("initialization", null, INITIALIZATION, this.executor);
	}

	private Policy policy(String target, @Nullable PolicyNames names, List<String> defaults) {
		if (names != null) {
			return new Policy(target, positive(this.timeouts.get(names.timeout())), this.retries.get(names.retry()),
					this.executor);
		}
		return new Policy(target, positive(findDefault(this.timeouts, "Default%sTimeoutPolicy", defaults)),
				findDefault(this.retries, "Default%sRetryPolicy", defaults), this.executor);
	}

	private static <T> @Nullable T findDefault(Map<String, T> policies, String template, List<String> levels) {
		for (String level : levels) {
			T policy = policies.get(template.formatted(level));
			if (policy != null) {
				return policy;
			}
		}
		return null;
	}

	private static @Nullable Duration positive(@Nullable Duration timeout) {
		return (timeout == null || timeout.isZero() || timeout.isNegative()) ? null : timeout;
	}

}
