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

/**
 * Which applications may invoke this one. Without mTLS the Dapr runtime does not know who
 * calls, so that the policies of single applications have no effect.
 *
 * @param allowsOthers whether other applications may invoke this one
 * @since 0.1.0
 */
public record AccessControl(boolean allowsOthers) {

	/**
	 * What holds without a configuration.
	 */
	public static final AccessControl OPEN = new AccessControl(true);

	private static final List<String> REQUIRED = List.of("appId", "trustDomain", "namespace");

	static AccessControl of(YamlMapping accessControl) throws ManifestException {
		List<YamlMapping> policies = accessControl.mappings("policies");
		for (YamlMapping policy : policies) {
			verify(policy);
		}
		String trustDomain = accessControl.text("trustDomain");
		if (!accessControl.has("defaultAction")) {
			return OPEN;
		}
		String action = accessControl.text("defaultAction");
		return new AccessControl(
				(action.isEmpty()) ? isEmpty(accessControl, trustDomain, policies) : action.equalsIgnoreCase("allow"));
	}

	/**
	 * Return what an action that is there, but empty, means.
	 * @param accessControl the section of the configuration
	 * @param trustDomain the trust domain
	 * @param policies the policies of single applications
	 * @return {@code true} if the Dapr runtime takes the section for an empty one
	 */
	private static boolean isEmpty(YamlMapping accessControl, String trustDomain, List<YamlMapping> policies) {
		boolean withoutDomain = accessControl.has("trustDomain") && trustDomain.isEmpty();
		return policies.isEmpty() && (withoutDomain || accessControl.has("policies"));
	}

	private static void verify(YamlMapping policy) throws ManifestException {
		policy.text("defaultAction");
		for (YamlMapping operation : policy.mappings("operations")) {
			operation.text("name");
			operation.texts("httpVerb");
			operation.text("action");
		}
		for (String name : REQUIRED) {
			if (policy.text(name).isEmpty()) {
				throw new ManifestException(policy.line(), "'%s' of an access control policy is missing, which needs %s"
					.formatted(name, String.join(", ", REQUIRED)));
			}
		}
	}

}
