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

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * YAML mapping whose entries are read by name, in any case if there is none in that of
 * the name, with the line of what does not fit.
 *
 * @since 0.1.0
 */
public final class YamlMapping {

	private static final Set<String> TRUE = Set.of("true", "yes", "on");

	private final List<NodeTuple> entries;

	private final int line;

	private YamlMapping(List<NodeTuple> entries, int line) {
		this.entries = entries;
		this.line = line;
	}

	static YamlMapping of(Node node, String name) throws ManifestException {
		if (node instanceof MappingNode mapping) {
			return new YamlMapping(mapping.getValue(), line(node));
		}
		throw new ManifestException(line(node), "'%s' should be a mapping".formatted(name));
	}

	/**
	 * Return the line that the mapping starts in.
	 * @return the line within the document
	 */
	public int line() {
		return this.line;
	}

	/**
	 * Return a single value.
	 * @param name the name of the entry
	 * @return the value, empty if there is none
	 * @throws ManifestException if the entry is no single value
	 */
	public String text(String name) throws ManifestException {
		Node node = find(name);
		if (node == null) {
			return "";
		}
		return text(node, name);
	}

	/**
	 * Return the value of a setting, which need not be a text.
	 * @param name the name of the entry
	 * @return the value, JSON if it is no text, empty if there is none
	 * @throws ManifestException if the entry has no JSON form
	 */
	String setting(String name) throws ManifestException {
		Node node = find(name);
		return (node != null) ? SettingValue.of(node) : "";
	}

	/**
	 * Return a value that is true or false.
	 * @param name the name of the entry
	 * @return the value, false if there is none
	 * @throws ManifestException if the entry is something else
	 */
	boolean flag(String name) throws ManifestException {
		Node node = find(name);
		if (node == null) {
			return false;
		}
		if (!node.getTag().equals(Tag.BOOL)) {
			throw new ManifestException(line(node), "'%s' should be true or false".formatted(name));
		}
		return TRUE.contains(text(node, name).toLowerCase(Locale.ROOT));
	}

	/**
	 * Return whether there is an entry.
	 * @param name the name of the entry
	 * @return {@code true} if there is one that is not null
	 */
	public boolean has(String name) {
		return find(name) != null;
	}

	/**
	 * Return a mapping.
	 * @param name the name of the entry
	 * @return the mapping, empty if there is none
	 * @throws ManifestException if the entry is no mapping
	 */
	public YamlMapping mapping(String name) throws ManifestException {
		Node node = find(name);
		return (node != null) ? of(node, name) : new YamlMapping(List.of(), this.line);
	}

	/**
	 * Return a list of mappings.
	 * @param name the name of the entry
	 * @return the mappings, none if there is no such entry
	 * @throws ManifestException if the entry is no such list
	 */
	public List<YamlMapping> mappings(String name) throws ManifestException {
		List<YamlMapping> mappings = new ArrayList<>();
		for (Node element : elements(name)) {
			mappings.add(of(element, name));
		}
		return mappings;
	}

	/**
	 * Return a list of single values.
	 * @param name the name of the entry
	 * @return the values, none if there is no such entry
	 * @throws ManifestException if the entry is no such list
	 */
	public List<String> texts(String name) throws ManifestException {
		List<String> texts = new ArrayList<>();
		for (Node element : elements(name)) {
			texts.add(text(element, name));
		}
		return texts;
	}

	/**
	 * Return the names of all entries.
	 * @return the names in the order of the document
	 */
	public Set<String> names() {
		Set<String> names = new LinkedHashSet<>();
		for (NodeTuple entry : this.entries) {
			if (entry.getKeyNode() instanceof ScalarNode key) {
				names.add(key.getValue());
			}
		}
		return names;
	}

	List<NodeTuple> entries() {
		return this.entries;
	}

	private List<Node> elements(String name) throws ManifestException {
		Node node = find(name);
		if (node == null) {
			return List.of();
		}
		if (node instanceof SequenceNode sequence) {
			return sequence.getValue();
		}
		throw new ManifestException(line(node), "'%s' should be a list".formatted(name));
	}

	private @Nullable Node find(String name) {
		Node node = find((key) -> key.equals(name));
		return (node != null) ? node : find((key) -> key.equalsIgnoreCase(name));
	}

	private @Nullable Node find(Predicate<String> name) {
		return this.entries.stream()
			.filter((entry) -> entry.getKeyNode() instanceof ScalarNode key && name.test(key.getValue()))
			.map(NodeTuple::getValueNode)
			.filter((node) -> !node.getTag().equals(Tag.NULL))
			.reduce((first, second) -> second)
			.orElse(null);
	}

	private static String text(Node node, String name) throws ManifestException {
		if (node instanceof ScalarNode) {
			return (node.getTag().equals(Tag.NULL)) ? "" : SettingValue.of(node);
		}
		throw new ManifestException(line(node), "'%s' should be a single value".formatted(name));
	}

	private static int line(Node node) {
		return node.getStartMark().getLine() + 1;
	}

}
