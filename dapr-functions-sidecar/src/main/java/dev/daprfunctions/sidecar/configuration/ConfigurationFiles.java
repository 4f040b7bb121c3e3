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

package dev.daprfunctions.sidecar.configuration;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Files that stores take their items from, looked at again and again.
 */
final class ConfigurationFiles implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(ConfigurationFiles.class);

	private final Map<ConfigurationStore, ConfigurationFile> files = new LinkedHashMap<>();

	private final Duration interval;

	private @Nullable ScheduledExecutorService timer;

	ConfigurationFiles(Duration interval) {
		this.interval = interval;
	}

	/**
	 * Load a file into a store.
	 * @param file the file
	 * @param store the store
	 * @throws ConfigurationFileException if the file cannot be read
	 */
	void add(ConfigurationFile file, ConfigurationStore store) throws ConfigurationFileException {
		file.hasChanged();
		store.load(file.read());
		this.files.put(store, file);
	}

	/**
	 * Start to look at the files, if there are any.
	 */
	synchronized void start() {
		if (this.files.isEmpty()) {
			return;
		}
		this.timer = Executors.newSingleThreadScheduledExecutor((task) -> {
			Thread thread = new Thread(task, "dapr-sidecar-configuration");
			thread.setDaemon(true);
			return thread;
		});
		this.timer.scheduleWithFixedDelay(() -> this.files.forEach(ConfigurationFiles::reload),
				this.interval.toMillis(), this.interval.toMillis(), TimeUnit.MILLISECONDS);
	}

	private static void reload(ConfigurationStore store, ConfigurationFile file) {
		if (!file.hasChanged()) {
			return;
		}
		try {
			store.load(file.read());
			logger.info("Took over the changes of {}", file);
		}
		catch (ConfigurationFileException ex) {
			logger.warn("Did not take over a change: {}", ex.getMessage());
		}
	}

	@Override
	public synchronized void close() {
		if (this.timer != null) {
			this.timer.shutdownNow();
		}
	}

}
