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
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Locale;

/**
 * What is wrong with a file, in the words of the Dapr runtime.
 */
final class FileProblem {

	private FileProblem() {
	}

	static String of(String call, Path path, IOException cause) {
		return "%s %s: %s".formatted(call, path, reason(path, cause));
	}

	private static String reason(Path path, IOException cause) {
		if (cause instanceof NoSuchFileException) {
			return "no such file or directory";
		}
		if (cause instanceof DirectoryNotEmptyException) {
			return "directory not empty";
		}
		if (cause instanceof AccessDeniedException) {
			return "permission denied";
		}
		if (cause instanceof FileAlreadyExistsException || cause instanceof NotDirectoryException) {
			return "not a directory";
		}
		if (Files.isDirectory(path)) {
			return "is a directory";
		}
		String reason = (cause instanceof FileSystemException ex) ? ex.getReason() : cause.getMessage();
		return String.valueOf(reason).toLowerCase(Locale.ROOT);
	}

}
