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

package dev.daprfunctions.test;

import java.util.List;
import java.util.Map;

import dev.daprfunctions.sidecar.EmbeddedSidecar;
import dev.daprfunctions.sidecar.invocation.AppAnswer;
import org.jspecify.annotations.Nullable;

/**
 * Sidecar behind a {@link TestSidecar}.
 */
interface SidecarBackend {

	/**
	 * Wait until the sidecar can call the application.
	 */
	void awaitApp();

	/**
	 * Forget what other tests did.
	 */
	void clear();

	AppAnswer invoke(String verb, String method, Map<String, List<String>> headers, byte[] body);

	void publish(String pubsub, String topic, byte[] data, String contentType, Map<String, String> metadata);

	/**
	 * Return a state.
	 * @param store the name of the state store
	 * @param key the key
	 * @return the value, or {@code null} if there is none
	 */
	byte @Nullable [] state(String store, String key);

	void saveState(String store, String key, byte[] value);

	/**
	 * Return what there is in a state store, for the message of a failure.
	 * @param store the name of the state store
	 * @return the description
	 */
	String describe(String store);

	/**
	 * Return the embedded sidecar.
	 * @param purpose what it is needed for
	 * @return the sidecar
	 * @throws UnsupportedOperationException if this is another one
	 */
	EmbeddedSidecar embedded(String purpose);

	/**
	 * Return what was recorded.
	 * @param purpose what it is needed for
	 * @return the recorder
	 * @throws UnsupportedOperationException if this sidecar records nothing
	 */
	Recorder recorder(String purpose);

	/**
	 * Wait until the application has processed what was sent to it.
	 */
	void settle();

}
