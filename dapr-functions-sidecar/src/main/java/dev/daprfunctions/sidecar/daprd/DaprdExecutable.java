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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Finds the {@code daprd} of this machine: on the {@code PATH}, or where the Dapr CLI
 * puts it.
 *
 * @since 0.1.0
 * @see <a href="https://docs.dapr.io/getting-started/install-dapr-selfhost/">Initialize
 * Dapr in the local environment</a>
 */
public final class DaprdExecutable {

	private final String name;

	private final List<Path> folders;

	DaprdExecutable(boolean windows, @Nullable String searchPath, @Nullable String home) {
		this.name = (windows) ? "daprd.exe" : "daprd";
		this.folders = Stream.concat(split(searchPath), Stream.ofNullable(home).map(DaprdExecutable::cliFolder))
			.toList();
	}

	private static Stream<Path> split(@Nullable String searchPath) {
		return Stream.ofNullable(searchPath)
			.flatMap((value) -> Arrays.stream(value.split(File.pathSeparator)))
			.map((folder) -> folder.replace("\"", ""))
			.filter((folder) -> !folder.isBlank())
			.map(Path::of);
	}

	private static Path cliFolder(String home) {
		return Path.of(home, ".dapr", "bin");
	}

	/**
	 * Find the executable.
	 * @param configured the file that the user named, {@code null} to look for one on the
	 * {@code PATH} and in {@code ~/.dapr/bin}
	 * @return the executable file
	 * @throws DaprdNotFoundException if there is none
	 */
	public static Path find(@Nullable String configured) {
		boolean windows = System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
		return new DaprdExecutable(windows, System.getenv("PATH"), System.getProperty("user.home")).locate(configured);
	}

	Path locate(@Nullable String configured) {
		return (configured == null || configured.isBlank()) ? search() : check(Path.of(configured.trim()));
	}

	private Path search() {
		return this.folders.stream()
			.map((folder) -> folder.resolve(this.name))
			.filter(DaprdExecutable::isExecutable)
			.findFirst()
			.orElseThrow(() -> new DaprdNotFoundException(
					"Found no %s on the PATH and none in the folder .dapr/bin of the user".formatted(this.name)));
	}

	private static Path check(Path executable) {
		if (!Files.exists(executable)) {
			throw new DaprdNotFoundException("The executable of daprd does not exist: " + executable.toAbsolutePath());
		}
		if (!isExecutable(executable)) {
			throw new DaprdNotFoundException(
					"The executable of daprd is no file that may be run: " + executable.toAbsolutePath());
		}
		return executable.toAbsolutePath();
	}

	private static boolean isExecutable(Path file) {
		return Files.isRegularFile(file) && Files.isExecutable(file);
	}

}
