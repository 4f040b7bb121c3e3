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

package dev.daprfunctions.docs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Snippet that pages include: a region of a class of this package, or all regions of that
 * name, written {@code Class#region}, or a whole file, written as its path from the root
 * of the repository.
 *
 * @param name the name
 */
record Snippet(String name) {

	private static final String INDENT = "    ";

	String language() {
		return (isRegion()) ? "java" : this.name.substring(this.name.lastIndexOf('.') + 1);
	}

	String text() {
		return (isRegion()) ? region() : Page.read(existing(Page.ROOT.resolve(this.name)));
	}

	private boolean isRegion() {
		return this.name.contains("#");
	}

	private String region() {
		String[] parts = this.name.split("#", 2);
		Path file = existing(Page.MODULE.resolve("src/test/java/dev/daprfunctions/docs/" + parts[0] + ".java"));
		List<String> lines = Page.read(file).lines().toList();
		String start = "// tag::" + parts[1] + "[]";
		String end = "// end::" + parts[1] + "[]";
		List<String> regions = new ArrayList<>();
		for (int i = indexOf(start, lines, 0); i < lines.size(); i = indexOf(start, lines, i)) {
			int last = indexOf(end, lines, i);
			if (last == lines.size()) {
				throw new IllegalArgumentException("There is no line '" + end + "' in " + file);
			}
			regions.add(dedent(lines.subList(i + 1, last)));
			i = last;
		}
		if (regions.isEmpty()) {
			throw new IllegalArgumentException("There is no line '" + start + "' in " + file);
		}
		return String.join("\n", regions);
	}

	private static int indexOf(String marker, List<String> lines, int from) {
		int index = from;
		while (index < lines.size() && !lines.get(index).strip().equals(marker)) {
			index++;
		}
		return index;
	}

	private static String dedent(List<String> lines) {
		int depth = lines.stream()
			.filter((line) -> !line.isBlank())
			.map(Snippet::tabs)
			.min(Comparator.naturalOrder())
			.orElse(0);
		StringBuilder text = new StringBuilder();
		for (String line : lines) {
			int tabs = tabs(line);
			text.append((line.isBlank()) ? "" : INDENT.repeat(tabs - depth) + line.substring(tabs)).append('\n');
		}
		return text.toString();
	}

	private static int tabs(String line) {
		int tabs = 0;
		while (tabs < line.length() && line.charAt(tabs) == '\t') {
			tabs++;
		}
		return tabs;
	}

	private static Path existing(Path file) {
		if (!Files.isRegularFile(file)) {
			throw new IllegalArgumentException("There is no file " + file);
		}
		return file;
	}

}
