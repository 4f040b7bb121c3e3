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

package dev.daprfunctions.test;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link ComponentFiles}.
 */
class ComponentFilesTests {

	@TempDir
	private Path folder;

	@Test
	void whenPathIsFolderThenItIsUsedAsItIs() {
		assertThat(new ComponentFiles(List.of(), this.folder.toString()).folder()).isEqualTo(this.folder);
	}

	@Test
	void whenThereAreTextsThenEachIsAFileBesideThoseOfThePath() throws Exception {
		Files.writeString(this.folder.resolve("a.yaml"), "a");
		Path written = new ComponentFiles(List.of("b", "c"), this.folder.toString()).folder();
		assertThat(written.resolve("a.yaml")).hasContent("a");
		assertThat(written.resolve("test-component-1.yaml")).hasContent("b");
		assertThat(written.resolve("test-component-2.yaml")).hasContent("c");
		assertThat(this.folder).isDirectoryNotContaining("glob:**test-component*");
	}

	@Test
	void whenPathIsFileThenOnlyThatIsTaken() throws Exception {
		Path file = Files.writeString(this.folder.resolve("a.yaml"), "a");
		Files.writeString(this.folder.resolve("b.yaml"), "b");
		assertThat(new ComponentFiles(List.of(), file.toString()).folder()).isDirectoryContaining("glob:**a.yaml")
			.isDirectoryNotContaining("glob:**b.yaml");
	}

	@Test
	void whenPathDoesNotExistThenFails() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new ComponentFiles(List.of(), this.folder.resolve("none").toString()).folder())
			.withMessageContaining("none");
		assertThatIllegalArgumentException().isThrownBy(() -> new ComponentFiles(List.of(), "classpath:none").folder())
			.withMessageContaining("classpath:none");
	}

}
