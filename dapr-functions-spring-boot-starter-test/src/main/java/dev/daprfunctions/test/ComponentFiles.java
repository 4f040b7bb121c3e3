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

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.springframework.util.ResourceUtils;

/**
 * Resource files that a test names, in a folder for a sidecar to read.
 *
 * @param texts the texts of files
 * @param path the folder or file, empty if there is none
 */
record ComponentFiles(List<String> texts, String path) {

	/**
	 * Return the folder with all files. A new one is deleted with the JVM.
	 * @return the folder
	 */
	Path folder() {
		try {
			Path existing = (this.path.isEmpty()) ? null : ResourceUtils.getFile(this.path).toPath();
			if (existing != null && Files.notExists(existing)) {
				throw new IllegalArgumentException("There is no folder or file '%s' with components, looked for in %s"
					.formatted(this.path, existing.toAbsolutePath()));
			}
			if (existing != null && Files.isDirectory(existing) && this.texts.isEmpty()) {
				return existing.toAbsolutePath();
			}
			Path folder = createFolder();
			if (existing != null) {
				copy(existing, folder);
			}
			return folder;
		}
		catch (FileNotFoundException ex) {
			throw new IllegalArgumentException("There is no folder or file '%s' with components".formatted(this.path),
					ex);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Could not write the components of the test", ex);
		}
	}

	private Path createFolder() throws IOException {
		Path folder = Files.createTempDirectory("dapr-components");
		folder.toFile().deleteOnExit();
		for (int i = 0; i < this.texts.size(); i++) {
			Path file = folder.resolve("test-component-%d.yaml".formatted(i + 1));
			Files.writeString(file, this.texts.get(i));
			file.toFile().deleteOnExit();
		}
		return folder;
	}

	private static void copy(Path existing, Path folder) throws IOException {
		try (Stream<Path> files = (Files.isDirectory(existing)) ? Files.list(existing) : Stream.of(existing)) {
			for (Path file : files.filter(Files::isRegularFile).toList()) {
				Path target = folder.resolve(file.getFileName());
				Files.copy(file, target);
				target.toFile().deleteOnExit();
			}
		}
	}

}
