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

package dev.daprfunctions.sidecar.state;

import java.util.regex.Pattern;

/**
 * Reads whole numbers as the Dapr runtime does, with its messages.
 */
final class GoNumber {

	private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]+");

	private GoNumber() {
	}

	static long parse(String text, String function) throws StateStoreException {
		try {
			return Long.parseLong(text);
		}
		catch (NumberFormatException ex) {
			String problem = NUMBER.matcher(text).matches() ? "value out of range" : "invalid syntax";
			throw new StateStoreException("strconv.%s: parsing \"%s\": %s".formatted(function, text, problem));
		}
	}

}
