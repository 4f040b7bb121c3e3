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

import java.time.Duration;
import java.util.Map;

import dev.daprfunctions.sidecar.fault.Faults;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sidecar of a test: makes the application's functions run, and shows what they did. Its
 * own calls meet no {@link #faults() faults} and are not recorded. It is cleared before
 * each test method.
 * <p>
 * Data are bytes, which are sent as they are, or anything else, which becomes JSON. With
 * {@link SidecarType#DAPRD}, what the API of {@code daprd} does not offer throws an
 * {@link UnsupportedOperationException}.
 *
 * @since 0.1.0
 * @see DaprFunctionsTest
 */
public final class TestSidecar {

	private static final Duration TIMEOUT = Duration.ofSeconds(5);

	private final SidecarBackend backend;

	private final JsonMapper jsonMapper;

	private final Patience patience;

	TestSidecar(SidecarBackend backend, JsonMapper jsonMapper) {
		this.backend = backend;
		this.jsonMapper = jsonMapper;
		this.patience = new Patience(TIMEOUT, backend::settle);
	}

	/**
	 * Invoke a function by POST without a body.
	 * @param method the method of the function
	 * @return the answer
	 */
	public InvocationResult invoke(String method) {
		return request(method).send();
	}

	/**
	 * Invoke a function by POST.
	 * @param method the method of the function
	 * @param body the body
	 * @return the answer
	 */
	public InvocationResult invoke(String method, Object body) {
		return request(method).body(body).send();
	}

	/**
	 * Prepare a request to a function.
	 * @param method the method of the function, which may have a query
	 * @return the request, to be sent
	 */
	public FunctionRequest request(String method) {
		return new FunctionRequest(this.backend, this.jsonMapper, method);
	}

	/**
	 * Publish an event.
	 * @param pubsub the name of the pub/sub component
	 * @param topic the topic
	 * @param data the data
	 */
	public void publish(String pubsub, String topic, Object data) {
		publish(pubsub, topic, data, Map.of());
	}

	/**
	 * Publish an event with metadata, such as {@code cloudevent.type}.
	 * @param pubsub the name of the pub/sub component
	 * @param topic the topic
	 * @param data the data
	 * @param metadata the metadata
	 */
	public void publish(String pubsub, String topic, Object data, Map<String, String> metadata) {
		this.backend.publish(pubsub, topic, write(data),
				(data instanceof byte[]) ? "application/octet-stream" : "application/json", metadata);
	}

	/**
	 * Let an input binding deliver an event without data, as a schedule does, and wait
	 * until the application has answered.
	 * @param name the name of the binding
	 * @return the answer
	 */
	public InvocationResult fireBinding(String name) {
		return fireBinding(name, new byte[0]);
	}

	/**
	 * Let an input binding deliver an event, and wait until the application has answered.
	 * @param name the name of the binding
	 * @param data the data
	 * @return the answer
	 */
	public InvocationResult fireBinding(String name, Object data) {
		return fireBinding(name, data, Map.of());
	}

	/**
	 * Let an input binding deliver an event, and wait until the application has answered.
	 * @param name the name of the binding
	 * @param data the data
	 * @param metadata the metadata, which become headers
	 * @return the answer
	 */
	public InvocationResult fireBinding(String name, Object data, Map<String, String> metadata) {
		this.backend.embedded("fire bindings");
		this.backend.awaitApp();
		return InvocationResults.of(this.backend.embedded("fire bindings").fireBinding(name, write(data), metadata),
				this.jsonMapper);
	}

	/**
	 * Look at a state of the application.
	 * @param store the name of the state store
	 * @param key the key
	 * @return the state
	 */
	public StoredState state(String store, String key) {
		return new StoredState(this.backend, this.jsonMapper, store, key, this.patience);
	}

	/**
	 * Save a state of the application.
	 * @param store the name of the state store
	 * @param key the key
	 * @param value the value
	 */
	public void saveState(String store, String key, Object value) {
		this.backend.saveState(store, key, write(value));
	}

	/**
	 * Look at the events that the application published, and those that the sidecar sent
	 * to a dead-letter topic.
	 * @param pubsub the name of the pub/sub component
	 * @param topic the topic
	 * @return the events
	 */
	public Recordings<PublishedMessage> published(String pubsub, String topic) {
		Recorder recorder = this.backend.recorder("look at published events");
		return new Recordings<>("Events for topic '%s' of '%s'".formatted(topic, pubsub), recorder::events,
				(event) -> event.pubsub().equals(pubsub) && event.topic().equals(topic), this.patience);
	}

	/**
	 * Look at the calls of an output binding.
	 * @param name the name of the binding
	 * @return the calls
	 */
	public Recordings<BindingCall> bindingCalls(String name) {
		Recorder recorder = this.backend.recorder("look at calls of bindings");
		return new Recordings<>("Calls of binding '%s'".formatted(name), recorder::bindingCalls,
				(call) -> call.name().equals(name), this.patience);
	}

	/**
	 * Look at the invocations of a method of another application.
	 * @param appId the id of the application
	 * @param method the method
	 * @return the invocations
	 */
	public Recordings<AppInvocation> invocations(String appId, String method) {
		Recorder recorder = this.backend.recorder("look at invocations");
		return new Recordings<>("Invocations of '%s' of '%s'".formatted(method, appId), recorder::invocations,
				(call) -> call.appId().equals(appId) && call.method().equals(method), this.patience);
	}

	/**
	 * Stand in for a method of another application.
	 * @param appId the id of the application
	 * @param method the method
	 * @return the stub
	 */
	public AppStub stubApp(String appId, String method) {
		return this.backend.recorder("stub applications").stubApp(appId, method);
	}

	/**
	 * Stand in for an output binding.
	 * @param name the name of the binding
	 * @return the stub
	 */
	public BindingStub stubBinding(String name) {
		return this.backend.recorder("stub bindings").stubBinding(name);
	}

	/**
	 * Stand in for a secret with one value, which has the secret's name.
	 * @param store the name of the secret store, which need not exist
	 * @param name the name of the secret
	 * @param value the value
	 */
	public void stubSecret(String store, String name, String value) {
		stubSecret(store, name, Map.of(name, value));
	}

	/**
	 * Stand in for a secret.
	 * @param store the name of the secret store, which need not exist
	 * @param name the name of the secret
	 * @param values the values by their names
	 */
	public void stubSecret(String store, String name, Map<String, String> values) {
		this.backend.embedded("stub secrets").control().secrets().put(store, name, values);
	}

	/**
	 * Return the faults of the sidecar, to which tests add.
	 * @return the faults
	 */
	public Faults faults() {
		return this.backend.embedded("inject faults").faults();
	}

	/**
	 * Remove states, recordings, stubs and faults, and drop the events that wait for the
	 * application. This happens by itself before each test method.
	 */
	public void clear() {
		this.backend.clear();
	}

	private byte[] write(@Nullable Object data) {
		return (data instanceof byte[] bytes) ? bytes : this.jsonMapper.writeValueAsBytes(data);
	}

}
