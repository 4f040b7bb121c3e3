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

package dev.daprfunctions.sidecar;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.springframework.util.FileSystemUtils;

/**
 * Temporary folder with files.
 */
final class TestFolder implements AutoCloseable {

	private final Path path;

	TestFolder() {
		try {
			this.path = Files.createTempDirectory("sidecar").toRealPath();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Write a file.
	 * @param name the name of the file
	 * @param content the content, in which {@code FOLDER} stands for the folder
	 * @return this folder
	 */
	TestFolder file(String name, String content) {
		try {
			Path file = this.path.resolve(name);
			Files.createDirectories(file.getParent());
			Files.writeString(file, content.replace("FOLDER", this.path.toString()));
			return this;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Write the file of a component.
	 * @param name the name of the component
	 * @param type the type
	 * @param settings the settings, as items of a YAML list
	 * @return this folder
	 */
	TestFolder component(String name, String type, String... settings) {
		return file(name + ".yaml", """
				apiVersion: dapr.io/v1alpha1
				kind: Component
				metadata: {name: %s}
				spec: {type: %s, version: v1, metadata: [%s]}
				""".formatted(name, type, String.join(",", settings)));
	}

	Path path() {
		return this.path;
	}

	@Override
	public void close() {
		try {
			FileSystemUtils.deleteRecursively(this.path);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
