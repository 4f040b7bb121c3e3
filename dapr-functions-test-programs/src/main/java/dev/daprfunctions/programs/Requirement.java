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

package dev.daprfunctions.programs;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.Assumptions;

/**
 * What becomes of a test whose program is missing: it is left out with a line in the log,
 * or fails where the environment variable {@code CI} is {@code true}.
 */
final class Requirement {

	private static final Log logger = LogFactory.getLog(Requirement.class);

	private Requirement() {
	}

	static <T> T missing(String program, String remedy) {
		String message = "Tests with a real %s are left out, since there is none: %s".formatted(program, remedy);
		if (Boolean.parseBoolean(System.getenv("CI"))) {
			throw new AssertionError("With CI=true nothing is left out. " + message);
		}
		logger.warn(message);
		return Assumptions.abort(message);
	}

}
