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

import java.beans.PropertyEditorSupport;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

import dev.daprfunctions.OutputBinding;
import dev.daprfunctions.annotation.DaprInvoke;
import dev.daprfunctions.annotation.DaprPublish;
import dev.daprfunctions.annotation.DaprSecret;
import dev.daprfunctions.annotation.DaprState;
import dev.daprfunctions.error.FunctionException;
import dev.daprfunctions.error.InvalidFunctionException;
import io.dapr.client.DaprClient;
import io.dapr.client.domain.GetSecretRequest;
import io.dapr.exceptions.DaprException;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.NotNull;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.ArgumentMatchers;
import org.mockito.BDDMockito;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.AbstractHttpMessageConverter;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.ui.Model;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.InitBinder;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.WebApplicationContext;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.context.request.async.DeferredResult;
import org.springframework.web.context.request.async.WebAsyncTask;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DaprHttpTriggersAutoConfiguration}.
 */
@ExtendWith(OutputCaptureExtension.class)
class DaprHttpTriggersAutoConfigurationTests {

	private final WebApplicationContextRunner runner = new WebApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(PropertyPlaceholderAutoConfiguration.class, JacksonAutoConfiguration.class,
						HttpMessageConvertersAutoConfiguration.class, ValidationAutoConfiguration.class,
						WebMvcAutoConfiguration.class, DispatcherServletAutoConfiguration.class,
						DaprClientAutoConfiguration.class, DaprFunctionsAutoConfiguration.class,
						DaprFunctionsWebMvcAutoConfiguration.class, DaprHttpTriggersAutoConfiguration.class))
		.withUserConfiguration(ClientConfiguration.class);

	@Test
	void whenApplicationUsesBootThenBothAdaptersWork() {
		this.runner.withBean(SecretController.class).run((context) -> {
			assertThat(context).hasSingleBean(RequestMappingHandlerAdapter.class);
			assertHandled(context, "ServletInvocableHandlerMethod");
		});
	}

	@Test
	void whenApplicationEnablesWebMvcItselfThenBothAdaptersWork() {
		this.runner.withUserConfiguration(OwnWebMvc.class).withBean(SecretController.class).run((context) -> {
			assertThat(context).hasSingleBean(RequestMappingHandlerAdapter.class);
			assertHandled(context, "ServletInvocableHandlerMethod");
			assertThat(MockMvcTester.from(context).get().uri("/failing")).hasStatus(502)
				.bodyText()
				.contains("errorCode");
		});
	}

	@Test
	void whenApplicationRegistersItsOwnAdapterThenItHandlesPlainControllers() {
		this.runner.withUserConfiguration(OwnRegistrations.class).withBean(SecretController.class).run((context) -> {
			assertThat(context.getBean(RequestMappingHandlerAdapter.class)).isInstanceOf(OwnAdapter.class);
			assertHandled(context, "ServletInvocableHandlerMethod");
		});
	}

	private static void assertHandled(WebApplicationContext context, String plain) {
		MockMvcTester mvc = MockMvcTester.from(context);
		assertThat(mvc.get().uri("/plain")).hasStatusOk().hasBodyTextEqualTo(plain);
		assertThat(mvc.get().uri("/secret")).hasStatusOk().hasBodyTextEqualTo("s3cret by HttpTriggerMethod");
	}

	@Test
	void whenMappingIsRegisteredLaterThenInputsAreRead() {
		this.runner.run((context) -> {
			RequestMappingHandlerMapping mapping = context.getBean(RequestMappingHandlerMapping.class);
			mapping.registerMapping(
					RequestMappingInfo.paths("/late").options(mapping.getBuilderConfiguration()).build(),
					new SecretController(), SecretController.class.getDeclaredMethod("secret", String.class));
			assertThat(MockMvcTester.from(context).get().uri("/late"))
				.hasBodyTextEqualTo("s3cret by HttpTriggerMethod");
		});
	}

	@Test
	void whenAdviceHandlesFailureOfInputThenGoesFirst() {
		this.runner.withBean(SecretController.class)
			.withBean(Advice.class)
			.run((context) -> assertThat(MockMvcTester.from(context).get().uri("/failing")).hasStatus(418)
				.hasBodyTextEqualTo("advice"));
	}

	@Test
	void whenNobodyHandlesFailureOfInputThenIsProblem() {
		this.runner.withBean(SecretController.class)
			.run((context) -> assertThat(MockMvcTester.from(context).get().uri("/failing")).hasStatus(502)
				.hasContentType(MediaType.APPLICATION_PROBLEM_JSON)
				.bodyJson()
				.hasPathSatisfying("errorCode", (code) -> code.assertThat().isEqualTo("ERR_INVOKE_FAILED"))
				.hasPathSatisfying("message", (message) -> message.assertThat().asString().contains("vault closed"))
				.hasPathSatisfying("detail", (detail) -> detail.assertThat().asString().contains("SecretController")));
	}

	@Test
	void whenProblemDetailsOfBootAreEnabledThenTheyCarryCodeAndMessage() {
		this.runner.withPropertyValues("spring.mvc.problemdetails.enabled=true")
			.withBean(SecretController.class)
			.run((context) -> assertThat(MockMvcTester.from(context).get().uri("/failing")).hasStatus(502)
				.bodyJson()
				.hasPathSatisfying("errorCode", (code) -> code.assertThat().isEqualTo("ERR_INVOKE_FAILED"))
				.hasPathSatisfying("message", (message) -> message.assertThat().asString().contains("vault closed")));
	}

	@Test
	void whenFunctionsAreEnabledThenHandlerMethodsAreLogged(CapturedOutput output) {
		this.runner.withBean(SecretController.class)
			.run((context) -> assertThat(output).contains("HTTP triggers: ", "SecretController.secret"));
	}

	@Test
	void whenFunctionsAreDisabledThenAnnotatedMethodsAreRefusedAndOthersWork(CapturedOutput output) {
		this.runner.withPropertyValues("dapr.functions.enabled=false")
			.withBean(SecretController.class)
			.run((context) -> {
				MockMvcTester mvc = MockMvcTester.from(context);
				assertThat(mvc.get().uri("/plain")).hasStatusOk().hasBodyTextEqualTo("ServletInvocableHandlerMethod");
				assertThat(mvc.get().uri("/secret?secret=sent")).hasStatus(501)
					.hasContentType(MediaType.APPLICATION_PROBLEM_JSON)
					.bodyText()
					.contains("SecretController.secret cannot be called, because dapr.functions.enabled is false")
					.doesNotContain("sent");
				assertThat(output)
					.contains("SecretController#secret(String) has inputs or outputs and will be answered by "
							+ "501, because dapr.functions.enabled is false");
			});
	}

	@Test
	void whenThereIsNoSpringMvcThenBacksOff() {
		this.runner.withClassLoader(new FilteredClassLoader(WebMvcAutoConfiguration.class))
			.run((context) -> assertThat(context).doesNotHaveBean(DaprHttpTriggersAutoConfiguration.class));
	}

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
	void whenApplicationHasOwnSettingsThenTheyAreTakenOver() {
		this.runner.withUserConfiguration(OwnSettings.class)
			.withBean(SettingsController.class)
			.withBean(SettingsAdvice.class)
			.run((context) -> {
				MockMvcTester mvc = MockMvcTester.from(context);
				assertThat(mvc.get().uri("/settings?part=a-b").header("X-User", "me")).hasStatusOk()
					.hasHeader("X-Advised", "yes")
					.hasHeader("X-Model", "model")
					.hasBodyTextEqualTo("s3cret of me for b");
				assertThat(mvc.get().uri("/settings/own")).hasStatus(299).hasBodyTextEqualTo("own: s3cret");
			});
	}

	@Test
	void whenMethodsHaveInputsOnlyThenMayReturnAnything() {
		this.runner.withBean(InputsOnly.class).run((context) -> assertThat(context).hasNotFailed());
	}

	@Configuration(proxyBeanMethods = false)
	static class ClientConfiguration {

		@Bean
		DaprClient daprClient() {
			DaprClient client = BDDMockito.mock(DaprClient.class);
			BDDMockito.given(client.getSecret(ArgumentMatchers.any(GetSecretRequest.class)))
				.willAnswer((call) -> (call.<GetSecretRequest>getArgument(0).getKey().equals("closed"))
						? Mono.error(new DaprException("INTERNAL", "vault closed", new IllegalStateException()))
						: Mono.just(Map.of("key", "s3cret")));
			return client;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableWebMvc
	static class OwnWebMvc {

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnRegistrations {

		@Bean
		WebMvcRegistrations registrations() {
			return new WebMvcRegistrations() {

				@Override
				public RequestMappingHandlerAdapter getRequestMappingHandlerAdapter() {
					return new OwnAdapter();
				}

			};
		}

	}

	static class OwnAdapter extends RequestMappingHandlerAdapter {

	}

	@RestControllerAdvice
	static class Advice {

		@ExceptionHandler(FunctionException.class)
		ResponseEntity<String> handle() {
			return ResponseEntity.status(418).body("advice");
		}

	}

	@RestController
	static class SecretController {

		SecretController() {
		}

		@GetMapping("/secret")
		String secret(@DaprSecret(store = "vault", key = "key") String secret) {
			return secret + " by " + HttpTriggerControllers.adapter();
		}

		@GetMapping("/failing")
		String failing(@DaprSecret(store = "vault", key = "closed") String secret) {
			return secret;
		}

		@GetMapping("/plain")
		String plain() {
			return HttpTriggerControllers.adapter();
		}

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

	record User(String name) {

	}

	record Part(String text) {

	}

	record Own(String text) {

	}

	@RestController
	static class SettingsController {

		@GetMapping("/settings")
		String settings(@DaprSecret(store = "vault", key = "key") String secret, User user, @RequestParam Part part,
				Model model, HttpServletResponse response) {
			response.setHeader("X-Model", (String) model.getAttribute("name"));
			return secret + " of " + user.name() + " for " + part.text();
		}

		@GetMapping("/settings/own")
		Own own(@DaprSecret(store = "vault", key = "key") String secret) {
			return new Own(secret);
		}

	}

	@ControllerAdvice
	static class SettingsAdvice implements ResponseBodyAdvice<Object> {

		@ModelAttribute("name")
		String name() {
			return "model";
		}

		@InitBinder
		void initBinder(WebDataBinder binder) {
			binder.registerCustomEditor(Part.class, new PropertyEditorSupport() {

				@Override
				public void setAsText(String text) {
					setValue(new Part(text.substring(text.indexOf('-') + 1)));
				}

			});
		}

		@Override
		public boolean supports(MethodParameter returnType, Class<? extends HttpMessageConverter<?>> converterType) {
			return true;
		}

		@Override
		public Object beforeBodyWrite(Object body, MethodParameter returnType, MediaType selectedContentType,
				Class<? extends HttpMessageConverter<?>> selectedConverterType, ServerHttpRequest request,
				ServerHttpResponse response) {
			response.getHeaders().set("X-Advised", "yes");
			return body;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnSettings implements WebMvcConfigurer {

		@Override
		public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
			resolvers.add(new HandlerMethodArgumentResolver() {

				@Override
				public boolean supportsParameter(MethodParameter parameter) {
					return parameter.getParameterType() == User.class;
				}

				@Override
				public Object resolveArgument(MethodParameter parameter, ModelAndViewContainer mavContainer,
						NativeWebRequest webRequest, WebDataBinderFactory binderFactory) {
					return new User(webRequest.getHeader("X-User"));
				}

			});
		}

		@Bean
		OwnConverter ownConverter() {
			return new OwnConverter();
		}

	}

	static class OwnConverter extends AbstractHttpMessageConverter<Own> {

		OwnConverter() {
			super(MediaType.ALL);
		}

		@Override
		protected boolean supports(Class<?> type) {
			return type == Own.class;
		}

		@Override
		protected Own readInternal(Class<? extends Own> type, HttpInputMessage inputMessage) {
			throw new UnsupportedOperationException();
		}

		@Override
		protected void writeInternal(Own own, HttpOutputMessage outputMessage) throws IOException {
			((ServerHttpResponse) outputMessage).setStatusCode(HttpStatusCode.valueOf(299));
			outputMessage.getBody().write(("own: " + own.text()).getBytes(StandardCharsets.UTF_8));
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
