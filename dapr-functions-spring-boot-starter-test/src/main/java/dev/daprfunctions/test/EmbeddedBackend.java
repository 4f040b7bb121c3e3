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

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;

import dev.daprfunctions.sidecar.EmbeddedSidecar;
import dev.daprfunctions.sidecar.SidecarControl;
import dev.daprfunctions.sidecar.error.ApiException;
import dev.daprfunctions.sidecar.invocation.AppAnswer;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * {@link SidecarBackend} that is the embedded sidecar.
 */
final class EmbeddedBackend implements SidecarBackend {

	private static final Log logger = LogFactory.getLog(EmbeddedBackend.class);

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	private final EmbeddedSidecar sidecar;

	private final SidecarControl control;

	private final Recorder recorder;

	EmbeddedBackend(EmbeddedSidecar sidecar, Recorder recorder) {
		this.sidecar = sidecar;
		this.control = sidecar.control();
		this.recorder = recorder;
		sidecar.interceptBindings(recorder::bindingCalled);
		this.control.interceptInvocations(recorder::invoked);
	}

	@Override
	public void awaitApp() {
		if (!this.control.isAppConnected()) {
			throw new IllegalStateException("The sidecar cannot call the application, which has no port: use "
					+ "@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)");
		}
		if (!this.control.awaitReady(PATIENCE)) {
			throw new IllegalStateException("The sidecar could not reach the application within " + PATIENCE);
		}
	}

	@Override
	public void clear() {
		if (this.control.isAppConnected()) {
			awaitApp();
		}
		if (!this.control.clear(PATIENCE)) {
			logger.warn("The application still processes an event of an earlier test after " + PATIENCE);
		}
		this.recorder.clear();
	}

	@Override
	public AppAnswer invoke(String verb, String method, Map<String, List<String>> headers, byte[] body) {
		awaitApp();
		return this.control.invoke(verb, method, headers, body);
	}

	@Override
	public void publish(String pubsub, String topic, byte[] data, String contentType, Map<String, String> metadata) {
		awaitApp();
		try {
			this.recorder.withoutRecording(() -> this.control.publish(pubsub, topic, data, contentType, metadata));
		}
		catch (ApiException ex) {
			throw new IllegalArgumentException(
					"Could not publish to topic '%s' of '%s': %s".formatted(topic, pubsub, ex.http().message()), ex);
		}
	}

	@Override
	public byte @Nullable [] state(String store, String key) {
		return states(store).get(key);
	}

	private SortedMap<String, byte[]> states(String store) {
		try {
			return this.control.states(store);
		}
		catch (ApiException ex) {
			throw new IllegalArgumentException(
					"Could not read the state store '%s': %s".formatted(store, ex.http().message()), ex);
		}
	}

	@Override
	public void saveState(String store, String key, byte[] value) {
		try {
			this.control.saveState(store, key, value);
		}
		catch (ApiException ex) {
			throw new IllegalArgumentException(
					"Could not save '%s' in the state store '%s': %s".formatted(key, store, ex.http().message()), ex);
		}
	}

	@Override
	public String describe(String store) {
		SortedMap<String, byte[]> states = states(store);
		if (states.isEmpty()) {
			return "The store '%s' is empty".formatted(store);
		}
		return states.entrySet()
			.stream()
			.map((state) -> "\n  %s = %s".formatted(state.getKey(),
					new String(state.getValue(), StandardCharsets.UTF_8)))
			.collect(Collectors.joining("", "The store '%s' has:".formatted(store), ""));
	}

	@Override
	public EmbeddedSidecar embedded(String purpose) {
		return this.sidecar;
	}

	@Override
	public Recorder recorder(String purpose) {
		return this.recorder;
	}

	@Override
	public void settle() {
		if (this.control.isAppConnected()) {
			this.control.awaitIdle(PATIENCE);
		}
	}

}
