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

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.daprfunctions.OutputBinding;
import dev.daprfunctions.annotation.BindingFunction;
import dev.daprfunctions.annotation.DaprState;
import dev.daprfunctions.annotation.ServiceInvocationFunction;
import dev.daprfunctions.sidecar.EmbeddedSidecar;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.server.observation.ServerRequestObservationContext;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.filter.HiddenHttpMethodFilter;
import org.springframework.web.filter.ServerHttpObservationFilter;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.CorsRegistry;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.handler.MappedInterceptor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for what settings of Spring change in what callers of functions get.
 */
class EndToEndSettingsTests {

	private static final String FORM = "application/x-www-form-urlencoded";

	@ParameterizedTest
	@CsvSource({ "always, '', true", "always, ?message=false, true", "never, ?message=true, false",
			"on_param, '', false", "on_param, ?message, true", "on_param, ?message=true, true",
			"on_param, ?message=false, false" })
	void whenFunctionThrowsThenShowsItsMessageAsErrorPagesDo(String setting, String query, boolean shown) {
		try (ConfigurableApplicationContext context = TestApplications.run(Failing.class,
				"spring.web.error.include-message=" + setting)) {
			HttpCalls.Response response = TestApplications.calls(context).post("/fail" + query, "");
			assertThat(response.status()).isEqualTo(500);
			assertThat(response.detail())
				.isEqualTo((shown) ? "Function 'fail' failed: the reason" : "Function 'fail' failed");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "stage", "mono" })
	void whenAsynchronousFunctionTakesTooLongThenIsUnavailableAndCancelled(String function) {
		try (ConfigurableApplicationContext context = TestApplications.run(Slow.class,
				"spring.mvc.async.request-timeout=300ms")) {
			HttpCalls.Response response = TestApplications.calls(context).post("/" + function, "");
			assertThat(response.status()).isEqualTo(503);
			assertThat(response.contentType()).isEqualTo("application/problem+json");
			assertThat(response.json()).containsEntry("errorCode", "ERR_FUNCTION_FAILED")
				.containsEntry("detail", "Function '" + function + "' did not complete within 300 ms");
			Slow functions = context.getBean(Slow.class);
			await().untilAsserted(() -> assertThat(functions.cancelled).containsExactly(function));
			functions.stage.complete("too late");
			EmbeddedSidecar sidecar = context.getBean(EmbeddedSidecar.class);
			assertThat(new HttpCalls(sidecar.httpPort()).get("/v1.0/state/statestore/slow").status()).isEqualTo(204);
		}
	}

	@Test
	void whenHiddenMethodFilterIsOnThenBodiesOfFunctionsStay() {
		try (ConfigurableApplicationContext context = TestApplications.run(Echo.class,
				"spring.mvc.hiddenmethod.filter.enabled=true")) {
			HttpCalls app = TestApplications.calls(context);
			assertThat(app.post("/echo", "_method=delete&a=1", "Content-Type", FORM).body())
				.isEqualTo("_method=delete&a=1");
			assertThat(app.sendChunked("POST", "/echo", "{\"a\":1}", "Content-Type", FORM).body())
				.isEqualTo("{\"a\":1}");
		}
	}

	@Test
	void whenFilterOfTheUserReadsFormsThenSaysThatTheBodyIsGone() {
		try (ConfigurableApplicationContext context = TestApplications.run(ReadingFilter.class)) {
			HttpCalls.Response response = TestApplications.calls(context).post("/echo", "a=1", "Content-Type", FORM);
			assertThat(response.status()).isEqualTo(500);
			assertThat(response.detail()).startsWith("The body of type '" + FORM)
				.contains("was consumed before the function could read it: a filter reads the parameters of forms");
		}
	}

	@Test
	void whenThereAreInterceptorsThenFunctionsHaveThemOnce() {
		try (ConfigurableApplicationContext context = TestApplications.run(Intercepted.class)) {
			HttpCalls app = TestApplications.calls(context);
			HttpCalls.Response response = app.post("/echo", "a");
			assertThat(response.header("X-Registered")).isEqualTo("echo");
			assertThat(response.header("X-Mapped")).isEqualTo("echo");
			assertThat(app.post("/stage", "a").header("X-Registered")).isEqualTo("stage");
			assertThat(app.post("/forbidden", "a").status()).isEqualTo(403);
			assertThat(app.get("/dapr/subscribe").header("X-Registered")).isEmpty();
			assertThat(app.get("/dapr/config").status()).isEqualTo(200);
			assertThat(app.post("/guarded", "a").status()).isEqualTo(403);
			assertThat(app.send("OPTIONS", "/guarded", (String) null).status()).isEqualTo(200);
		}
	}

	@Test
	void whenThereAreCorsRulesThenFunctionsHaveThem() {
		try (ConfigurableApplicationContext context = TestApplications.run(Intercepted.class)) {
			HttpCalls app = TestApplications.calls(context);
			HttpCalls.Response preflight = app.send("OPTIONS", "/echo", (String) null, "Origin", "https://shop.example",
					"Access-Control-Request-Method", "POST");
			assertThat(preflight.status()).isEqualTo(200);
			assertThat(preflight.header("Access-Control-Allow-Origin")).isEqualTo("https://shop.example");
			HttpCalls.Response actual = app.post("/echo", "a", "Origin", "https://shop.example");
			assertThat(actual.header("Access-Control-Allow-Origin")).isEqualTo("https://shop.example");
			assertThat(actual.body()).isEqualTo("a");
			assertThat(app.post("/echo", "a", "Origin", "https://other.example").status()).isEqualTo(403);
			assertThat(app.send("OPTIONS", "/echo", (String) null).status()).isEqualTo(404);
		}
	}

	@Test
	void whenRequestsAreObservedThenPatternIsThatOfTheFunction() {
		try (ConfigurableApplicationContext context = TestApplications.run(Observed.class)) {
			HttpCalls app = TestApplications.calls(context);
			app.get("/items/42");
			app.get("/items/fail/now");
			app.get("/dapr/config");
			Observed observed = context.getBean(Observed.class);
			await().untilAsserted(() -> assertThat(observed.requests).contains("/items/42 is /items/{id}: 200",
					"/items/fail/now is /items/{id}/now: 500", "/dapr/config is /dapr/config: 200"));
		}
	}

	@Test
	void whenMapperIsConfiguredThenBodiesAndStateFollowIt() {
		try (ConfigurableApplicationContext context = TestApplications.run(Json.class,
				"spring.jackson.property-naming-strategy=SNAKE_CASE")) {
			assertThat(TestApplications.calls(context).post("/save", "{\"order_number\":7}").body())
				.isEqualTo("{\"order_number\":7}");
			EmbeddedSidecar sidecar = context.getBean(EmbeddedSidecar.class);
			assertThat(new HttpCalls(sidecar.httpPort()).get("/v1.0/state/statestore/json").body())
				.isEqualTo("{\"order_number\":7}");
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Failing {

		@ServiceInvocationFunction
		void fail() {
			throw new IllegalStateException("the reason");
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Slow {

		private final List<String> cancelled = new CopyOnWriteArrayList<>();

		private final CompletableFuture<String> stage = new CompletableFuture<>();

		@ServiceInvocationFunction
		@DaprState(store = "statestore", key = "slow")
		CompletionStage<String> stage() {
			this.stage.whenComplete((value, failure) -> {
				if (this.stage.isCancelled()) {
					this.cancelled.add("stage");
				}
			});
			return this.stage;
		}

		@ServiceInvocationFunction
		Mono<String> mono(@DaprState(store = "statestore", key = "slow") OutputBinding<String> state) {
			state.setValue("set");
			return Mono.delay(Duration.ofHours(1))
				.map((tick) -> "too late")
				.doOnCancel(() -> this.cancelled.add("mono"));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Echo {

		@ServiceInvocationFunction
		byte[] echo(byte[] body) {
			return body;
		}

		@ServiceInvocationFunction
		CompletionStage<String> stage(String body) {
			return CompletableFuture.supplyAsync(() -> body);
		}

		@ServiceInvocationFunction
		String forbidden(String body) {
			return body;
		}

		@BindingFunction
		void guarded(String body) {
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class ReadingFilter extends Echo {

		@Bean
		FilterRegistrationBean<HiddenHttpMethodFilter> userFilter() {
			return new FilterRegistrationBean<>(new HiddenHttpMethodFilter());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Intercepted extends Echo implements WebMvcConfigurer {

		@Override
		public void addInterceptors(InterceptorRegistry registry) {
			registry.addInterceptor(new HeaderInterceptor("X-Registered"));
		}

		@Override
		public void addCorsMappings(CorsRegistry registry) {
			registry.addMapping("/**").allowedOrigins("https://shop.example");
		}

		@Bean
		MappedInterceptor mappedInterceptor() {
			return new MappedInterceptor(new String[] { "/echo" }, new HeaderInterceptor("X-Mapped"));
		}

	}

	/**
	 * {@link HandlerInterceptor} that adds a header to responses and refuses one path.
	 *
	 * @param header the name of the header
	 */
	private record HeaderInterceptor(String header) implements HandlerInterceptor {

		@Override
		public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
			if (Set.of("/forbidden", "/guarded").contains(request.getRequestURI())) {
				response.setStatus(403);
				return false;
			}
			if (request.getDispatcherType() == DispatcherType.REQUEST) {
				response.addHeader(this.header, request.getRequestURI().substring(1));
			}
			return true;
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Observed {

		private final List<String> requests = new CopyOnWriteArrayList<>();

		@Bean
		FilterRegistrationBean<ServerHttpObservationFilter> observationFilter() {
			ObservationRegistry registry = ObservationRegistry.create();
			registry.observationConfig().observationHandler(new ObservationHandler<ServerRequestObservationContext>() {

				@Override
				public void onStop(ServerRequestObservationContext context) {
					Observed.this.requests.add(context.getCarrier().getRequestURI() + " is " + context.getPathPattern()
							+ ": " + context.getResponse().getStatus());
				}

				@Override
				public boolean supportsContext(Observation.Context context) {
					return context instanceof ServerRequestObservationContext;
				}

			});
			return new FilterRegistrationBean<>(new ServerHttpObservationFilter(registry));
		}

		@ServiceInvocationFunction("items/{id}")
		Map<String, String> item(@PathVariable String id) {
			return Map.of("id", id);
		}

		@ServiceInvocationFunction("items/{id}/now")
		void fail(@PathVariable String id) {
			throw new IllegalStateException(id);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Json {

		@ServiceInvocationFunction
		Order save(Order order, @DaprState(store = "statestore", key = "json") OutputBinding<Order> state) {
			state.setValue(order);
			return order;
		}

	}

	record Order(int orderNumber) {
	}

}
