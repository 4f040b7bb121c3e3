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

package dev.daprfunctions.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Components of the building blocks, whose names are their types without punctuation, and
 * the use of those blocks that need no function.
 *
 * @param folder the folder of the component files
 */
record BuildingBlocks(Path folder) {

	private static final List<String> TYPES = List.of("state.in-memory", "pubsub.in-memory", "bindings.kafka",
			"bindings.cron", "bindings.http", "configuration.redis", "lock.redis");

	void write() throws IOException {
		for (String type : TYPES) {
			String name = type.replaceAll("[.-]", "");
			Files.writeString(this.folder.resolve(name + ".yaml"), """
					apiVersion: dapr.io/v1alpha1
					kind: Component
					metadata: {name: %s}
					spec:
					  type: %s
					  version: v1
					  metadata:
					  - {name: schedule, value: "@every 1h"}
					  - {name: url, value: "http://127.0.0.1:1"}
					""".formatted(name, type));
		}
		Files.writeString(this.folder.resolve("configuration.json"), "{\"discount\": \"5\"}");
	}

	String[] properties() {
		return new String[] { "dapr.functions.sidecar.resources-path=" + this.folder,
				"dapr.functions.sidecar.app-health-check.enabled=true",
				"dapr.functions.sidecar.app-health-check.path=/page.txt",
				"dapr.functions.sidecar.app-health-check.timeout=5s" };
	}

	static void use(HttpCalls sidecar) {
		assertThat(sidecar.get("/v1.0/configuration/configurationredis?key=discount").body())
			.contains("\"value\":\"5\"");
		assertThat(sidecar.post("/v1.0-alpha1/lock/lockredis", """
				{"resourceId": "stock", "lockOwner": "test", "expiryInSeconds": 60}""").body())
			.contains("\"success\":true");
		assertThat(sidecar.post("/v1.0-alpha1/jobs/report", "{\"schedule\": \"@every 1h\"}").status()).isEqualTo(204);
	}

}
