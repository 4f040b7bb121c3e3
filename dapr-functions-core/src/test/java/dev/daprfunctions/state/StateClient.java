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
import java.util.Map;

import io.dapr.client.DaprClient;
import io.dapr.client.domain.DaprMetadata;
import io.dapr.client.domain.GetStateRequest;
import io.dapr.client.domain.SaveStateRequest;
import io.dapr.client.domain.State;
import io.dapr.utils.TypeRef;
import org.mockito.ArgumentCaptor;
import reactor.core.publisher.Mono;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.mock;
import static org.mockito.BDDMockito.then;

/**
 * Client of a sidecar without transactional stores that answers as it is told.
 */
final class StateClient {

	private final DaprClient client = mock(DaprClient.class);

	StateClient() {
		given(this.client.getMetadata())
			.willReturn(Mono.just(new DaprMetadata("app", "1.18.1", null, null, null, null, null, null, null)));
	}

	DaprClient client() {
		return this.client;
	}

	void givenState(String key, String value) {
		givenState(state(key, value));
	}

	void givenState(State<byte[]> state) {
		given(this.client.getState(any(GetStateRequest.class), eq(TypeRef.BYTE_ARRAY))).willReturn(Mono.just(state));
	}

	void givenWrites() {
		given(this.client.saveBulkState(any())).willReturn(Mono.empty());
		given(this.client.deleteState(any())).willReturn(Mono.empty());
	}

	GetStateRequest readRequest() {
		ArgumentCaptor<GetStateRequest> request = ArgumentCaptor.forClass(GetStateRequest.class);
		then(this.client).should().getState(request.capture(), eq(TypeRef.BYTE_ARRAY));
		return request.getValue();
	}

	SaveStateRequest saveRequest() {
		ArgumentCaptor<SaveStateRequest> request = ArgumentCaptor.forClass(SaveStateRequest.class);
		then(this.client).should().saveBulkState(request.capture());
		return request.getValue();
	}

	static State<byte[]> state(String key, String value) {
		return new State<>(key, value.getBytes(StandardCharsets.UTF_8), "etag-1", Map.of("ttlExpireTime", "soon"),
				null);
	}

	static String text(State<?> state) {
		return new String((byte[]) state.getValue(), StandardCharsets.UTF_8);
	}

}
