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

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import dev.daprfunctions.sidecar.json.JsonFormatException;
import dev.daprfunctions.sidecar.json.RuntimeJson;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import tools.jackson.databind.json.JsonMapper;

/**
 * Value of a setting as the Dapr runtime reads it: a text is itself, everything else the
 * JSON that it stands for.
 */
final class SettingValue {

	private static final JsonMapper mapper = new JsonMapper();

	private SettingValue() {
	}

	static String of(Node node) throws ManifestException {
		if (node instanceof ScalarNode scalar && !isJson(scalar)) {
			return scalar.getValue();
		}
		try {
			byte[] json = json(node).getBytes(StandardCharsets.UTF_8);
			return new String(RuntimeJson.write(RuntimeJson.read(json)), StandardCharsets.UTF_8);
		}
		catch (JsonFormatException ex) {
			throw new ManifestException(node.getStartMark().getLine() + 1,
					"value has no JSON form: " + ex.getMessage());
		}
	}

	private static boolean isJson(ScalarNode scalar) {
		Tag tag = scalar.getTag();
		return isLetterForTruth(scalar) || tag.equals(Tag.BOOL) || tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)
				|| tag.equals(Tag.NULL);
	}

	private static boolean isLetterForTruth(ScalarNode scalar) {
		return scalar.isPlain() && (scalar.getValue().equalsIgnoreCase("y") || scalar.getValue().equalsIgnoreCase("n"));
	}

	private static String json(Node node) {
		if (node instanceof MappingNode mapping) {
			List<String> members = new ArrayList<>();
			for (NodeTuple entry : mapping.getValue()) {
				members.add(text(entry.getKeyNode()) + ":" + json(entry.getValueNode()));
			}
			return "{" + String.join(",", members) + "}";
		}
		if (node instanceof SequenceNode sequence) {
			return "[" + String.join(",", sequence.getValue().stream().map(SettingValue::json).toList()) + "]";
		}
		return (node instanceof ScalarNode scalar && isJson(scalar)) ? json(scalar) : text(node);
	}

	private static String json(ScalarNode scalar) {
		return (isLetterForTruth(scalar)) ? String.valueOf(scalar.getValue().equalsIgnoreCase("y"))
				: new Scalars().json(scalar);
	}

	private static String text(Node node) {
		return mapper.writeValueAsString((node instanceof ScalarNode scalar) ? scalar.getValue() : node.toString());
	}

	/**
	 * Reads numbers and truth values in all their notations.
	 */
	private static final class Scalars extends SafeConstructor {

		Scalars() {
			super(new LoaderOptions());
		}

		String json(Node node) {
			return String.valueOf(constructDocument(node));
		}

	}

}
