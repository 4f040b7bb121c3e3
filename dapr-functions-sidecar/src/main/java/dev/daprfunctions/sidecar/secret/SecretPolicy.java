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

import java.util.Set;

/**
 * What the application may read from a secret store.
 *
 * @param isAllowedByDefault whether secrets that no list names may be read
 * @param allowed the names of the secrets that may be read; no others if there are any
 * @param denied the names of the secrets that may not be read
 */
record SecretPolicy(boolean isAllowedByDefault, Set<String> allowed, Set<String> denied) {

	boolean allows(String name) {
		if (!this.allowed.isEmpty()) {
			return this.allowed.contains(name);
		}
		return this.isAllowedByDefault && !this.denied.contains(name);
	}

}
