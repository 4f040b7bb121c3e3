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

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link DaprdExecutable}.
 */
class DaprdExecutableTests {

	@TempDir
	private Path folder;

	@Test
	void whenOnTheSearchPathThenIsFoundInTheFirstFolderThatHasIt() throws IOException {
		Path first = create("first/daprd");
		create("second/daprd");
		create("home/.dapr/bin/daprd");
		String searchPath = String.join(File.pathSeparator, path("none"), "", "\"" + path("first") + "\"",
				path("second"));
		assertThat(find(false, searchPath, null)).isEqualTo(first);
	}

	@Test
	void whenNotOnTheSearchPathThenIsFoundWhereTheDaprCliPutsIt() throws IOException {
		Path installed = create("home/.dapr/bin/daprd");
		assertThat(find(false, path("none"), null)).isEqualTo(installed);
		assertThat(find(false, null, " ")).isEqualTo(installed);
	}

	@Test
	void whenOnWindowsThenHasTheExtension() throws IOException {
		create("first/daprd");
		Path installed = create("home/.dapr/bin/daprd.exe");
		assertThat(find(true, path("first"), null)).isEqualTo(installed);
	}

	@Test
	void whenConfiguredThenNothingElseIsLookedAt() throws IOException {
		create("first/daprd");
		Path configured = create("elsewhere/dapr-1.18");
		assertThat(find(false, path("first"), configured + " ")).isEqualTo(configured);
	}

	@Test
	@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there every file may be run")
	void whenFileMayNotBeRunThenIsPassedOver() throws IOException {
		Path file = Files.createFile(Files.createDirectories(this.folder.resolve("first")).resolve("daprd"));
		Path installed = create("home/.dapr/bin/daprd");
		assertThat(find(false, path("first"), null)).isEqualTo(installed);
		assertThatExceptionOfType(DaprdNotFoundException.class).isThrownBy(() -> find(false, null, file.toString()))
			.withMessage("The executable of daprd is no file that may be run: " + file);
	}

	@Test
	void whenThereIsNoneThenSaysWhereItLooked() {
		assertThatExceptionOfType(DaprdNotFoundException.class).isThrownBy(() -> find(false, path("none"), null))
			.withMessage("Found no daprd on the PATH and none in the folder .dapr/bin of the user");
		assertThatExceptionOfType(DaprdNotFoundException.class).isThrownBy(() -> find(true, path("none"), null))
			.withMessageContaining("Found no daprd.exe");
	}

	@Test
	void whenConfiguredFileIsMissingThenNamesIt() {
		String missing = path("missing");
		assertThatExceptionOfType(DaprdNotFoundException.class).isThrownBy(() -> find(false, null, missing))
			.withMessage("The executable of daprd does not exist: " + missing);
	}

	private Path find(boolean windows, String searchPath, String configured) {
		return new DaprdExecutable(windows, searchPath, path("home")).locate(configured);
	}

	private String path(String name) {
		return this.folder.resolve(name).toString();
	}

	private Path create(String name) throws IOException {
		Path file = this.folder.resolve(name);
		Files.createDirectories(file.getParent());
		assertThat(Files.createFile(file).toFile().setExecutable(true)).isTrue();
		return file;
	}

}
