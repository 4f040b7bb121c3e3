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
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.daprfunctions.OutputBinding;
import dev.daprfunctions.OutputCollector;
import dev.daprfunctions.annotation.DaprBinding;
import dev.daprfunctions.annotation.DaprInvoke;
import dev.daprfunctions.annotation.DaprPublish;
import dev.daprfunctions.annotation.DaprSecret;
import dev.daprfunctions.annotation.DaprState;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.NotNull;
import reactor.core.publisher.Mono;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * Controller whose handler methods have outputs of every kind.
 */
@RestController
class HttpTriggerOutputController {

	private final List<String> calls = new CopyOnWriteArrayList<>();

	private volatile HttpServletResponse response;

	private volatile CompletableFuture<String> pending = new CompletableFuture<>();

	List<String> calls() {
		return this.calls;
	}

	boolean isResponseCommitted() {
		return this.response.isCommitted();
	}

	CompletableFuture<String> renewPending() {
		this.pending = new CompletableFuture<>();
		return this.pending;
	}

	@ModelAttribute
	void remember(HttpServletResponse response) {
		this.response = response;
	}

	@PostMapping("/all")
	String all(@DaprPublish(pubsub = "pubsub", topic = "orders") OutputCollector<String> events,
			@DaprSecret(store = "vault", key = "key") String secret,
			@DaprState(store = "statestore", key = "{body}") OutputBinding<String> state,
			@DaprBinding(name = "storage", operation = "create") OutputBinding<String> binding,
			@DaprInvoke(appId = "other", method = "notify") OutputBinding<String> invoke, @RequestBody String body) {
		this.calls.add("method");
		events.add(body);
		state.setValue(body);
		binding.setValue(body);
		invoke.setValue(body);
		return "done with " + secret;
	}

	@PostMapping("/publish/{region}")
	String publish(@DaprPublish(pubsub = "pubsub", topic = "orders-{region}") OutputBinding<String> event,
			@PathVariable String region) {
		event.setValue("event");
		return "body of the method";
	}

	@PostMapping("/unset/{region}")
	String unset(@DaprPublish(pubsub = "pubsub", topic = "orders-{region}") OutputBinding<String> event,
			@PathVariable String region) {
		return "unset";
	}

	@PostMapping("/written")
	void written(@DaprPublish(pubsub = "pubsub", topic = "orders") OutputBinding<String> event,
			HttpServletResponse response) throws IOException {
		event.setValue("event");
		response.getOutputStream().print("body of the method");
	}

	@PostMapping("/mono")
	Mono<String> mono(@DaprPublish(pubsub = "pubsub", topic = "orders") OutputBinding<String> event) {
		event.setValue("event");
		return Mono.just("later");
	}

	@PostMapping("/stage")
	CompletionStage<String> stage(@DaprPublish(pubsub = "pubsub", topic = "orders") OutputBinding<String> event) {
		return CompletableFuture.supplyAsync(() -> {
			event.setValue("event");
			return "later";
		});
	}

	@PostMapping("/pending")
	CompletionStage<String> pending(@DaprPublish(pubsub = "pubsub", topic = "orders") OutputBinding<String> event) {
		event.setValue("event");
		return this.pending;
	}

	@PostMapping("/invalid-result")
	@NotNull
	String invalidResult(@DaprPublish(pubsub = "pubsub", topic = "orders") OutputBinding<String> event,
			HttpServletRequest request) {
		event.setValue("event");
		return request.getParameter("result");
	}

	@PostMapping("/unwritable")
	String unwritable(@DaprPublish(pubsub = "pubsub", topic = "orders") OutputBinding<Unwritable> event) {
		event.setValue(new Unwritable());
		return "body of the method";
	}

	@GetMapping("/slow")
	String slow(@DaprState(store = "statestore", key = "slow") String value) {
		this.calls.add("method");
		return value;
	}

	static class Unwritable {

		public String getValue() {
			throw new IllegalStateException("known to the getter");
		}

	}

}
