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

package dev.daprfunctions.sidecar;

import java.util.List;
import java.util.Map;

import io.dapr.client.DaprClient;
import io.dapr.client.DaprClientBuilder;
import io.dapr.client.domain.State;
import io.dapr.client.domain.StateOptions;
import io.dapr.client.domain.TransactionalStateOperation;
import io.dapr.client.domain.TransactionalStateOperation.OperationType;
import io.dapr.config.Properties;
import io.dapr.exceptions.DaprErrorDetails;
import io.dapr.exceptions.DaprException;
import io.dapr.utils.TypeRef;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests with the Dapr SDK as the client.
 */
class DaprClientTests {

	private static final String STORE = "statestore";

	@RegisterExtension
	static final SidecarFixture fixture = new SidecarFixture(
			new TestFolder().file("config/secrets.json", "{\"my-secret\":\"abcd\"}")
				.component("queue", "bindings.kafka")
				.component("secrets", "secretstores.local.file",
						"{name: secretsFile, value: FOLDER/config/secrets.json}")
				.component("statestore", "state.in-memory"),
			(builder) -> {
			});

	private static DaprClient client;

	@BeforeAll
	static void connect() {
		client = new DaprClientBuilder().withPropertyOverride(Properties.SIDECAR_IP, "127.0.0.1")
			.withPropertyOverride(Properties.GRPC_PORT, String.valueOf(fixture.sidecar().grpcPort()))
			.withPropertyOverride(Properties.HTTP_PORT, String.valueOf(fixture.sidecar().httpPort()))
			.build();
	}

	@AfterAll
	static void close() throws Exception {
		client.close();
	}

	@Test
	void savesAndGets() {
		client.saveState(STORE, "s1", new Order("41")).block();
		State<Order> state = client.getState(STORE, "s1", Order.class).block();
		assertThat(state.getValue()).isEqualTo(new Order("41"));
		assertThat(state.getEtag()).isNotEmpty();
		assertThat(fixture.get("s1").body()).isEqualTo("{\"orderId\":\"41\"}");
	}

	@Test
	void missingKeyHasNoValue() {
		State<Order> state = client.getState(STORE, "missing", Order.class).block();
		assertThat(state.getValue()).isNull();
		assertThat(state.getEtag()).isNull();
	}

	@Test
	void savesAndGetsInBulk() {
		client.saveBulkState(STORE, List.of(new State<>("b1", "one", null, new StateOptions(null, null)),
				new State<>("b2", "two", null, new StateOptions(null, null))))
			.block();
		assertThat(client.getBulkState(STORE, List.of("b1", "nope", "b2"), TypeRef.STRING).block())
			.extracting(State::getValue)
			.containsExactly("one", null, "two");
	}

	@Test
	void wrongEtagAborts() {
		client.saveState(STORE, "e1", "one").block();
		assertThatExceptionOfType(DaprException.class)
			.isThrownBy(() -> client
				.saveState(STORE, "e1", "wrong", "two", new StateOptions(null, StateOptions.Concurrency.FIRST_WRITE))
				.block())
			.satisfies((ex) -> assertThat(ex.getErrorCode()).isEqualTo("ABORTED"));
		String etag = client.getState(STORE, "e1", String.class).block().getEtag();
		client.deleteState(STORE, "e1", etag, null).block();
		assertThat(client.getState(STORE, "e1", String.class).block().getValue()).isNull();
	}

	@Test
	void executesTransaction() {
		client.saveState(STORE, "x1", "one").block();
		client
			.executeStateTransaction(STORE,
					List.of(new TransactionalStateOperation<>(OperationType.DELETE, new State<>("x1")),
							new TransactionalStateOperation<>(OperationType.UPSERT, new State<>("x2", "two", ""))))
			.block();
		assertThat(client.getState(STORE, "x1", String.class).block().getValue()).isNull();
		assertThat(client.getState(STORE, "x2", String.class).block().getValue()).isEqualTo("two");
	}

	@Test
	void getsMetadata() {
		assertThat(client.getMetadata().block().getId()).isEqualTo("myapp");
		assertThat(client.getMetadata().block().getComponents())
			.filteredOn((component) -> component.getName().equals(STORE))
			.singleElement()
			.satisfies((component) -> assertThat(component.getCapabilities()).contains("TRANSACTIONAL"));
	}

	@Test
	void getsSecrets() {
		assertThat(client.getSecret("secrets", "my-secret").block()).isEqualTo(Map.of("my-secret", "abcd"));
		assertThat(client.getBulkSecret("secrets").block()).isEqualTo(Map.of("my-secret", Map.of("my-secret", "abcd")));
		assertThatExceptionOfType(DaprException.class).isThrownBy(() -> client.getSecret("secrets", "nope").block())
			.satisfies((ex) -> assertThat(ex.getErrorCode()).isEqualTo("INTERNAL"));
	}

	@Test
	void invokesBindings() {
		client.invokeBinding("queue", "create", new Order("42")).block();
		await().until(() -> !fixture.app().received().isEmpty());
		assertThat(fixture.app().last().path()).isEqualTo("/queue");
		assertThat(fixture.app().last().body()).isEqualTo("{\"orderId\":\"42\"}");
		assertThatExceptionOfType(DaprException.class)
			.isThrownBy(() -> client.invokeBinding("queue", "get", "data").block())
			.satisfies((ex) -> assertThat(
					ex.getErrorDetails().get(DaprErrorDetails.ErrorDetailType.ERROR_INFO, "reason", TypeRef.STRING))
				.isEqualTo("ERR_INVOKE_OUTPUT_BINDING"));
	}

	record Order(String orderId) {
	}

}
