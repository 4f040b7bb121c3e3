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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.daprfunctions.sidecar.binding.BindingException;
import dev.daprfunctions.sidecar.binding.BindingRequest;
import dev.daprfunctions.sidecar.binding.BindingResponse;
import dev.daprfunctions.sidecar.binding.OutputBindingInterceptor;
import dev.daprfunctions.sidecar.invocation.AppAnswer;
import dev.daprfunctions.sidecar.invocation.AppCall;
import dev.daprfunctions.sidecar.pubsub.PublishedEvent;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Records what the application sends, and answers in place of bindings and applications.
 */
final class Recorder {

	private final List<PublishedMessage> events = new CopyOnWriteArrayList<>();

	private final List<BindingCall> bindingCalls = new CopyOnWriteArrayList<>();

	private final List<AppInvocation> invocations = new CopyOnWriteArrayList<>();

	private final Map<String, BindingStub> bindings = new ConcurrentHashMap<>();

	private final Map<String, AppStub> apps = new ConcurrentHashMap<>();

	private final ThreadLocal<Boolean> off = ThreadLocal.withInitial(() -> false);

	private final JsonMapper jsonMapper;

	Recorder(JsonMapper jsonMapper) {
		this.jsonMapper = jsonMapper;
	}

	void withoutRecording(Runnable action) {
		this.off.set(true);
		try {
			action.run();
		}
		finally {
			this.off.remove();
		}
	}

	void published(PublishedEvent event) {
		if (this.off.get()) {
			return;
		}
		JsonNode envelope = envelope(event.data());
		byte[] data = (envelope != null) ? data(envelope) : event.data();
		this.events.add(new PublishedMessage(event.pubsub(), event.topic(), content(data), envelope, event.metadata(),
				event.origin() == PublishedEvent.Origin.DEAD_LETTER));
	}

	private @Nullable JsonNode envelope(byte[] data) {
		try {
			JsonNode node = this.jsonMapper.readTree(data);
			return (node.isObject() && node.has("specversion")) ? node : null;
		}
		catch (JacksonException ex) {
			return null;
		}
	}

	private byte[] data(JsonNode envelope) {
		JsonNode binary = envelope.get("data_base64");
		if (binary != null) {
			return binary.binaryValue();
		}
		JsonNode data = envelope.get("data");
		return (data != null) ? this.jsonMapper.writeValueAsBytes(data) : new byte[0];
	}

	@Nullable BindingResponse bindingCalled(String name, BindingRequest request, OutputBindingInterceptor.Invocable binding)
			throws BindingException {
		BindingCall call = new BindingCall(name, request.operation(), content(request.data()), request.metadata());
		this.bindingCalls.add(call);
		BindingStub stub = this.bindings.get(name);
		return (stub != null) ? stub.answer(call) : binding.invoke(request);
	}

	@Nullable AppAnswer invoked(AppCall call) {
		AppInvocation invocation = new AppInvocation(call.appId(), call.verb(), call.method(), call.query(),
				call.headers(), content(call.body()));
		this.invocations.add(invocation);
		AppStub stub = this.apps.get(key(call.appId(), call.method()));
		return (stub != null) ? stub.answer(invocation) : null;
	}

	private Content content(byte[] bytes) {
		return new Content(bytes, this.jsonMapper);
	}

	private static String key(String appId, String method) {
		return appId + "/" + (method.startsWith("/") ? method.substring(1) : method);
	}

	BindingStub stubBinding(String name) {
		BindingStub stub = new BindingStub(this.jsonMapper);
		this.bindings.put(name, stub);
		return stub;
	}

	AppStub stubApp(String appId, String method) {
		AppStub stub = new AppStub(this.jsonMapper);
		this.apps.put(key(appId, method), stub);
		return stub;
	}

	List<PublishedMessage> events() {
		return List.copyOf(this.events);
	}

	List<BindingCall> bindingCalls() {
		return List.copyOf(this.bindingCalls);
	}

	List<AppInvocation> invocations() {
		return List.copyOf(this.invocations);
	}

	void clear() {
		this.events.clear();
		this.bindingCalls.clear();
		this.invocations.clear();
		this.bindings.clear();
		this.apps.clear();
	}

}
