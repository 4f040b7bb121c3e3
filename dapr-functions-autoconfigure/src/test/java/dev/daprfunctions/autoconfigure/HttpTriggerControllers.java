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

import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

import com.fasterxml.jackson.annotation.JsonView;
import dev.daprfunctions.OutputBinding;
import dev.daprfunctions.OutputCollector;
import dev.daprfunctions.StateEntry;
import dev.daprfunctions.StateWrite;
import dev.daprfunctions.annotation.DaprState;
import dev.daprfunctions.error.FunctionException;
import io.dapr.client.DaprClient;
import io.dapr.client.domain.State;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/**
 * Controllers whose handler methods have state inputs and outputs.
 */
final class HttpTriggerControllers {

	private HttpTriggerControllers() {
	}

	static String adapter() {
		return StackWalker.getInstance()
			.walk((frames) -> frames.map(StackWalker.StackFrame::getClassName)
				.filter((name) -> name.endsWith("HandlerMethod") || name.endsWith("HttpTriggerMethod"))
				.map((name) -> name.substring(name.lastIndexOf('.') + 1))
				.filter((name) -> !name.equals("InvocableHandlerMethod"))
				.findFirst()
				.orElse("none"));
	}

	record Order(@NotBlank String id, Item item) {

	}

	record Item(@JsonView(Public.class) String sku, int count) {

	}

	interface Public {

	}

	@RestController
	static class OrderController {

		@PostMapping("/orders")
		@ResponseStatus(HttpStatus.CREATED)
		Map<String, String> create(
				@DaprState(store = "statestore", key = "order-{order.id}") OutputBinding<Order> saved,
				@RequestBody @Valid Order order) {
			saved.setValue(order);
			return Map.of("created", order.id(), "by", adapter());
		}

		@GetMapping("/orders/{id}")
		Order get(@DaprState(store = "statestore", key = "order-{id}") Order order, @PathVariable String id) {
			return order;
		}

		@GetMapping("/orders/{id}/item")
		@JsonView(Public.class)
		Item item(@DaprState(store = "statestore", key = "{prefix}-{id}") Optional<Order> order,
				@RequestHeader("X-Prefix") String prefix, @PathVariable("id") String id) {
			return order.map(Order::item).orElse(new Item("none", 0));
		}

		@GetMapping(path = "/orders/{id}/raw", produces = MediaType.TEXT_PLAIN_VALUE)
		String raw(@DaprState(store = "statestore", key = "order-{id}") InputStream order, @PathVariable String id)
				throws Exception {
			return new String(order.readAllBytes(), StandardCharsets.UTF_8);
		}

		@GetMapping("/orders/{id}/key")
		String key(@PathVariable String id, @DaprState(store = "statestore", key = "order-{id}") State<Order> state) {
			return state.getKey();
		}

		@PostMapping("/orders/by-sku")
		void bySku(@DaprState(store = "statestore", key = "{order.item.sku}") OutputBinding<Order> saved,
				@RequestBody Order order) {
			saved.setValue(order);
		}

		@PostMapping("/orders/copy")
		void copy(@DaprState(store = "statestore", key = "order-{from}") Order source,
				@DaprState(store = "statestore") OutputCollector<StateWrite<Order>> copies,
				@RequestParam @Pattern(regexp = "[a-z0-9-]+") String from, @RequestParam String to) {
			copies.add(StateWrite.of("order-" + to, new Order(to, source.item())));
		}

		@PostMapping("/orders/{id}/fail")
		void fail(@PathVariable String id,
				@DaprState(store = "statestore", key = "order-{id}") OutputBinding<Order> saved) {
			saved.setValue(new Order(id, new Item("fail", 1)));
			throw new IllegalStateException("after setting");
		}

		@GetMapping("/orders/missing-store")
		Order missingStore(@DaprState(store = "nowhere", key = "order") Order order) {
			return order;
		}

		@GetMapping("/plain")
		String plain() {
			return adapter();
		}

		@GetMapping("/plain/stream")
		StreamingResponseBody plainStream() {
			return (out) -> out.write("streamed".getBytes(StandardCharsets.UTF_8));
		}

	}

	@RestController
	static class ReturnController {

		@PostMapping("/returned/{id}")
		@DaprState(store = "statestore", key = "order-{id}")
		Order returned(@PathVariable String id) {
			return new Order(id, new Item("returned", 1));
		}

		@PostMapping("/returned-entity/{id}")
		@DaprState(store = "statestore", key = "order-{id}")
		ResponseEntity<Order> entity(@PathVariable String id) {
			return ResponseEntity.created(URI.create("/orders/" + id))
				.header("X-Kept", "yes")
				.body(new Order(id, new Item("entity", 1)));
		}

		@PostMapping("/returned-later/{id}")
		@DaprState(store = "statestore", key = "order-{id}")
		@ResponseStatus(HttpStatus.ACCEPTED)
		CompletionStage<Order> later(@PathVariable String id) {
			return CompletableFuture.completedFuture(new Order(id, new Item("later", 1)));
		}

		@PostMapping("/mono/{id}")
		Mono<ResponseEntity<String>> mono(@PathVariable String id,
				@DaprState(store = "statestore", key = "order-{id}") OutputBinding<Order> saved) {
			return Mono.fromSupplier(() -> {
				saved.setValue(new Order(id, new Item("mono", 1)));
				return ResponseEntity.accepted().contentType(MediaType.TEXT_PLAIN).body("accepted");
			});
		}

		@PostMapping("/stage/{id}")
		CompletableFuture<Item> stage(@PathVariable String id,
				@DaprState(store = "statestore", key = "order-{id}") OutputBinding<Order> saved) {
			return CompletableFuture.supplyAsync(() -> {
				saved.setValue(new Order(id, new Item("stage", 1)));
				return new Item("stage", 1);
			});
		}

		@PostMapping("/stage-fails/{id}")
		CompletionStage<Item> stageFails(@PathVariable String id,
				@DaprState(store = "statestore", key = "order-{id}") OutputBinding<Order> saved) {
			saved.setValue(new Order(id, new Item("stage", 1)));
			return CompletableFuture.failedFuture(new IllegalStateException("later"));
		}

		@GetMapping("/callable/{id}")
		Callable<String> callable(@PathVariable String id,
				@DaprState(store = "statestore", key = "order-{id}") Order order) {
			return () -> order.item().sku() + " on " + Thread.currentThread().getName();
		}

		@GetMapping("/streamed/{id}")
		ResponseEntity<StreamingResponseBody> streamed(@PathVariable String id,
				@DaprState(store = "statestore", key = "order-{id}") Order order) {
			return ResponseEntity.ok()
				.header(HttpHeaders.CONTENT_TYPE, "text/csv")
				.body((out) -> out.write(order.item().sku().getBytes(StandardCharsets.UTF_8)));
		}

		@PostMapping("/object/{id}")
		Object deferredInObject(@PathVariable String id,
				@DaprState(store = "statestore", key = "order-{id}") OutputBinding<Order> saved) {
			saved.setValue(new Order(id, new Item("object", 1)));
			return (Callable<String>) () -> "called";
		}

	}

	@RestController
	static class EntryController {

		private final AtomicInteger runs = new AtomicInteger();

		private final DaprClient dapr;

		EntryController(DaprClient dapr) {
			this.dapr = dapr;
		}

		@PostMapping("/entries/{id}")
		Map<String, Integer> change(InputStream body,
				@DaprState(store = "statestore", key = "order-{id}") StateEntry<Order> entry, @PathVariable String id,
				@RequestParam(defaultValue = "false") boolean conflict) {
			this.runs.incrementAndGet();
			entry.set(new Order(id, new Item("entry", 1)));
			if (conflict) {
				this.dapr.saveState("statestore", "order-" + id, new Order(id, new Item("other", 1))).block();
			}
			return Map.of("runs", this.runs.get());
		}

		@GetMapping("/entries/runs")
		int runs() {
			return this.runs.get();
		}

	}

	@Controller
	static class ViewController {

		@PostMapping("/view/{id}")
		String view(@PathVariable String id, Model model,
				@DaprState(store = "statestore", key = "order-{id}") OutputBinding<Order> saved) {
			saved.setValue(new Order(id, new Item("view", 1)));
			model.addAttribute("id", id);
			return "order";
		}

		@PostMapping("/returned-view/{id}")
		@DaprState(store = "statestore", key = "order-{id}")
		String returned(@PathVariable String id) {
			return "order";
		}

		@PostMapping("/returned-later-view/{id}")
		@DaprState(store = "statestore", key = "order-{id}")
		CompletionStage<String> later(@PathVariable String id) {
			return CompletableFuture.completedFuture("order");
		}

	}

	@RestController
	static class HandlingController {

		@GetMapping("/handled/{id}")
		Order get(@PathVariable String id, @DaprState(store = "statestore", key = "order-{id}") Order order) {
			return order;
		}

		@ExceptionHandler
		ResponseEntity<String> handle(FunctionException ex) {
			return ResponseEntity.status(ex.getStatusCode()).body("handled: " + ex.getMessage());
		}

	}

}
