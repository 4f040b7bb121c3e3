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

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that nothing of ours keeps a JVM alive whose application has ended.
 */
class ApplicationExitTests {

	@TempDir
	private Path folder;

	@Test
	void whenContextIsClosedThenJvmEnds() throws Exception {
		assertEnds("close", "called: 200");
	}

	@Test
	void whenMainRunsToItsEndWithoutWebServerThenJvmEnds() throws Exception {
		assertEnds("end", "read: hello");
	}

	private void assertEnds(String mode, String printed) throws IOException, InterruptedException {
		new BuildingBlocks(this.folder).write();
		File output = this.folder.resolve("output.txt").toFile();
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
				System.getProperty("java.class.path"), ExitingApplication.class.getName(), mode, this.folder.toString())
			.redirectErrorStream(true)
			.redirectOutput(output)
			.start();
		try {
			boolean ended = process.waitFor(1, TimeUnit.MINUTES);
			assertThat(Files.readString(output.toPath())).contains(printed);
			assertThat(ended).as("ended by itself").isTrue();
			assertThat(process.exitValue()).isZero();
		}
		finally {
			process.destroyForcibly().waitFor();
		}
	}

}
