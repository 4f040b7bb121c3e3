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

/**
 * Sidecar that was started for the cases of one class.
 */
interface RunningSidecar extends AutoCloseable {

	int httpPort();

	int grpcPort();

	/**
	 * Set a value of the configuration store {@code config}.
	 * @param key the key
	 * @param value the value
	 * @param version the version, empty for none
	 */
	void configure(String key, String value, String version);

	/**
	 * Remove a value of the configuration store {@code config}.
	 * @param key the key
	 */
	void removeConfiguration(String key);

	/**
	 * Return the last lines that it logged.
	 * @return the lines, empty if they are in the log of the tests
	 */
	String lastLines();

	@Override
	void close();

}
