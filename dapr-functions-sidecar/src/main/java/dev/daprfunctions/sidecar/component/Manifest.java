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

package dev.daprfunctions.sidecar.component;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Resource of any kind in a resource file.
 *
 * @since 0.1.0
 */
public final class Manifest {

	private static final Logger logger = LoggerFactory.getLogger(Manifest.class);

	private final YamlMapping resource;

	private final Path file;

	private final int linesBefore;

	private final boolean first;

	private Manifest(YamlMapping resource, Path file, int linesBefore, boolean first) {
		this.resource = resource;
		this.file = file;
		this.linesBefore = linesBefore;
		this.first = first;
	}

	/**
	 * Read all resources of a folder. What cannot be read is left out.
	 * @param folder the folder with the files
	 * @return the resources in the order of the files
	 */
	public static List<Manifest> readAll(Path folder) {
		List<Manifest> manifests = new ArrayList<>();
		for (Path file : ComponentLoader.files(folder)) {
			try {
				read(file, manifests);
			}
			catch (IOException ex) {
				throw new ComponentException("Could not read resource file '%s'".formatted(file), ex);
			}
		}
		return manifests;
	}

	private static void read(Path file, List<Manifest> manifests) throws IOException {
		boolean first = true;
		for (ManifestParser.Document document : ManifestParser.split(Files.readString(file))) {
			try {
				Optional<YamlMapping> resource = ManifestParser.parse(document);
				if (resource.isPresent()) {
					manifests.add(new Manifest(resource.get(), file, document.line(), first));
					first = false;
				}
			}
			catch (ManifestException ex) {
				// The loader of the components tells.
				first = false;
			}
		}
	}

	/**
	 * Return whether this is the first resource of its file.
	 * @return {@code true} if it is
	 */
	public boolean isFirst() {
		return this.first;
	}

	/**
	 * Return where the resource is.
	 * @return the file and line
	 */
	public String source() {
		return source(this.resource);
	}

	/**
	 * Return where a part of the resource is.
	 * @param part the part
	 * @return the file and line
	 */
	public String source(YamlMapping part) {
		return this.file + ":" + (this.linesBefore + part.line());
	}

	/**
	 * Read the resource, or tell in the log why that is not possible.
	 * @param reader makes something of the resource
	 * @param <T> what the reader makes
	 * @return what the reader made, if it made something
	 */
	public <T> Optional<T> read(Reader<T> reader) {
		try {
			return reader.read(this.resource);
		}
		catch (ManifestException ex) {
			// As the Dapr runtime does, which starts without it.
			logger.warn("Ignored a resource in {}:{}: {}", this.file, this.linesBefore + ex.line(), ex.getMessage());
			return Optional.empty();
		}
	}

	/**
	 * Return the name of a resource.
	 * @param resource the resource
	 * @return the name
	 * @throws ManifestException if the Dapr runtime does not take that name
	 */
	public static String name(YamlMapping resource) throws ManifestException {
		String name = resource.mapping("metadata").text("name");
		ManifestParser.verifyName(name, resource);
		return name;
	}

	/**
	 * Makes something of a resource.
	 *
	 * @param <T> what it makes
	 */
	@FunctionalInterface
	public interface Reader<T> {

		/**
		 * Make something of a resource.
		 * @param resource the resource
		 * @return what was made, empty if another kind of resource is meant
		 * @throws ManifestException if the resource has not the expected shape
		 */
		Optional<T> read(YamlMapping resource) throws ManifestException;

	}

}
