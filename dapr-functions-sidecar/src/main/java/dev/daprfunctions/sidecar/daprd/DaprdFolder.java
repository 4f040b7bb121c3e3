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
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files that {@code daprd} starts with: those of the user, and temporary ones in place of
 * those that there are not.
 *
 * @param resources the folder with the component files
 * @param configuration the file with the Configuration resource
 * @param temporary the folder with temporary files
 */
record DaprdFolder(Path resources, Path configuration, Path temporary) implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(DaprdFolder.class);

	private static final String COMPONENT = """
			apiVersion: dapr.io/v1alpha1
			kind: Component
			metadata:
			  name: %s
			spec:
			  type: %s
			  version: v1
			""";

	private static final String CONFIGURATION = """
			apiVersion: dapr.io/v1alpha1
			kind: Configuration
			metadata:
			  name: development
			spec:
			  nameResolution:
			    component: sqlite
			    version: v1
			    configuration:
			      connectionString: '%s'
			""";

	/**
	 * Completes the files of the user. Without a folder there are a state store
	 * {@code statestore} and a pub/sub {@code pubsub} in memory. Without a configuration
	 * names are looked up in a file, since multicast, which is the default, is not
	 * everywhere.
	 * @param resources the folder of the user
	 * @param configuration the configuration of the user
	 * @return the files
	 */
	static DaprdFolder create(@Nullable Path resources, @Nullable Path configuration) {
		try {
			Path temporary = Files.createTempDirectory("dapr-functions-daprd");
			return new DaprdFolder((resources != null && Files.exists(resources)) ? resources : components(temporary),
					(configuration != null) ? configuration : configuration(temporary), temporary);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Could not write the files that daprd starts with", ex);
		}
	}

	private static Path components(Path temporary) throws IOException {
		Path folder = Files.createDirectory(temporary.resolve("components"));
		Files.writeString(folder.resolve("statestore.yaml"), COMPONENT.formatted("statestore", "state.in-memory"));
		Files.writeString(folder.resolve("pubsub.yaml"), COMPONENT.formatted("pubsub", "pubsub.in-memory"));
		return folder;
	}

	private static Path configuration(Path temporary) throws IOException {
		String names = temporary.resolve("names.db").toString().replace("'", "''");
		return Files.writeString(temporary.resolve("config.yaml"), CONFIGURATION.formatted(names));
	}

	@Override
	public void close() {
		if (!Files.exists(this.temporary)) {
			return;
		}
		try {
			for (Path path : deepestFirst()) {
				Files.deleteIfExists(path);
			}
		}
		catch (IOException ex) {
			logger.warn("Could not delete the temporary folder {}", this.temporary, ex);
		}
	}

	private List<Path> deepestFirst() throws IOException {
		try (Stream<Path> paths = Files.walk(this.temporary)) {
			return paths.sorted(Comparator.reverseOrder()).toList();
		}
	}

}
