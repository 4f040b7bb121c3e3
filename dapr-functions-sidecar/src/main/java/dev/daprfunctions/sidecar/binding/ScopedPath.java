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

package dev.daprfunctions.sidecar.binding;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Path below a folder. Neither {@code ..} nor symbolic links lead out of the folder, as
 * if it were the root of the file system.
 */
final class ScopedPath {

	private static final int MAX_LINKS = 255;

	private final Path root;

	private final Deque<String> remaining = new ArrayDeque<>();

	private final String path;

	private ScopedPath(Path root, String path) {
		this.root = root;
		this.path = path;
		prepend(path);
	}

	static Path resolve(Path root, String path) throws IOException {
		return new ScopedPath(root, path).resolve();
	}

	private void prepend(String path) {
		String[] names = path.split("/");
		for (int i = names.length - 1; i >= 0; i--) {
			this.remaining.push(names[i]);
		}
	}

	private Path resolve() throws IOException {
		Path current = this.root;
		int links = 0;
		while (!this.remaining.isEmpty()) {
			String name = this.remaining.pop();
			if (name.equals("..")) {
				Path parent = current.getParent();
				current = (current.equals(this.root) || parent == null) ? this.root : parent;
			}
			else if (!name.isEmpty() && !name.equals(".")) {
				Path next = current.resolve(name);
				if (Files.isSymbolicLink(next)) {
					if (++links > MAX_LINKS) {
						throw new IOException(
								"SecureJoin %s/%s: too many levels of symbolic links".formatted(this.root, this.path));
					}
					Path target = Files.readSymbolicLink(next);
					current = (target.isAbsolute()) ? this.root : current;
					prepend(target.toString());
				}
				else {
					current = next;
				}
			}
		}
		return current;
	}

}
