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

import java.util.Locale;
import java.util.Set;

/**
 * Texts that the Dapr runtime takes for true.
 *
 * @since 0.1.0
 */
public final class Truthy {

	private static final Set<String> TEXTS = Set.of("y", "yes", "true", "t", "on", "1");

	private Truthy() {
	}

	/**
	 * Return whether a text means true.
	 * @param text the text
	 * @return {@code true} if it does
	 */
	public static boolean test(String text) {
		return TEXTS.contains(text.strip().toLowerCase(Locale.ROOT));
	}

}
