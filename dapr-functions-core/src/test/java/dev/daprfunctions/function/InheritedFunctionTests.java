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

package dev.daprfunctions.function;

import dev.daprfunctions.annotation.ServiceInvocationFunction;
import dev.daprfunctions.function.FunctionBeans.ApiImplementation;
import dev.daprfunctions.function.FunctionBeans.GenericHandlerBean;
import dev.daprfunctions.function.FunctionBeans.StringConverter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FunctionDiscoverer} with methods of superclasses and interfaces.
 */
class InheritedFunctionTests {

	private FunctionFixture fixture = FunctionFixture.of();

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@Test
	void whenMethodIsInheritedThenTypeVariablesAreThoseOfTheBean() {
		given(StringConverter.class);
		FunctionMethod method = this.fixture.function("convert").method();
		assertThat(method.parameters()).extracting(FunctionParameter::type).containsExactly(Integer.class);
		assertThat(this.fixture.call("convert", "41").body()).isEqualTo("42");
	}

	@Test
	void whenOverriddenMethodIsNotAnnotatedThenAnnotationIsInheritedOnce() {
		given(OverridingFunctions.class);
		assertThat(this.fixture.registry().functions()).hasSize(1);
		assertThat(this.fixture.call("inherited").body()).isEqualTo("\"overridden\"");
	}

	@Test
	void whenOverriddenMethodIsAnnotatedAgainThenTheNearestAnnotationCounts() {
		given(RenamingFunctions.class);
		assertThat(this.fixture.registry().functions()).extracting((function) -> function.trigger().name())
			.containsExactly("renamed");
	}

	@Test
	void whenInterfaceMethodIsAnnotatedThenImplementationIsTheFunction() {
		assertThat(given(ApiImplementation.class).call("api").body()).isEqualTo("\"from class\"");
	}

	@Test
	void whenDefaultMethodIsAnnotatedThenItIsTheFunction() {
		assertThat(given(DefaultMethodBean.class).call("defaultMethod", "\"x\"").body()).isEqualTo("\"default x\"");
	}

	@Test
	void whenGenericInterfaceIsImplementedThenBridgeMethodIsNoSecondFunction() {
		given(GenericHandlerBean.class);
		assertThat(this.fixture.registry().functions()).hasSize(1);
		assertThat(this.fixture.call("handle", "20").body()).isEqualTo("21");
	}

	private FunctionFixture given(Class<?>... beans) {
		this.fixture = FunctionFixture.of(beans);
		return this.fixture;
	}

	static class InheritedFunctions {

		@ServiceInvocationFunction
		String inherited() {
			return "inherited";
		}

	}

	static class OverridingFunctions extends InheritedFunctions {

		@Override
		String inherited() {
			return "overridden";
		}

	}

	static class RenamingFunctions extends InheritedFunctions {

		@Override
		@ServiceInvocationFunction("renamed")
		String inherited() {
			return "renamed";
		}

	}

	interface DefaultMethodApi {

		@ServiceInvocationFunction
		default String defaultMethod(String text) {
			return "default " + text;
		}

	}

	static class DefaultMethodBean implements DefaultMethodApi {

	}

}
