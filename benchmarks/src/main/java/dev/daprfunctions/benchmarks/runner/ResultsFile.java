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

package dev.daprfunctions.benchmarks.runner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Markdown file with a marked place for the results of each benchmark.
 */
final class ResultsFile {

	private final Path file;

	ResultsFile(Path file) {
		this.file = file;
	}

	/**
	 * Replaces the results of a benchmark, or adds them at the end.
	 * @param name the name of the benchmark
	 * @param results the results as Markdown
	 * @throws IOException if the file cannot be read or written
	 */
	void replace(String name, String results) throws IOException {
		String begin = "<!-- " + name + ": written by run.sh -->";
		String end = "<!-- end of " + name + " -->";
		String text = (Files.exists(this.file)) ? Files.readString(this.file) : "";
		String section = begin + "\n" + results.strip() + "\n" + end;
		int from = text.indexOf(begin);
		int to = text.indexOf(end);
		String replaced = (from >= 0 && to > from)
				? text.substring(0, from) + section + text.substring(to + end.length()) : text + section + "\n\n";
		Files.writeString(this.file, replaced);
	}

}
