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

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where programs of the machine are.
 */
final class Programs {

	private Programs() {
	}

	/**
	 * Find a program.
	 * @param name the name of its file
	 * @param folders where it may be beside the {@code PATH}
	 * @return the program, empty if there is none
	 */
	static Optional<Path> find(String name, Path... folders) {
		return Stream
			.concat(Stream.of(System.getenv("PATH").split(File.pathSeparator)).map(Path::of), Stream.of(folders))
			.map((folder) -> folder.resolve(name))
			.filter(Files::isExecutable)
			.findFirst();
	}

	/**
	 * Return the folders of the installed versions of something.
	 * @param parent the folder of all versions
	 * @param folder the folder in that of each version
	 * @return the folders, none if there are no versions
	 */
	static Path[] ofVersions(Path parent, String folder) {
		String[] versions = parent.toFile().list();
		return (versions != null) ? Stream.of(versions)
			.sorted()
			.map((version) -> parent.resolve(version).resolve(folder))
			.toArray(Path[]::new) : new Path[0];
	}

	/**
	 * Return whether this JVM has the rights of root, which some programs do not run
	 * with.
	 * @return whether it has
	 */
	static boolean isRoot() {
		return "root".equals(System.getProperty("user.name"));
	}

}
