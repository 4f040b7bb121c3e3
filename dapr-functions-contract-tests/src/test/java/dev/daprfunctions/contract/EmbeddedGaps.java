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

package dev.daprfunctions.contract;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;

/**
 * The one place that says what the embedded sidecar does not have yet. A case that needs
 * it runs on the real sidecar only.
 */
final class EmbeddedGaps {

	private static final Set<Capability> MISSING = EnumSet.of(Capability.APP_HEALTH);

	private EmbeddedGaps() {
	}

	static boolean allow(Collection<Capability> needed) {
		return needed.stream().noneMatch(MISSING::contains);
	}

	static Set<Capability> missing() {
		return MISSING;
	}

}
