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
import java.io.OutputStream;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

import dev.daprfunctions.OutputBinding;
import dev.daprfunctions.annotation.DaprInvoke;
import dev.daprfunctions.annotation.DaprPublish;
import dev.daprfunctions.annotation.DaprSecret;
import dev.daprfunctions.annotation.DaprState;
import dev.daprfunctions.autoconfigure.HttpTriggerApplication.SecretController;
import dev.daprfunctions.error.InvalidFunctionException;
import jakarta.validation.constraints.NotNull;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.context.request.async.WebAsyncTask;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DaprHttpTriggersAutoConfiguration} with methods that cannot work.
 */
class InvalidHttpTriggerTests {

	private final WebApplicationContextRunner runner = HttpTriggerApplication.runner();

	@ParameterizedTest
	@MethodSource
	void whenMethodCannotWorkThenStopsTheStartNamingBeanMethodAndParameter(Class<?> controller, String... messages) {
		this.runner.withBean("theController", controller)
			.run((context) -> assertThat(context).getFailure()
				.isInstanceOf(InvalidFunctionException.class)
				.hasMessageContainingAll(Stream
					.concat(Stream.of("(bean 'theController')", controller.getName(), "ethod run("),
							Stream.of(messages))
					.toArray(String[]::new)));
	}

	static Stream<Arguments> whenMethodCannotWorkThenStopsTheStartNamingBeanMethodAndParameter() {
		return Stream.of(invalid(NoHolder.class, "Parameter 'event' (String)", "@DaprPublish, but holds no output"),
				invalid(UnknownName.class, "Parameter 'value'", "'{nothing}' names no parameter", "id"),
				invalid(UnknownProperty.class, "Parameter 'value'", "has no property 'nothing'"),
				invalid(UnresolvedSetting.class, "Parameter 'value'", "missing-setting"),
				invalid(UnresolvedReturn.class, "The return value of method run()", "missing-setting"),
				invalid(TwoAnnotations.class, "Parameter 'value'", "@DaprState and @DaprPublish"),
				invalid(WebAnnotation.class, "Parameter 'value'", "@DaprState and @RequestParam"),
				invalid(Constrained.class, "Parameter 'value'", "@DaprState and @NotNull"),
				invalid(NothingReturned.class, "returns void", "cannot be written to an output"),
				invalid(ViewReturned.class, "returns ModelAndView", "cannot be written to an output"),
				invalid(StreamWritten.class, "Parameter 'body' (OutputStream)", "writes the response"),
				invalid(CallableReturned.class, "returns Callable<String>"),
				invalid(DeferredReturned.class, "returns DeferredResult<String>"),
				invalid(TaskReturned.class, "returns WebAsyncTask<String>"),
				invalid(EmitterReturned.class, "returns ResponseBodyEmitter"),
				invalid(SseReturned.class, "returns SseEmitter"),
				invalid(StreamReturned.class, "returns ResponseEntity<StreamingResponseBody>"),
				invalid(FluxReturned.class, "returns Flux<String>"),
				invalid(NestedReturned.class, "returns ResponseEntity<Mono<String>>"),
				invalid(NestedStage.class, "returns CompletionStage<Callable<String>>"));
	}

	private static Arguments invalid(Class<?> controller, String... messages) {
		return Arguments.of(controller, messages);
	}

	@ParameterizedTest
	@ValueSource(classes = { HelpedController.class, HelpingAdvice.class })
	void whenHelperMethodHasInputThenStopsTheStart(Class<?> type) {
		this.runner.withBean(type)
			.withBean(SecretController.class)
			.run((context) -> assertThat(context).getFailure()
				.isInstanceOf(InvalidFunctionException.class)
				.hasMessageContainingAll("Method help of ", type.getName(), "only helps handler methods"));
	}

	@Test
	void whenMethodsHaveInputsOnlyThenMayReturnAnything() {
		this.runner.withBean(InputsOnly.class).run((context) -> assertThat(context).hasNotFailed());
	}

	@RestController
	static class NoHolder {

		@PostMapping("/run")
		void run(@DaprPublish(pubsub = "pubsub", topic = "orders") String event) {
		}

	}

	@RestController
	static class UnknownName {

		@PostMapping("/run")
		void run(@DaprState(store = "s", key = "{nothing}") String value, @RequestParam String id) {
		}

	}

	@RestController
	static class UnknownProperty {

		@PostMapping("/run")
		void run(@DaprState(store = "s", key = "{id.nothing}") String value, @RequestParam String id) {
		}

	}

	@RestController
	static class UnresolvedSetting {

		@PostMapping("/run")
		void run(@DaprState(store = "${missing-setting}", key = "k") String value) {
		}

	}

	@RestController
	static class UnresolvedReturn {

		@PostMapping("/run")
		@DaprState(store = "${missing-setting}", key = "k")
		String run() {
			return "value";
		}

	}

	@RestController
	static class TwoAnnotations {

		@PostMapping("/run")
		void run(@DaprState(store = "s", key = "k") @DaprPublish(pubsub = "pubsub",
				topic = "t") OutputBinding<String> value) {
		}

	}

	@RestController
	static class WebAnnotation {

		@PostMapping("/run")
		void run(@DaprState(store = "s", key = "k") @RequestParam String value) {
		}

	}

	@RestController
	static class Constrained {

		@PostMapping("/run")
		void run(@DaprState(store = "s", key = "k") @NotNull String value) {
		}

	}

	@RestController
	static class NothingReturned {

		@PostMapping("/run")
		@DaprState(store = "s", key = "k")
		void run() {
		}

	}

	@RestController
	static class ViewReturned {

		@PostMapping("/run")
		@DaprState(store = "s", key = "k")
		ModelAndView run() {
			return new ModelAndView("view");
		}

	}

	@RestController
	static class StreamWritten {

		@PostMapping("/run")
		void run(@DaprState(store = "s", key = "k") OutputBinding<String> value, OutputStream body) {
		}

	}

	@RestController
	static class CallableReturned {

		@PostMapping("/run")
		Callable<String> run(@DaprInvoke(appId = "other", method = "m") OutputBinding<String> value) {
			return null;
		}

	}

	@RestController
	static class DeferredReturned {

		@PostMapping("/run")
		DeferredResult<String> run(@DaprInvoke(appId = "other", method = "m") OutputBinding<String> value) {
			return null;
		}

	}

	@RestController
	static class TaskReturned {

		@PostMapping("/run")
		WebAsyncTask<String> run(@DaprInvoke(appId = "other", method = "m") OutputBinding<String> value) {
			return null;
		}

	}

	@RestController
	static class EmitterReturned {

		@PostMapping("/run")
		ResponseBodyEmitter run(@DaprInvoke(appId = "other", method = "m") OutputBinding<String> value) {
			return null;
		}

	}

	@RestController
	static class SseReturned {

		@PostMapping("/run")
		SseEmitter run(@DaprInvoke(appId = "other", method = "m") OutputBinding<String> value) {
			return null;
		}

	}

	@RestController
	static class StreamReturned {

		@PostMapping("/run")
		ResponseEntity<StreamingResponseBody> run(
				@DaprInvoke(appId = "other", method = "m") OutputBinding<String> value) {
			return null;
		}

	}

	@RestController
	static class FluxReturned {

		@PostMapping("/run")
		Flux<String> run(@DaprInvoke(appId = "other", method = "m") OutputBinding<String> value) {
			return null;
		}

	}

	@RestController
	static class NestedReturned {

		@PostMapping("/run")
		ResponseEntity<Mono<String>> run(@DaprInvoke(appId = "other", method = "m") OutputBinding<String> value) {
			return null;
		}

	}

	@RestController
	static class NestedStage {

		@PostMapping("/run")
		CompletionStage<Callable<String>> run(@DaprInvoke(appId = "other", method = "m") OutputBinding<String> value) {
			return null;
		}

	}

	@RestController
	static class HelpedController {

		@ModelAttribute
		String help(@DaprSecret(store = "vault", key = "key") String secret) {
			return secret;
		}

		@GetMapping("/helped")
		String helped() {
			return "helped";
		}

	}

	@ControllerAdvice
	static class HelpingAdvice {

		@ExceptionHandler(IllegalStateException.class)
		void help(@DaprPublish(pubsub = "pubsub", topic = "failures") OutputBinding<String> event) {
		}

	}

	@RestController
	static class InputsOnly {

		@GetMapping("/callable")
		Callable<String> callable(@DaprSecret(store = "vault", key = "key") String secret) {
			return () -> secret;
		}

		@GetMapping("/flux")
		Flux<String> flux(@DaprSecret(store = "vault", key = "key") String secret) {
			return Flux.just(secret);
		}

		@GetMapping("/stream")
		void stream(@DaprSecret(store = "vault", key = "key") String secret, OutputStream body) throws IOException {
			body.write(1);
		}

	}

}
