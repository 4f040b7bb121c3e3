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

package dev.daprfunctions.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.daprfunctions.contract.Target.Store;

import org.springframework.util.FileSystemUtils;

/**
 * Temporary folder with the files that one sidecar is started with.
 */
final class Workspace implements AutoCloseable {

	private static final Pattern BUILDING_BLOCK = Pattern.compile("\\{(state|pubsub|configuration|lock):([a-z]+)}");

	/**
	 * Database of Redis that configuration stores read, which have all its keys.
	 */
	static final int CONFIGURATION_DATABASE = 1;

	/** Number of the last one, which has tables of its own in a shared database. */
	private static final AtomicInteger COUNT = new AtomicInteger();

	private final Path folder;

	private final String tables = "contract" + COUNT.incrementAndGet();

	private final Store store;

	private final int appPort;

	private final String names;

	private final SidecarSpec spec;

	private final Servers servers;

	Workspace(SidecarSpec spec, Target target, int appPort, Servers servers) {
		this.spec = spec;
		this.appPort = appPort;
		this.store = target.store();
		this.servers = servers;
		try {
			this.folder = Files.createTempDirectory("contract");
			this.names = spec.names().replace("{folder}", this.folder.toString());
			Files.createDirectory(resources());
			write(spec.files(), this.folder);
			write(spec.resources(), resources());
			write(Map.of("configuration.yaml", """
					apiVersion: dapr.io/v1alpha1
					kind: Configuration
					metadata:
					  name: config
					spec:
					  nameResolution:
					    component: sqlite
					    version: v1
					    configuration:
					      connectionString: "{names}"
					""".replace("{names}", this.names) + spec.configuration()), this.folder);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void write(Map<String, String> files, Path folder) throws IOException {
		for (Map.Entry<String, String> file : files.entrySet()) {
			String content = BUILDING_BLOCK.matcher(file.getValue())
				.replaceAll((match) -> Matcher.quoteReplacement(storedComponent(match.group(1), match.group(2))));
			Files.writeString(folder.resolve(file.getKey()), content.replace("{folder}", this.folder.toString())
				.replace("{appPort}", String.valueOf(this.appPort)));
		}
	}

	private String storedComponent(String block, String name) {
		boolean configuration = block.equals("configuration");
		return switch (this.store) {
			case IN_MEMORY ->
				stored(name, block + ((configuration || block.equals("lock")) ? ".redis" : ".in-memory"), "v1");
			case SQLITE -> stored(name, block + ".sqlite", "v1",
					"{name: connectionString, value: \"{folder}/%s.db\"}".formatted(name),
					"{name: cleanupInterval, value: 1h}");
			case REDIS ->
				stored(name, block + ".redis", "v1", redisSettings((configuration) ? CONFIGURATION_DATABASE : 0));
			case POSTGRESQL -> stored(name, block + ".postgresql", "v2", postgresql(),
					"{name: tablePrefix, value: %s_}".formatted(this.tables));
			case POSTGRESQL_V1 -> stored(name, block + ".postgresql", "v1", postgresql(),
					"{name: tableName, value: %s}".formatted(this.tables),
					"{name: metadataTableName, value: %s_metadata}".formatted(this.tables));
			case MYSQL -> stored(name, block + ".mysql", "v1",
					"{name: connectionString, value: \"%s\"}".formatted(this.servers.mariadb().connectionString()),
					"{name: schemaName, value: %s}".formatted(this.tables));
		};
	}

	private String stored(String name, String type, String version, String... settings) {
		List<String> all = new ArrayList<>(List.of(settings));
		all.addAll(this.spec.settings(name));
		return componentOf(name, type, version, all.toArray(String[]::new));
	}

	private String[] redisSettings(int database) {
		List<String> settings = new ArrayList<>(this.spec.redisSettings());
		settings.add("{name: redisHost, value: \"%s\"}".formatted(this.servers.redis().address()));
		settings.add("{name: redisPassword, value: \"\"}");
		settings.add("{name: redisDB, value: \"%d\"}".formatted(database));
		return settings.toArray(String[]::new);
	}

	private String postgresql() {
		return "{name: connectionString, value: \"%s\"}".formatted(this.servers.postgres().connectionString());
	}

	static String component(String name, String type, String... settings) {
		return componentOf(name, type, "v1", settings);
	}

	private static String componentOf(String name, String type, String version, String... settings) {
		return """
				apiVersion: dapr.io/v1alpha1
				kind: Component
				metadata:
				  name: %s
				spec:
				  type: %s
				  version: %s
				  metadata: [%s]
				""".formatted(name, type, version, String.join(", ", settings));
	}

	Path folder() {
		return this.folder;
	}

	Path resources() {
		return this.folder.resolve("resources");
	}

	/**
	 * Return what the sidecars that find each other have in common.
	 * @return the file of the name resolution
	 */
	String names() {
		return this.names;
	}

	Path configuration() {
		return this.folder.resolve("configuration.yaml");
	}

	@Override
	public void close() {
		try {
			FileSystemUtils.deleteRecursively(this.folder);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
