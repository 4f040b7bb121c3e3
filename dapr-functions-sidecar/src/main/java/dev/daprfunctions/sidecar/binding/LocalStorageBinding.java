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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import dev.daprfunctions.sidecar.component.Component;
import dev.daprfunctions.sidecar.json.QuotedText;
import dev.daprfunctions.sidecar.json.RuntimeJson;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * {@link OutputBinding} over the files of a folder, as {@code bindings.localstorage} is.
 */
final class LocalStorageBinding implements OutputBinding {

	private static final List<String> FORBIDDEN_ROOTS = List.of("/proc", "/sys", "/boot", "/var/run/secrets");

	private static final JsonNodeFactory nodes = JsonNodeFactory.instance;

	private final Path root;

	LocalStorageBinding(Path root) {
		this.root = root;
	}

	static LocalStorageBinding of(Component component) {
		String setting = component.setting("rootPath");
		if (setting == null || setting.isEmpty()) {
			throw component.failure("property rootPath must not be empty");
		}
		try {
			Path root = resolveLinks(Path.of(setting).toAbsolutePath().normalize());
			if (FORBIDDEN_ROOTS.stream().anyMatch(root::startsWith)) {
				throw component.failure("property rootPath points to a disallowed location");
			}
			if (Files.exists(root) && !Files.isDirectory(root)) {
				throw component.failure("property rootPath represents a file and not a directory");
			}
			return new LocalStorageBinding(Files.createDirectories(root));
		}
		catch (IOException | InvalidPathException ex) {
			throw component.failure("unable to create directory specified by 'rootPath' " + setting, ex);
		}
	}

	private static Path resolveLinks(Path path) throws IOException {
		Path existing = firstExisting(path);
		return existing.toRealPath().resolve(existing.relativize(path));
	}

	private static Path firstExisting(Path path) {
		Path existing = path;
		while (!Files.exists(existing) && existing.getParent() != null) {
			existing = existing.getParent();
		}
		return existing;
	}

	@Override
	public List<String> operations() {
		return List.of("create", "get", "list", "delete");
	}

	@Override
	public @Nullable BindingResponse invoke(BindingRequest request) throws BindingException {
		String name = request.metadata().getOrDefault("fileName", "");
		boolean create = request.operation().equals("create");
		Path file = path((name.isEmpty() && create) ? UUID.randomUUID().toString() : name);
		return switch (request.operation()) {
			case "create" -> create(file, request.data());
			case "get" -> get(file);
			case "list" -> list(file);
			default -> delete(file);
		};
	}

	private Path path(String name) throws BindingException {
		try {
			return ScopedPath.resolve(this.root, name);
		}
		catch (IOException | InvalidPathException ex) {
			throw new BindingException("error getting absolute path for file %s: %s".formatted(name, ex.getMessage()),
					ex);
		}
	}

	private BindingResponse create(Path file, byte[] data) throws BindingException {
		Path parent = file.getParent();
		Path folder = (file.equals(this.root) || parent == null) ? this.root : parent;
		try {
			Files.createDirectories(folder);
		}
		catch (IOException ex) {
			throw new BindingException("error creating directory %s: %s".formatted(folder,
					FileProblem.of("mkdir", firstExisting(folder), ex)), ex);
		}
		try {
			Files.write(file, decode(data));
		}
		catch (IOException ex) {
			throw new BindingException("error creating file %s: %s".formatted(file, FileProblem.of("open", file, ex)),
					ex);
		}
		return json(RuntimeJson.write(nodes.objectNode().put("fileName", this.root.relativize(file).toString())));
	}

	private static byte[] decode(byte[] data) {
		byte[] unquoted = QuotedText.unquote(data);
		byte[] content = (unquoted != null) ? unquoted : data;
		String text = new String(content, StandardCharsets.ISO_8859_1).replaceAll("[\r\n]", "");
		if (text.length() % 4 != 0) {
			return content;
		}
		try {
			return Base64.getDecoder().decode(text);
		}
		catch (IllegalArgumentException ex) {
			return content;
		}
	}

	private static BindingResponse get(Path file) throws BindingException {
		if (Files.isDirectory(file)) {
			throw new BindingException("error reading file %s: read %s: is a directory".formatted(file, file));
		}
		try {
			return json(Files.readAllBytes(file));
		}
		catch (NoSuchFileException ex) {
			throw new BindingException("file not found: " + file, ex);
		}
		catch (IOException ex) {
			throw new BindingException("error opening path %s: %s".formatted(file, FileProblem.of("open", file, ex)),
					ex);
		}
	}

	private static BindingResponse list(Path folder) throws BindingException {
		try {
			if (!Files.readAttributes(folder, BasicFileAttributes.class).isDirectory()) {
				throw new BindingException("unable to list files as the file specified is not a directory: " + folder);
			}
		}
		catch (IOException ex) {
			throw new BindingException(
					"error getting stats for path %s: %s".formatted(folder, FileProblem.of("stat", folder, ex)), ex);
		}
		List<Path> files = new ArrayList<>();
		try {
			collect(folder, files);
		}
		catch (IOException ex) {
			throw new BindingException(
					"error listing files in the directory %s: %s".formatted(folder, FileProblem.of("open", folder, ex)),
					ex);
		}
		if (files.isEmpty()) {
			return json(RuntimeJson.write(nodes.nullNode()));
		}
		ArrayNode names = nodes.arrayNode();
		files.forEach((file) -> names.add(file.toString()));
		return json(RuntimeJson.write(names));
	}

	private static void collect(Path folder, List<Path> files) throws IOException {
		List<Path> children;
		try (Stream<Path> stream = Files.list(folder)) {
			children = stream.sorted().toList();
		}
		for (Path child : children) {
			if (Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS)) {
				collect(child, files);
			}
			else {
				files.add(child);
			}
		}
	}

	private static @Nullable BindingResponse delete(Path file) throws BindingException {
		try {
			Files.delete(file);
			return null;
		}
		catch (IOException ex) {
			throw new BindingException("error deleting file %s: %s".formatted(file, FileProblem.of("remove", file, ex)),
					ex);
		}
	}

	private static BindingResponse json(byte[] data) {
		return new BindingResponse(data, Map.of());
	}

}
