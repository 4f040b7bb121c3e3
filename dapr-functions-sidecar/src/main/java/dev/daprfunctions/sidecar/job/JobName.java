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

package dev.daprfunctions.sidecar.job;

import java.util.Locale;
import java.util.regex.Pattern;

import dev.daprfunctions.sidecar.json.QuotedText;

/**
 * Full names of jobs, which the scheduler limits to those of DNS after it has removed
 * some characters.
 *
 * @param value the name with the application that it belongs to
 */
record JobName(String value) {

	private static final Pattern REMOVED = Pattern.compile("[_: -]");

	private static final Pattern SUBDOMAIN = Pattern
		.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");

	private static final int MAX_LENGTH = 253;

	static JobName of(String namespace, String appId, String name) {
		return new JobName("app||%s||%s||%s".formatted(namespace, appId, name));
	}

	/**
	 * Verify that it is a name.
	 * @throws IllegalArgumentException if it is none
	 */
	void verify() {
		String clean = REMOVED.matcher(this.value).replaceAll("");
		for (String segment : clean.toLowerCase(Locale.ROOT).split("\\|\\|", -1)) {
			if (segment.length() > MAX_LENGTH) {
				throw invalid(clean, "must be no more than %d characters".formatted(MAX_LENGTH));
			}
			if (!SUBDOMAIN.matcher(segment).matches()) {
				throw invalid(clean,
						"a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.',"
								+ " and must start and end with an alphanumeric character (e.g. 'example.com', regex used"
								+ " for validation is '%s')".formatted(SUBDOMAIN));
			}
		}
	}

	private static IllegalArgumentException invalid(String clean, String problem) {
		return new IllegalArgumentException("job name is invalid %s: %s".formatted(QuotedText.quote(clean), problem));
	}

}
