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

import dev.daprfunctions.programs.RealDaprd;
import dev.daprfunctions.sidecar.fault.Calls;
import dev.daprfunctions.test.DaprFunctionsTest;
import dev.daprfunctions.test.SidecarType;
import dev.daprfunctions.test.TestSidecar;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link DaprFunctionsTest} with a real {@code daprd}.
 */
@DaprFunctionsTest(sidecar = SidecarType.DAPRD, components = { Components.STATE, Components.PUBSUB })
class DaprdTests {

	private static final Order ORDER = new Order("41", 2);

	private final TestSidecar sidecar;

	DaprdTests(@Autowired TestSidecar sidecar) {
		this.sidecar = sidecar;
	}

	@BeforeAll
	static void requireDaprd() {
		RealDaprd.require();
	}

	@DynamicPropertySource
	static void setExecutable(DynamicPropertyRegistry registry) {
		registry.add("dapr.functions.sidecar.executable", RealDaprd::require);
	}

	@Test
	void whenFunctionIsInvokedThenItAnswersAndStateIsWritten() {
		assertThat(this.sidecar.invoke("Place", ORDER)).isSuccessful().hasBody(ORDER);
		assertThat(this.sidecar.state("statestore", "order-41")).hasValue(ORDER);
		assertThat(this.sidecar.request("orders/7?quantity=3").verb(HttpMethod.PUT).header("X-User", "ada").send())
			.hasBody("73ada");
	}

	@Test
	void whenEventIsPublishedThenItsFunctionRuns() {
		this.sidecar.publish("pubsub", "orders", new Order("42", 1));
		assertThat(this.sidecar.state("statestore", "seen-42")).hasValue(new Order("42", 1));
	}

	@Test
	void whenStateIsSavedThenItIsThere() {
		this.sidecar.saveState("statestore", "a/b c", ORDER);
		assertThat(this.sidecar.state("statestore", "a/b c")).hasValue(ORDER);
		assertThat(this.sidecar.state("statestore", "none")).isAbsent();
		assertThatIllegalArgumentException().isThrownBy(() -> this.sidecar.saveState("nowhere", "key", 1))
			.withMessageContaining("nowhere");
	}

	@RepeatedTest(2)
	void whenMethodStartsThenStatesThatOthersSawAreGone() {
		assertThat(this.sidecar.state("statestore", "order-43")).isAbsent();
		assertThat(this.sidecar.state("statestore", "sa/ved")).isAbsent();
		this.sidecar.saveState("statestore", "sa/ved", 1);
		this.sidecar.invoke("Place", new Order("43", 1));
		assertThat(this.sidecar.state("statestore", "order-43")).exists();
	}

	@Test
	void whenApiDoesNotOfferItThenItIsUnsupported() {
		assertUnsupported(() -> this.sidecar.fireBinding("incoming"), "fire bindings");
		assertUnsupported(() -> this.sidecar.published("pubsub", "placed"), "look at published events");
		assertUnsupported(() -> this.sidecar.bindingCalls("mail"), "look at calls of bindings");
		assertUnsupported(() -> this.sidecar.invocations("billing", "charge"), "look at invocations");
		assertUnsupported(() -> this.sidecar.stubApp("billing", "charge"), "stub applications");
		assertUnsupported(() -> this.sidecar.stubBinding("mail"), "stub bindings");
		assertUnsupported(() -> this.sidecar.stubSecret("vault", "key", "42"), "stub secrets");
		assertUnsupported(() -> this.sidecar.faults().fail(Calls.all(), "broken"), "inject faults");
	}

	private static void assertUnsupported(Runnable action, String what) {
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(action::run)
			.withMessage("The API of daprd does not let a test %s: use sidecar = SidecarType.EMBEDDED", what);
	}

}
