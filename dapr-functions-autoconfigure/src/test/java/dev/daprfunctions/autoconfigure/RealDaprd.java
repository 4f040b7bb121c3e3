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

package dev.daprfunctions.autoconfigure;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import dev.daprfunctions.sidecar.daprd.DaprdExecutable;
import dev.daprfunctions.sidecar.daprd.DaprdNotFoundException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.Assumptions;

/**
 * The real {@code daprd} that tests run against.
 */
final class RealDaprd {

	private static final Log logger = LogFactory.getLog(RealDaprd.class);

	private static final String SETTING = "DAPRD_EXECUTABLE";

	private RealDaprd() {
	}

	/**
	 * Return the executable, or leave out the test: the file that the system property or
	 * the environment variable {@code DAPRD_EXECUTABLE} names, else what
	 * {@code tools/daprd} has built, else the one of the machine.
	 * @return the executable
	 */
	static String require() {
		String configured = System.getProperty(SETTING, System.getenv(SETTING));
		try {
			return DaprdExecutable.find((configured != null) ? configured : built()).toString();
		}
		catch (DaprdNotFoundException ex) {
			if (configured != null) {
				throw ex;
			}
			String message = "Tests with a real daprd are left out, since there is none: run tools/daprd/build.sh, "
					+ "or set " + SETTING;
			logger.warn(message);
			return Assumptions.abort(message);
		}
	}

	private static String built() {
		return Stream.iterate(Path.of("").toAbsolutePath(), (folder) -> folder != null, Path::getParent)
			.map((folder) -> folder.resolve("tools/daprd/target/daprd"))
			.filter(Files::isExecutable)
			.findFirst()
			.map(Path::toString)
			.orElse(null);
	}

}
