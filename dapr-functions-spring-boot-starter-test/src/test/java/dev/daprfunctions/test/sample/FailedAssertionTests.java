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

import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Stream;

import dev.daprfunctions.test.DaprFunctionsTest;
import dev.daprfunctions.test.InvocationResult;
import dev.daprfunctions.test.InvocationResultAssert;
import dev.daprfunctions.test.PublishedMessage;
import dev.daprfunctions.test.RecordingsAssert;
import dev.daprfunctions.test.StoredStateAssert;
import dev.daprfunctions.test.TestSidecar;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Each assertion fails when it must, and says what there was instead.
 */
@DaprFunctionsTest(components = { Components.STATE, Components.PUBSUB, Components.INCOMING })
class FailedAssertionTests {

	private static final Duration SHORT = Duration.ofMillis(50);

	private static final String ACTUAL = "{\"id\":\"41\",\"quantity\":2}";

	private static final Order ORDER = new Order("41", 2);

	private static final Order OTHER = new Order("7", 7);

	private final TestSidecar sidecar;

	private InvocationResult result;

	FailedAssertionTests(@Autowired TestSidecar sidecar) {
		this.sidecar = sidecar;
	}

	@BeforeEach
	void placeOrder() {
		this.result = this.sidecar.invoke("Place", ORDER);
	}

	@Test
	void whenResultIsAnotherThenAssertionFails() {
		assertFails(() -> assertThat(this.result).hasStatus(201)).hasMessageContaining("201")
			.hasMessageContaining("200 " + ACTUAL);
		assertFails(() -> assertThat(this.sidecar.invoke("Unknown")).isSuccessful()).hasMessageContaining("404");
		assertFails(() -> assertThat(this.result).hasBody(OTHER)).hasMessageContaining("{\"id\":\"7\"")
			.hasMessageContaining(ACTUAL);
		assertFails(() -> assertThat(this.result).hasBody("x".getBytes(StandardCharsets.UTF_8)))
			.hasMessageContaining(ACTUAL);
		assertFails(() -> assertThat(this.result).hasJson("{\"id\":1}")).hasMessageContaining(ACTUAL);
		assertFails(() -> assertThat(this.result).hasNoBody()).hasMessageContaining(ACTUAL);
		assertFails(() -> assertThat(this.result).bodyContains("nowhere")).hasMessageContaining(ACTUAL);
		assertFails(() -> assertThat(this.result).bodySatisfies(Order.class,
				(order) -> assertThat(order.id()).isEqualTo("7")))
			.hasMessageContaining("41");
		assertFails(() -> assertThat(this.result).bodySatisfies(Integer.class, (number) -> {
		})).hasMessageContaining(ACTUAL);
		assertFails(() -> assertThat(this.result).hasHeader("content-type", "text/plain"))
			.hasMessageContaining("application/json");
		assertFails(() -> assertThat(this.sidecar.invoke("Nothing")).hasBody(OTHER)).hasMessageContaining("nothing");
	}

	@Test
	void whenBodyIsNullThenAssertionFails() {
		InvocationResult nothing = this.sidecar.invoke("Null");
		assertFails(() -> assertThat(nothing).bodySatisfies(Order.class, (order) -> {
		})).hasMessageContaining("Expected a body of type Order, but was: 200 null");
	}

	@Test
	void whenExpectedJsonIsNoneThenAssertionSaysSo() {
		assertThatIllegalArgumentException().isThrownBy(() -> assertThat(this.result).hasJson("{"))
			.withMessage("The expected JSON is none: {");
	}

	@Test
	void whenStateIsAnotherThenAssertionFails() {
		assertFails(() -> state("order-41").hasValue(OTHER)).hasMessageContaining("{\"id\":\"7\"")
			.hasMessageContaining("was " + ACTUAL)
			.hasMessageContaining("order-41 = " + ACTUAL)
			.hasMessageContaining("waited PT0.05S");
		assertFails(() -> state("order-41").hasJson("[]")).hasMessageContaining("was " + ACTUAL);
		assertFails(() -> state("order-41").isAbsent()).hasMessageContaining("was " + ACTUAL);
		assertFails(
				() -> state("order-41").satisfies(Order.class, (order) -> assertThat(order.quantity()).isEqualTo(3)))
			.hasMessageContaining("3");
	}

	@Test
	void whenStateIsNullThenAssertionFails() {
		this.sidecar.saveState("statestore", "null", JsonNodeFactory.instance.nullNode());
		assertFails(() -> state("null").satisfies(Order.class, (order) -> {
		})).hasMessageContaining("State 'null' of 'statestore': expected a Order, but was null");
	}

	@Test
	void whenStateIsMissingThenAssertionFails() {
		assertFails(() -> state("none").exists()).hasMessageContaining("there is none")
			.hasMessageContaining("order-41 = ");
		assertFails(() -> state("none").hasValue(ORDER)).hasMessageContaining("there is none");
		assertFails(() -> state("none").satisfies(Order.class, (order) -> {
		})).hasMessageContaining("there is none");
	}

	@Test
	void whenRecordingsAreOthersThenAssertionFails() {
		assertFails(() -> placed().isEmpty()).hasMessageContaining("expected 0, but there were 1")
			.hasMessageContaining("pubsub/placed: " + ACTUAL);
		assertFails(() -> placed().hasSize(2)).hasMessageContaining("pubsub/placed: " + ACTUAL);
		assertFails(() -> placed().contains(OTHER)).hasMessageContaining("{\"id\":\"7\"")
			.hasMessageContaining("pubsub/placed: " + ACTUAL);
		assertFails(() -> placed().containsExactly(OTHER)).hasMessageContaining("pubsub/placed: " + ACTUAL);
		assertFails(() -> placed().containsExactly(ORDER, ORDER)).hasMessageContaining("pubsub/placed: " + ACTUAL);
		assertFails(() -> placed().containsExactly()).hasMessageContaining("pubsub/placed: " + ACTUAL);
		assertFails(() -> placed().containsExactlyInAnyOrder(OTHER)).hasMessageContaining("pubsub/placed: " + ACTUAL);
		assertFails(() -> placed().containsExactlyInAnyOrder()).hasMessageContaining("pubsub/placed: " + ACTUAL);
		assertFails(() -> placed().anySatisfy((event) -> assertThat(event.isDeadLetter()).isTrue()))
			.hasMessageContaining("pubsub/placed: " + ACTUAL);
		assertFails(() -> assertThat(this.sidecar.published("pubsub", "none")).within(SHORT).anySatisfy((event) -> {
		})).hasMessageContaining("expected one that satisfies the requirements")
			.hasMessageContaining("pubsub/placed: " + ACTUAL);
	}

	@Test
	void whenOrderOfRecordingsIsAnotherThenAssertionFails() {
		this.sidecar.invoke("Place", OTHER);
		placed().containsExactly(ORDER, OTHER);
		assertFails(() -> placed().containsExactly(OTHER, ORDER)).hasMessageContaining("pubsub/placed: " + ACTUAL);
	}

	@Test
	void whenNothingIsRecordedThenAssertionSaysSo() {
		assertFails(() -> assertThat(this.sidecar.bindingCalls("mail")).within(SHORT).contains(ORDER))
			.hasMessageContaining("Calls of binding 'mail'")
			.hasMessageContaining("nothing at all");
		assertFails(() -> assertThat(this.sidecar.invocations("billing", "charge")).within(SHORT).hasSize(1))
			.hasMessageContaining("Invocations of 'charge' of 'billing'")
			.hasMessageContaining("nothing at all");
	}

	@Test
	void whenOtherAppOrBindingWasCalledThenAssertionShowsIt() {
		this.sidecar.invoke("Charge", ORDER);
		this.sidecar.invoke("Mail", ORDER);
		assertFails(() -> assertThat(this.sidecar.invocations("billing", "refund")).within(SHORT).contains(ORDER))
			.hasMessageContaining("POST billing/charge: " + ACTUAL);
		assertFails(() -> assertThat(this.sidecar.bindingCalls("sms")).within(SHORT).contains(ORDER))
			.hasMessageContaining("mail create: " + ACTUAL);
	}

	@Test
	void everyAssertionIsAmongThese() {
		Class<?>[] types = { InvocationResultAssert.class, StoredStateAssert.class, RecordingsAssert.class };
		assertThat(Stream.of(types)
			.flatMap((type) -> Stream.of(type.getDeclaredMethods()))
			.filter((method) -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic())
			.map((method) -> method.getDeclaringClass().getSimpleName() + "." + method.getName()))
			.as("public methods, each of which is to fail in a test of this class")
			.containsExactlyInAnyOrder("InvocationResultAssert.isSuccessful", "InvocationResultAssert.hasStatus",
					"InvocationResultAssert.hasBody", "InvocationResultAssert.hasJson",
					"InvocationResultAssert.hasNoBody", "InvocationResultAssert.bodyContains",
					"InvocationResultAssert.bodySatisfies", "InvocationResultAssert.hasHeader",
					"StoredStateAssert.within", "StoredStateAssert.exists", "StoredStateAssert.hasValue",
					"StoredStateAssert.hasJson", "StoredStateAssert.isAbsent", "StoredStateAssert.satisfies",
					"RecordingsAssert.within", "RecordingsAssert.isEmpty", "RecordingsAssert.hasSize",
					"RecordingsAssert.contains", "RecordingsAssert.containsExactly",
					"RecordingsAssert.containsExactlyInAnyOrder", "RecordingsAssert.anySatisfy");
	}

	private StoredStateAssert state(String key) {
		return assertThat(this.sidecar.state("statestore", key)).within(SHORT);
	}

	private RecordingsAssert<PublishedMessage> placed() {
		return assertThat(this.sidecar.published("pubsub", "placed")).within(SHORT);
	}

	private static AbstractThrowableAssert<?, ? extends Throwable> assertFails(ThrowingCallable assertion) {
		return assertThatThrownBy(assertion).isInstanceOf(AssertionError.class);
	}

}
