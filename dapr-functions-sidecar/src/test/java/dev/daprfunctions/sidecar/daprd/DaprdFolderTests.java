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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.daprfunctions.sidecar.component.Component;
import dev.daprfunctions.sidecar.component.ComponentLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DaprdFolder}.
 */
class DaprdFolderTests {

	@TempDir
	private Path folder;

	@Test
	void whenThereIsNoFolderThenStateStoreAndPubSubAreInMemory() {
		try (DaprdFolder files = DaprdFolder.create(this.folder.resolve("none"), null)) {
			List<Component> components = new ComponentLoader("app").load(files.resources());
			assertThat(components).extracting((component) -> component.name() + " " + component.type())
				.containsExactlyInAnyOrder("statestore state.in-memory", "pubsub pubsub.in-memory");
		}
	}

	@Test
	void whenThereIsNoConfigurationThenNamesAreLookedUpInAFile() throws IOException {
		try (DaprdFolder files = DaprdFolder.create(null, null)) {
			assertThat(Files.readString(files.configuration())).contains("component: sqlite",
					"connectionString: '" + files.temporary().resolve("names.db") + "'");
		}
	}

	@Test
	void whenUserHasFilesThenAreUsed() {
		Path configuration = this.folder.resolve("config.yaml");
		try (DaprdFolder files = DaprdFolder.create(this.folder, configuration)) {
			assertThat(files.resources()).isEqualTo(this.folder);
			assertThat(files.configuration()).isEqualTo(configuration);
		}
		assertThat(this.folder).exists();
	}

	@Test
	void whenClosedThenTemporaryFilesAreGone() throws IOException {
		DaprdFolder files = DaprdFolder.create(null, null);
		Files.createFile(files.temporary().resolve("names.db"));
		files.close();
		files.close();
		assertThat(files.temporary()).doesNotExist();
	}

}
