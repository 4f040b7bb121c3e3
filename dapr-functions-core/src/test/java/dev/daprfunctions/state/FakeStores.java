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

package dev.daprfunctions.state;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import dev.daprfunctions.function.SidecarErrors;
import io.dapr.client.DaprClient;
import io.dapr.client.domain.ComponentMetadata;
import io.dapr.client.domain.DaprMetadata;
import io.dapr.client.domain.DeleteStateRequest;
import io.dapr.client.domain.ExecuteStateTransactionRequest;
import io.dapr.client.domain.GetBulkStateRequest;
import io.dapr.client.domain.GetStateRequest;
import io.dapr.client.domain.SaveStateRequest;
import io.dapr.client.domain.State;
import io.dapr.client.domain.StateOptions;
import io.dapr.client.domain.TransactionalStateOperation;
import io.dapr.exceptions.DaprException;
import io.dapr.utils.TypeRef;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.mock;

/**
 * Client of a sidecar whose state stores are in memory, compare ETags, and record each
 * request as a line of text.
 */
final class FakeStores {

	private final DaprClient client = mock(DaprClient.class);

	private final List<String> requests = new CopyOnWriteArrayList<>();

	/**
	 * Of several for one request, the last added comes first.
	 */
	private final List<Interruption> interruptions = new CopyOnWriteArrayList<>();

	private final Map<StateAddress, Stored> values = new HashMap<>();

	private final List<ComponentMetadata> components = new ArrayList<>();

	private long lastEtag;

	FakeStores() {
		given(this.client.getMetadata()).willAnswer((call) -> answer("metadata", () -> new DaprMetadata("app", "1.18.1",
				null, null, null, List.copyOf(this.components), null, null, null)));
		given(this.client.getState(any(GetStateRequest.class), eq(TypeRef.BYTE_ARRAY)))
			.willAnswer((call) -> get(call.getArgument(0)));
		given(this.client.getBulkState(any(GetBulkStateRequest.class), eq(TypeRef.BYTE_ARRAY)))
			.willAnswer((call) -> getBulk(call.getArgument(0)));
		given(this.client.saveBulkState(any())).willAnswer((call) -> save(call.getArgument(0)));
		given(this.client.deleteState(any())).willAnswer((call) -> delete(call.getArgument(0)));
		given(this.client.executeStateTransaction(any(ExecuteStateTransactionRequest.class)))
			.willAnswer((call) -> transact(call.getArgument(0)));
	}

	DaprClient client() {
		return this.client;
	}

	/**
	 * Requests in the order in which they were sent.
	 * @return the requests without those for metadata
	 */
	List<String> requests() {
		return this.requests.stream().filter((request) -> !request.equals("metadata")).toList();
	}

	List<String> allRequests() {
		return this.requests;
	}

	FakeStores store(String name, String type, String... capabilities) {
		this.components.removeIf((component) -> component.getName().equals(name));
		this.components.add(new ComponentMetadata(name, type, "v1", List.of(capabilities)));
		return this;
	}

	FakeStores transactional(String name, String type) {
		return store(name, type, "ETAG", "TRANSACTIONAL");
	}

	synchronized FakeStores put(String store, String key, String value) {
		return put(store, key, value, String.valueOf(++this.lastEtag));
	}

	synchronized FakeStores put(String store, String key, String value, @Nullable String etag) {
		this.values.put(new StateAddress(store, key), new Stored(value, etag));
		return this;
	}

	synchronized void remove(String store, String key) {
		this.values.remove(new StateAddress(store, key));
	}

	synchronized @Nullable String value(String store, String key) {
		Stored stored = this.values.get(new StateAddress(store, key));
		return (stored != null) ? stored.value() : null;
	}

	/**
	 * Let requests fail before they are carried out.
	 * @param request the begin of the request
	 * @param code the gRPC status
	 */
	void fail(String request, String code) {
		this.interruptions
			.add(new Interruption((sent) -> sent.startsWith(request), false, Mono.error(SidecarErrors.of(code))));
	}

	/**
	 * Let requests fail after they were carried out.
	 * @param request the begin of the request
	 * @param code the gRPC status
	 */
	void failAfterwards(String request, String code) {
		this.interruptions
			.add(new Interruption((sent) -> sent.startsWith(request), true, Mono.error(SidecarErrors.of(code))));
	}

	/**
	 * Do something before requests are carried out.
	 * @param request the begin of the request
	 * @param before what to do; an error of it is the answer
	 */
	void before(String request, Mono<?> before) {
		this.interruptions.add(new Interruption((sent) -> sent.startsWith(request), false, before));
	}

	void undisturbed() {
		this.interruptions.clear();
	}

	private <T> Mono<T> answer(String request, Callable<T> work) {
		return Mono.defer(() -> {
			this.requests.add(request);
			Mono<T> answer = Mono.fromCallable(work);
			for (Interruption interruption : this.interruptions) {
				if (interruption.request().test(request)) {
					answer = (interruption.afterwards()) ? answer.then(interruption.what().then(Mono.empty()))
							: interruption.what().then(answer);
				}
			}
			return answer;
		});
	}

	private Mono<State<byte[]>> get(GetStateRequest request) {
		String consistency = (request.getStateOptions() != null && request.getStateOptions().getConsistency() != null)
				? " " + request.getStateOptions().getConsistency() : "";
		return answer(
				"get " + request.getStoreName() + "/" + request.getKey() + consistency + text(request.getMetadata()),
				() -> read(request.getStoreName(), request.getKey()));
	}

	private Mono<List<State<byte[]>>> getBulk(GetBulkStateRequest request) {
		return answer(
				"bulk " + request.getStoreName() + request.getKeys() + " parallelism " + request.getParallelism()
						+ text(request.getMetadata()),
				() -> request.getKeys().stream().map((key) -> read(request.getStoreName(), key)).toList());
	}

	private synchronized State<byte[]> read(String store, String key) {
		if (key.startsWith("broken")) {
			return new State<>(key, "the key is broken");
		}
		Stored stored = this.values.get(new StateAddress(store, key));
		return (stored != null)
				? new State<>(key, stored.value().getBytes(StandardCharsets.UTF_8), stored.etag(), Map.of(), null)
				: new State<>(key, new byte[0], null, Map.of(), null);
	}

	private Mono<Void> save(SaveStateRequest request) {
		String items = request.getStates().stream().map(FakeStores::text).collect(Collectors.joining(", "));
		return answer("save " + request.getStoreName() + "[" + items + "]", () -> {
			boolean refused = false;
			for (State<?> state : request.getStates()) {
				if (matches(request.getStoreName(), state)) {
					put(request.getStoreName(), state.getKey(), value(state));
				}
				else {
					refused = true;
				}
			}
			return done(refused, "ABORTED");
		});
	}

	private Mono<Void> delete(DeleteStateRequest request) {
		State<byte[]> state = new State<>(request.getKey(), null, request.getEtag(), request.getMetadata(),
				request.getStateOptions());
		return answer("delete " + request.getStateStoreName() + "/" + text(state), () -> {
			boolean matches = matches(request.getStateStoreName(), state);
			if (matches) {
				remove(request.getStateStoreName(), request.getKey());
			}
			return done(!matches, "ABORTED");
		});
	}

	private Mono<Void> transact(ExecuteStateTransactionRequest request) {
		String store = request.getStateStoreName();
		String operations = request.getOperations()
			.stream()
			.map((operation) -> operation.getOperation().name().toLowerCase(Locale.ROOT) + " "
					+ text(operation.getRequest()))
			.collect(Collectors.joining(", "));
		return answer("transact " + store + "[" + operations + "]" + text(request.getMetadata()), () -> {
			boolean refused = request.getOperations()
				.stream()
				.anyMatch((operation) -> !matches(store, operation.getRequest()));
			if (!refused) {
				request.getOperations().forEach((operation) -> apply(store, operation));
			}
			return done(refused, "INTERNAL");
		});
	}

	private void apply(String store, TransactionalStateOperation<?> operation) {
		if (operation.getOperation() == TransactionalStateOperation.OperationType.DELETE) {
			remove(store, operation.getRequest().getKey());
		}
		else {
			put(store, operation.getRequest().getKey(), value(operation.getRequest()));
		}
	}

	private synchronized boolean matches(String store, State<?> state) {
		Stored stored = this.values.get(new StateAddress(store, state.getKey()));
		if (state.getEtag() != null) {
			return stored != null && state.getEtag().equals(stored.etag());
		}
		return stored == null || state.getOptions() == null
				|| state.getOptions().getConcurrency() != StateOptions.Concurrency.FIRST_WRITE;
	}

	private static @Nullable Void done(boolean refused, String code) {
		if (refused) {
			throw new DaprException(code, "possible etag mismatch", new IllegalStateException());
		}
		return null;
	}

	private static String text(State<?> state) {
		StringBuilder text = new StringBuilder(state.getKey());
		if (state.getValue() != null) {
			text.append('=').append(value(state));
		}
		if (state.getEtag() != null) {
			text.append(" if ").append(state.getEtag());
		}
		if (state.getOptions() != null && state.getOptions().getConcurrency() != null) {
			text.append(' ').append(state.getOptions().getConcurrency());
		}
		return text.append(text(state.getMetadata())).toString();
	}

	private static String text(@Nullable Map<String, String> metadata) {
		return (metadata == null || metadata.isEmpty()) ? "" : " " + metadata;
	}

	private static String value(State<?> state) {
		return new String((byte[]) state.getValue(), StandardCharsets.UTF_8);
	}

	/**
	 * Value of a key.
	 *
	 * @param value the value
	 * @param etag the ETag, or {@code null} if the store has none
	 */
	private record Stored(String value, @Nullable String etag) {
	}

	/**
	 * What happens to requests.
	 *
	 * @param request the requests
	 * @param afterwards whether it happens after they were carried out
	 * @param what what happens
	 */
	private record Interruption(Predicate<String> request, boolean afterwards, Mono<?> what) {
	}

}
