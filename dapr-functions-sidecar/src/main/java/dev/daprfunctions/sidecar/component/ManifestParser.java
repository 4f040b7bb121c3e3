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

import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Parses resource files. As in the Dapr runtime, a document that cannot be read leaves
 * the other documents of its file alone.
 */
final class ManifestParser {

	private static final String SEPARATOR = "\n---";

	private ManifestParser() {
	}

	static List<Document> split(String content) {
		List<Document> documents = new ArrayList<>();
		String remaining = content.replace("\r\n", "\n");
		int line = 0;
		int end = remaining.indexOf(SEPARATOR);
		while (end != -1) {
			documents.add(new Document(remaining.substring(0, end), line));
			int next = remaining.indexOf('\n', end + SEPARATOR.length());
			int start = (next != -1) ? next + 1 : remaining.length();
			line += (int) remaining.substring(0, start).chars().filter((character) -> character == '\n').count();
			remaining = remaining.substring(start);
			end = remaining.indexOf(SEPARATOR);
		}
		documents.add(new Document(remaining, line));
		return documents;
	}

	static Optional<Component> parseComponent(Document document, Path file) throws ManifestException {
		Optional<YamlMapping> resource = parse(document);
		if (resource.isEmpty()) {
			return Optional.empty();
		}
		try {
			ResourceReport.log(resource.get(), document.line(), file);
			return component(resource.get(), document, file);
		}
		catch (ManifestException ex) {
			throw new ManifestException(document.line() + ex.line(), String.valueOf(ex.getMessage()));
		}
	}

	static Optional<YamlMapping> parse(Document document) throws ManifestException {
		try {
			Node node = new Yaml(new SafeConstructor(new LoaderOptions())).compose(new StringReader(document.text()));
			return (node != null) ? Optional.of(YamlMapping.of(node, "resource")) : Optional.empty();
		}
		catch (MarkedYAMLException ex) {
			int line = (ex.getProblemMark() != null) ? ex.getProblemMark().getLine() + 1 : 1;
			throw new ManifestException(document.line() + line, ex.getProblem());
		}
		catch (YAMLException ex) {
			throw new ManifestException(document.line() + 1, String.valueOf(ex.getMessage()));
		}
		catch (ManifestException ex) {
			throw new ManifestException(document.line() + ex.line(), String.valueOf(ex.getMessage()));
		}
	}

	private static Optional<Component> component(YamlMapping resource, Document document, Path file)
			throws ManifestException {
		if (!resource.text("kind").equals("Component") || !resource.text("apiVersion").equals("dapr.io/v1alpha1")) {
			return Optional.empty();
		}
		String name = resource.mapping("metadata").text("name");
		verifyName(name, resource);
		if (name.isEmpty()) {
			return Optional.empty();
		}
		YamlMapping spec = resource.mapping("spec");
		Map<String, String> settings = new LinkedHashMap<>();
		Map<String, Component.SecretKeyRef> secrets = new LinkedHashMap<>();
		Map<String, String> environment = new LinkedHashMap<>();
		for (YamlMapping setting : spec.mappings("metadata")) {
			settings.put(setting.text("name"), setting.setting("value"));
			YamlMapping reference = setting.mapping("secretKeyRef");
			if (!setting.has("value") && !setting.text("envRef").isEmpty()) {
				environment.put(setting.text("name"), setting.text("envRef"));
			}
			else if (!reference.text("name").isEmpty()) {
				secrets.put(setting.text("name"),
						new Component.SecretKeyRef(reference.text("name"), reference.text("key")));
			}
		}
		String secretStore = resource.mapping("auth").text("secretStore");
		return Optional.of(new Component(name, spec.text("type"), spec.text("version"), settings, secrets, environment,
				(secretStore.isEmpty()) ? null : secretStore, resource.texts("scopes"), spec.flag("ignoreErrors"),
				file + ":" + (document.line() + resource.line()), file.toAbsolutePath().getParent()));
	}

	static void verifyName(String name, YamlMapping resource) throws ManifestException {
		if (name.equals(".") || name.equals("..") || name.contains("/") || name.contains("%")) {
			throw new ManifestException(resource.mapping("metadata").line(), "invalid name '%s'".formatted(name));
		}
	}

	/**
	 * One document of a file.
	 *
	 * @param text the document
	 * @param line the number of lines before it
	 */
	record Document(String text, int line) {
	}

}
