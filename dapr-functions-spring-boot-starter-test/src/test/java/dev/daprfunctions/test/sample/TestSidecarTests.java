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

package dev.daprfunctions.test.sample;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.daprfunctions.sidecar.fault.Calls;
import dev.daprfunctions.sidecar.fault.Operation;
import dev.daprfunctions.test.DaprFunctionsTest;
import dev.daprfunctions.test.TestSidecar;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link TestSidecar}.
 */
@DaprFunctionsTest(components = { Components.STATE, Components.PUBSUB, Components.INCOMING })
class TestSidecarTests {

	private static final Order ORDER = new Order("41", 2);

	private final TestSidecar sidecar;

	TestSidecarTests(@Autowired TestSidecar sidecar) {
		this.sidecar = sidecar;
	}

	@RepeatedTest(2)
	void whenMethodStartsThenNothingIsLeftOfOthers() {
		assertThat(this.sidecar.state("statestore", "order-41")).isAbsent();
		assertThat(this.sidecar.published("pubsub", "placed")).isEmpty();
		assertThat(this.sidecar.bindingCalls("mail")).isEmpty();
		assertThat(this.sidecar.invocations("billing", "charge")).isEmpty();
		assertThat(this.sidecar.invoke("Secret")).hasStatus(500);
		assertThat(this.sidecar.invoke("Mail", ORDER)).hasStatus(500);
		assertThat(this.sidecar.invoke("Charge", ORDER)).hasStatus(502);
		this.sidecar.stubApp("billing", "charge");
		this.sidecar.stubBinding("mail");
		this.sidecar.stubSecret("vault", "key", "secret");
		assertThat(this.sidecar.invoke("Place", ORDER)).isSuccessful();
		assertThat(this.sidecar.invoke("Mail", ORDER)).isSuccessful();
		assertThat(this.sidecar.invoke("Charge", ORDER)).isSuccessful();
		this.sidecar.faults().fail(Calls.all(), "broken");
		this.sidecar.publish("pubsub", "orders", ORDER);
	}

	@Test
	void whenRequestHasVerbHeadersAndQueryThenFunctionGetsThem() {
		assertThat(this.sidecar.request("orders/7?quantity=3").verb(HttpMethod.PUT).header("X-User", "ada").send())
			.hasStatus(200)
			.hasBody("73ada")
			.hasHeader("Content-Type", "application/json");
	}

	@Test
	void whenBodyIsJsonTextThenItIsSentAsItIs() {
		assertThat(this.sidecar.request("Place").json("{\"id\":\"1\",\"quantity\":5}").send())
			.hasJson("{\"quantity\": 5, \"id\": \"1\"}")
			.bodyContains("quantity")
			.bodySatisfies(Order.class, (order) -> assertThat(order.quantity()).isEqualTo(5));
	}

	@Test
	void whenFunctionReturnsNothingThenThereIsNoBody() {
		assertThat(this.sidecar.invoke("Nothing")).isSuccessful().hasNoBody();
	}

	@Test
	void whenEventIsPublishedThenWhatTheFunctionDoesIsAwaited() {
		this.sidecar.publish("pubsub", "orders", ORDER);
		assertThat(this.sidecar.state("statestore", "seen-41")).exists()
			.hasValue(ORDER)
			.hasJson("{\"id\":\"41\",\"quantity\":2}")
			.satisfies(Order.class, (order) -> assertThat(order.id()).isEqualTo("41"));
		assertThat(this.sidecar.published("pubsub", "seen")).contains(ORDER).containsExactly(ORDER);
		assertThat(this.sidecar.published("pubsub", "orders")).isEmpty();
	}

	@Test
	void whenSeveralEventsArePublishedThenAllAreRecorded() {
		for (int i = 0; i < 5; i++) {
			this.sidecar.publish("pubsub", "orders", new Order("a", i));
		}
		assertThat(this.sidecar.published("pubsub", "seen")).hasSize(5)
			.containsExactlyInAnyOrder(new Order("a", 4), new Order("a", 3), new Order("a", 2), new Order("a", 1),
					new Order("a", 0))
			.anySatisfy((event) -> {
				assertThat(event.content().as(Order.class)).isEqualTo(new Order("a", 3));
				assertThat(event.envelope().get("source").asString()).isEqualTo("shop");
			});
	}

	@Test
	void whenEventIsRefusedThenItIsDeadLettered() {
		this.sidecar.publish("pubsub", "refused", ORDER);
		assertThat(this.sidecar.published("pubsub", "refused-dead")).containsExactly(ORDER)
			.anySatisfy((event) -> assertThat(event.isDeadLetter()).isTrue());
	}

	@Test
	void whenPubSubDoesNotExistThenPublishingFails() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.sidecar.publish("nowhere", "orders", ORDER))
			.withMessageContaining("topic 'orders' of 'nowhere'");
	}

	@Test
	void whenBindingFiresThenItsFunctionRuns() {
		assertThat(this.sidecar.fireBinding("incoming", ORDER)).isSuccessful();
		assertThat(this.sidecar.state("statestore", "in-41")).hasValue(ORDER);
		assertThat(this.sidecar.fireBinding("incoming")).hasStatus(400);
	}

	@Test
	void whenAppIsStubbedThenItsInvocationIsRecorded() {
		this.sidecar.stubApp("billing", "charge").returns(Map.of("paid", true));
		assertThat(this.sidecar.invoke("Charge", ORDER)).isSuccessful();
		assertThat(this.sidecar.invocations("billing", "charge")).containsExactly(ORDER)
			.anySatisfy((call) -> assertThat(call.verb()).isEqualTo("POST"));
		this.sidecar.stubApp("billing", "charge").returns(409, null);
		assertThat(this.sidecar.invoke("Charge", ORDER)).hasStatus(502);
		this.sidecar.stubApp("billing", "charge").answers((call) -> call.content().as(Order.class));
		assertThat(this.sidecar.invoke("Charge", ORDER)).isSuccessful();
		assertThat(this.sidecar.invocations("billing", "charge")).hasSize(3);
	}

	@Test
	void whenBindingIsStubbedThenItsCallIsRecorded() {
		this.sidecar.stubBinding("mail").returns(Map.of("sent", true));
		assertThat(this.sidecar.invoke("Mail", ORDER)).isSuccessful();
		assertThat(this.sidecar.bindingCalls("mail")).containsExactly(ORDER)
			.anySatisfy((call) -> assertThat(call.operation()).isEqualTo("create"));
		this.sidecar.stubBinding("mail").fails("mailbox full");
		assertThat(this.sidecar.invoke("Mail", ORDER)).hasStatus(502);
	}

	@Test
	void whenSecretIsStubbedThenFunctionGetsIt() {
		this.sidecar.stubSecret("vault", "key", "42");
		assertThat(this.sidecar.invoke("Secret")).hasBody("42");
	}

	@Test
	void whenFaultIsInjectedThenOnlyTheApplicationMeetsIt() {
		this.sidecar.faults().fail(Calls.of(Operation.SAVE_STATE), "disk full");
		this.sidecar.faults().fail(Calls.of(Operation.INVOKE_APP, Operation.PUBLISH), "broken");
		assertThat(this.sidecar.invoke("Place", ORDER)).hasStatus(502);
		this.sidecar.saveState("statestore", "order-41", 1);
		this.sidecar.publish("pubsub", "other", 1);
		assertThat(this.sidecar.state("statestore", "order-41")).hasValue(1);
		assertThat(this.sidecar.published("pubsub", "placed")).isEmpty();
	}

	@Test
	void whenSidecarIsSlowThenAssertionsWait() {
		this.sidecar.faults().delay(Calls.of(Operation.SAVE_STATE), Duration.ofMillis(300));
		this.sidecar.publish("pubsub", "orders", ORDER);
		assertThat(this.sidecar.state("statestore", "seen-41")).hasValue(ORDER);
	}

	@Test
	void whenRecordingsAreListedThenTheyAreInOrder() {
		this.sidecar.invoke("Place", ORDER);
		this.sidecar.invoke("Place", new Order("42", 1));
		assertThat(this.sidecar.published("pubsub", "placed").list().stream().map((event) -> event.content().text()))
			.isEqualTo(List.of("{\"id\":\"41\",\"quantity\":2}", "{\"id\":\"42\",\"quantity\":1}"));
	}

}
