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

import java.nio.file.Path;
import java.util.Set;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells in the log what the Dapr runtime passes over without a word.
 */
final class ResourceReport {

	private static final Logger logger = LoggerFactory.getLogger(ResourceReport.class);

	private static final Set<String> SUPPORTED = Set.of("Component", "Subscription", "Resiliency");

	private ResourceReport() {
	}

	static void log(YamlMapping resource, int linesBefore, Path file) throws ManifestException {
		String kind = resource.text("kind");
		String apiVersion = resource.text("apiVersion");
		int line = linesBefore + resource.line();
		ResourceFields fields = ResourceFields.of(kind, apiVersion);
		if (fields == null) {
			logger.warn("Ignored a resource in {}:{}: Dapr has no kind '{}' of the version '{}'", file, line, kind,
					apiVersion);
			return;
		}
		if (!SUPPORTED.contains(kind)) {
			logger.info("Left out a resource in {}:{}: the development sidecar reads no {} there", file, line, kind);
		}
		if (resource.mapping("metadata").text("name").isEmpty()) {
			logger.warn("The resource in {}:{} has no name, expected under metadata", file, line);
		}
		fields.unknownIn(resource)
			.forEach((field) -> logger.warn("Ignored the unknown field '{}' in {}:{}", field.path(), file,
					linesBefore + field.line()));
	}

}
