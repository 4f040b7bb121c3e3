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
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Fields that the Dapr runtime knows in one place of a resource.
 */
final class ResourceFields {

	private static final ResourceFields ANYTHING = new ResourceFields(Map.of());

	private static final ResourceFields NAMED = names("name", "namespace", "labels", "annotations", "generateName",
			"generation", "uid", "resourceVersion", "creationTimestamp", "deletionTimestamp",
			"deletionGracePeriodSeconds", "ownerReferences", "finalizers", "managedFields", "selfLink");

	private static final ResourceFields SETTING = names("name", "value", "envRef").with("secretKeyRef",
			names("name", "key"));

	private static final ResourceFields COMPONENT = resource(
			names("type", "version", "ignoreErrors", "initTimeout").with("metadata", SETTING))
		.with("auth", names("secretStore"));

	private static final ResourceFields SUBSCRIPTION = names("topic", "pubsubname", "metadata", "deadLetterTopic")
		.with("bulkSubscribe", names("enabled", "maxMessagesCount", "maxAwaitDurationMs"));

	private static final Map<String, ResourceFields> KINDS = Map.of("Component dapr.io/v1alpha1", COMPONENT,
			"Subscription dapr.io/v1alpha1", resource(SUBSCRIPTION.with("route", ANYTHING)),
			"Subscription dapr.io/v2alpha1",
			resource(SUBSCRIPTION.with("routes", names("default").with("rules", names("match", "path")))),
			"Resiliency dapr.io/v1alpha1", ANYTHING, "Configuration dapr.io/v1alpha1", ANYTHING,
			"HTTPEndpoint dapr.io/v1alpha1", ANYTHING, "WorkflowAccessPolicy dapr.io/v1alpha1", ANYTHING,
			"MCPServer dapr.io/v1alpha1", ANYTHING);

	private final Map<String, ResourceFields> fields;

	private ResourceFields(Map<String, ResourceFields> fields) {
		this.fields = fields;
	}

	private static ResourceFields names(String... names) {
		ResourceFields fields = ANYTHING;
		for (String name : names) {
			fields = fields.with(name, ANYTHING);
		}
		return fields;
	}

	private static ResourceFields resource(ResourceFields spec) {
		return names("apiVersion", "kind", "scopes").with("metadata", NAMED).with("spec", spec);
	}

	private ResourceFields with(String name, ResourceFields fields) {
		Map<String, ResourceFields> all = new HashMap<>(this.fields);
		all.put(name.toLowerCase(Locale.ROOT), fields);
		return new ResourceFields(all);
	}

	/**
	 * Return the fields of a kind of resource.
	 * @param kind the kind
	 * @param apiVersion the version
	 * @return the fields, {@code null} if there is no such kind
	 */
	static @Nullable ResourceFields of(String kind, String apiVersion) {
		return KINDS.get(kind + " " + apiVersion);
	}

	/**
	 * Find the fields that the Dapr runtime does not know.
	 * @param resource the resource
	 * @return the unknown fields in the order of the document
	 */
	List<Unknown> unknownIn(YamlMapping resource) {
		List<Unknown> unknown = new ArrayList<>();
		find(resource.entries(), "", unknown);
		return unknown;
	}

	private void find(List<NodeTuple> entries, String path, List<Unknown> unknown) {
		if (this.fields.isEmpty()) {
			return;
		}
		for (NodeTuple entry : entries) {
			if (entry.getKeyNode() instanceof ScalarNode key) {
				ResourceFields inner = this.fields.get(key.getValue().toLowerCase(Locale.ROOT));
				if (inner == null) {
					unknown.add(new Unknown(path + key.getValue(), key.getStartMark().getLine() + 1));
				}
				else {
					inner.find(entry.getValueNode(), path + key.getValue() + ".", unknown);
				}
			}
		}
	}

	private void find(Node node, String path, List<Unknown> unknown) {
		if (node instanceof MappingNode mapping) {
			find(mapping.getValue(), path, unknown);
		}
		else if (node instanceof SequenceNode sequence) {
			sequence.getValue().forEach((element) -> find(element, path, unknown));
		}
	}

	/**
	 * Field that is not known.
	 *
	 * @param path the path of the field
	 * @param line the line within the document
	 */
	record Unknown(String path, int line) {
	}

}
