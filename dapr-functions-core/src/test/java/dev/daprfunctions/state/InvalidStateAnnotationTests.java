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

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

import dev.daprfunctions.OutputBinding;
import dev.daprfunctions.Publication;
import dev.daprfunctions.annotation.DaprState;
import dev.daprfunctions.annotation.ServiceInvocationFunction;
import dev.daprfunctions.error.InvalidFunctionException;
import dev.daprfunctions.function.FunctionFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import org.springframework.util.StringUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link StateBinder} when an annotation cannot work.
 */
class InvalidStateAnnotationTests {

	@ParameterizedTest
	@CsvSource(delimiter = '!', quoteCharacter = '`',
			value = { "EmptyStore ! the store is empty", "EmptyKey ! the key is empty",
					"BlankSetting ! the store is empty", "UnresolvedStore ! Could not resolve placeholder 'nowhere'",
					"UnknownVariable ! '{nope}' names no parameter", "VariableOfOutput ! '{other}' names no parameter",
					"WrongMetadata ! the metadata 'partition' is not written 'name=value'",
					"WrongTtl ! 'soon' is not a valid",
					"NegativeTtl ! the ttl '-1s' is not a positive number of whole seconds",
					"FractionTtl ! the ttl '1500ms' is not a positive number of whole seconds",
					"SeparatorInKey ! the key 'a||b' contains '||'" })
	void whenAttributesCannotWorkThenStartStopsNamingTheParameter(String bean, String problem) throws Exception {
		Class<?> type = Class.forName(InvalidStateAnnotationTests.class.getName() + "$" + bean);
		try (FunctionFixture wrong = FunctionFixture.of(type).property("blank", " ")) {
			assertThatExceptionOfType(InvalidFunctionException.class).isThrownBy(wrong::start)
				.withMessageStartingWith("Parameter 'order' (")
				.withMessageContaining(") of method wrong(")
				.withMessageContaining(" of " + type.getName() + " (bean '")
				.withMessageContaining(" cannot be bound by @DaprState: ")
				.withMessageContaining(problem)
				.satisfies((ex) -> assertThat(ex.getAction()).contains("Correct the attributes of @DaprState"));
		}
	}

	@ParameterizedTest
	@ValueSource(classes = { MonoInput.class, StreamInput.class, FutureInput.class, OwnHolder.class })
	void whenTypeIsNeitherInputNorOutputThenStartStops(Class<?> bean) {
		try (FunctionFixture wrong = FunctionFixture.of(bean)) {
			assertThatExceptionOfType(InvalidFunctionException.class).isThrownBy(wrong::start)
				.withMessageStartingWith("Parameter 'order' (")
				.withMessageEndingWith(" has a type that no state can be read as")
				.satisfies((ex) -> assertThat(ex.getAction()).contains("Optional<T>", "State<T>", "OutputBinding<T>"));
		}
	}

	@Test
	void whenHolderHasMessagesOfAnotherKindThenStartStops() {
		try (FunctionFixture wrong = FunctionFixture.of(PublicationOutput.class)) {
			assertThatExceptionOfType(InvalidFunctionException.class).isThrownBy(wrong::start)
				.withMessageStartingWith("Parameter 'order' (OutputBinding<Publication<String>>)")
				.withMessageContaining("Publication");
		}
	}

	@ParameterizedTest
	@ValueSource(classes = { VoidOutput.class, VoidStageOutput.class })
	void whenReturnValueToWriteIsVoidThenStartStops(Class<?> bean) {
		try (FunctionFixture wrong = FunctionFixture.of(bean)) {
			assertThatExceptionOfType(InvalidFunctionException.class).isThrownBy(wrong::start)
				.withMessage("Method wrong() of " + bean.getName() + " (bean '"
						+ StringUtils.uncapitalize(bean.getSimpleName())
						+ "') is annotated as an output, but returns nothing");
		}
	}

	@Test
	void whenAttributesOfReturnValueCannotWorkThenStartStops() {
		try (FunctionFixture wrong = FunctionFixture.of(WrongReturn.class)) {
			assertThatExceptionOfType(InvalidFunctionException.class).isThrownBy(wrong::start)
				.withMessageStartingWith("The return value of method wrong() of " + WrongReturn.class.getName())
				.withMessageEndingWith("cannot be bound by @DaprState: the key is empty");
		}
	}

	static class EmptyStore {

		@ServiceInvocationFunction
		void wrong(@DaprState(store = "", key = "k") String order) {
		}

	}

	static class EmptyKey {

		@ServiceInvocationFunction
		void wrong(@DaprState(store = "s") String order) {
		}

	}

	static class BlankSetting {

		@ServiceInvocationFunction
		void wrong(@DaprState(store = "%blank%", key = "k") OutputBinding<String> order) {
		}

	}

	static class UnresolvedStore {

		@ServiceInvocationFunction
		void wrong(@DaprState(store = "${nowhere}", key = "k") String order) {
		}

	}

	static class UnknownVariable {

		@ServiceInvocationFunction
		void wrong(@DaprState(store = "s", key = "{nope}") String order) {
		}

	}

	static class VariableOfOutput {

		@ServiceInvocationFunction
		void wrong(@DaprState(store = "s", key = "{other}") String order,
				@DaprState(store = "s", key = "k") String other) {
		}

	}

	static class WrongMetadata {

		@ServiceInvocationFunction
		void wrong(@DaprState(store = "s", key = "k", metadata = "partition") String order) {
		}

	}

	static class WrongTtl {

		@ServiceInvocationFunction
		void wrong(@DaprState(store = "s", key = "k", ttl = "soon") OutputBinding<String> order) {
		}

	}

	static class NegativeTtl {

		@ServiceInvocationFunction
		void wrong(@DaprState(store = "s", key = "k", ttl = "-1s") OutputBinding<String> order) {
		}

	}

	static class FractionTtl {

		@ServiceInvocationFunction
		void wrong(@DaprState(store = "s", key = "k", ttl = "1500ms") OutputBinding<String> order) {
		}

	}

	static class SeparatorInKey {

		@ServiceInvocationFunction
		void wrong(@DaprState(store = "s", key = "a||b") OutputBinding<String> order) {
		}

	}

	static class MonoInput {

		@ServiceInvocationFunction
		void wrong(@DaprState(store = "s", key = "k") Mono<String> order) {
		}

	}

	static class StreamInput {

		@ServiceInvocationFunction
		void wrong(@DaprState(store = "s", key = "k") Stream<String> order) {
		}

	}

	static class FutureInput {

		@ServiceInvocationFunction
		void wrong(@DaprState(store = "s", key = "k") Optional<CompletableFuture<String>> order) {
		}

	}

	interface SpecialHolder extends OutputBinding<String> {

	}

	static class OwnHolder {

		@ServiceInvocationFunction
		void wrong(@DaprState(store = "s", key = "k") SpecialHolder order) {
		}

	}

	static class PublicationOutput {

		@ServiceInvocationFunction
		void wrong(@DaprState(store = "statestore", key = "order") OutputBinding<Publication<String>> order) {
		}

	}

	static class VoidOutput {

		@ServiceInvocationFunction
		@DaprState(store = "s", key = "k")
		void wrong() {
		}

	}

	static class VoidStageOutput {

		@ServiceInvocationFunction
		@DaprState(store = "s", key = "k")
		CompletionStage<Void> wrong() {
			return CompletableFuture.completedStage(null);
		}

	}

	static class WrongReturn {

		@ServiceInvocationFunction
		@DaprState(store = "s")
		String wrong() {
			return "";
		}

	}

}
