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

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import dev.daprfunctions.sidecar.daprd.DaprdExecutable;
import dev.daprfunctions.sidecar.daprd.DaprdNotFoundException;
import org.jspecify.annotations.Nullable;

/**
 * The real {@code daprd} that tests run against.
 *
 * @since 0.1.0
 */
public final class RealDaprd {

	private static final String SETTING = "DAPRD_EXECUTABLE";

	private RealDaprd() {
	}

	/**
	 * Return the executable, or leave out the test if there is none, which with
	 * {@code CI=true} is a failure. The executable is the file that the system property
	 * or the environment variable {@code DAPRD_EXECUTABLE} names, else what
	 * {@code tools/daprd} has built, else the one of the machine.
	 * @return the executable
	 */
	public static String require() {
		String configured = System.getProperty(SETTING, System.getenv(SETTING));
		try {
			return DaprdExecutable.find((configured != null) ? configured : built()).toString();
		}
		catch (DaprdNotFoundException ex) {
			if (configured != null) {
				throw ex;
			}
			return Requirement.missing("daprd", "run tools/daprd/build.sh, or set " + SETTING);
		}
	}

	private static @Nullable String built() {
		return Stream.iterate(Path.of("").toAbsolutePath(), (folder) -> folder != null, Path::getParent)
			.map((folder) -> folder.resolve("tools/daprd/target/daprd"))
			.filter(Files::isExecutable)
			.findFirst()
			.map(Path::toString)
			.orElse(null);
	}

}
