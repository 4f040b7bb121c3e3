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

package dev.daprfunctions.sidecar.daprd;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link OrphanGuard}.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the guard needs a POSIX shell")
class OrphanGuardTests {

	@ParameterizedTest
	@CsvSource({ "/bin/sh, end", "/bin/sh, halt", "/no/shell, end" })
	void whenJvmEndsThenProcessEnds(String shell, String mode) throws Exception {
		List<ProcessHandle> left = run(shell, mode);
		Awaitility.await().until(() -> left.stream().noneMatch(ProcessHandle::isAlive));
	}

	@ParameterizedTest
	@ValueSource(strings = { "/bin/sh", "/no/shell" })
	void whenGuardIsClosedThenProcessIsLeftAlone(String shell) throws Exception {
		List<ProcessHandle> left = run(shell, "close");
		assertThat(left).hasSize(1).allMatch(ProcessHandle::isAlive);
		left.forEach(ProcessHandle::destroyForcibly);
	}

	private static List<ProcessHandle> run(String shell, String mode) throws IOException, InterruptedException {
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
				System.getProperty("java.class.path"), GuardedProgram.class.getName(), shell, mode)
			.start();
		try {
			String pid = process.inputReader(StandardCharsets.UTF_8)
				.lines()
				.filter((line) -> line.matches("\\d+"))
				.findFirst()
				.orElseThrow();
			assertThat(process.waitFor()).isZero();
			return ProcessHandle.of(Long.parseLong(pid)).stream().toList();
		}
		finally {
			process.destroyForcibly();
		}
	}

}
