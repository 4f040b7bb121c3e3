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

package dev.daprfunctions.invocation;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.daprfunctions.Invocation;
import dev.daprfunctions.OutputBinding;
import dev.daprfunctions.OutputCollector;
import dev.daprfunctions.Publication;
import dev.daprfunctions.annotation.DaprInvoke;
import dev.daprfunctions.annotation.ServiceInvocationFunction;
import dev.daprfunctions.error.InvalidFunctionException;
import dev.daprfunctions.function.FunctionFixture;
import dev.daprfunctions.function.TestResponse;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMethod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link InvocationBinder}, {@link InvocationOutput}, {@link InvocationWriter}
 * and {@link SidecarHttpClient}.
 */
class InvocationBinderTests {

	private final List<Call> calls = new CopyOnWriteArrayList<>();

	private final ExecutorService executor = Executors.newCachedThreadPool();

	private final CountDownLatch released = new CountDownLatch(1);

	private HttpServer server;

	private int status = 200;

	private @Nullable String held;

	private FunctionFixture fixture;

	@BeforeEach
	void start() throws IOException {
		this.server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
		this.server.setExecutor(this.executor);
		this.server.createContext("/", this::answer);
		this.server.start();
		this.fixture = FunctionFixture.of(Outputs.class)
			.property("app", "other-app")
			.httpClient(client(this.server.getAddress().getPort(), null, Duration.ofSeconds(20)));
	}

	@AfterEach
	void close() {
		this.fixture.close();
		this.released.countDown();
		this.server.stop(0);
		this.executor.shutdownNow();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '!', quoteCharacter = '`',
			value = { "object ! {\"id\":1} ! application/json", "text ! \"text\" ! application/json",
					"bytes ! raw ! application/octet-stream", "returned ! {\"id\":1} ! application/json",
					"returnedOptional ! {\"id\":1} ! application/json",
					"returnedEntity ! {\"id\":1} ! application/json", "returnedMono ! {\"id\":1} ! application/json",
					"returnedStage ! {\"id\":1} ! application/json", "returnedList ! [{\"id\":1}] ! application/json",
					"collected ! {\"id\":1} ! application/json", "typed ! {\"id\":1} ! application/json",
					"typedContentType ! {\"id\":1} ! application/vnd.api+json" })
	void whenValueIsSetThenMethodIsInvokedWithIt(String function, String body, String contentType) {
		TestResponse response = this.fixture.call(function);
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.body()).isNull();
		assertThat(this.calls).singleElement().satisfies((call) -> {
			assertThat(call.line()).isEqualTo("POST /v1.0/invoke/app/method/orders/new");
			assertThat(call.body()).isEqualTo(body);
			assertThat(call.headers().get("Content-Type")).containsExactly(contentType);
			assertThat(call.headers()).doesNotContainKey("dapr-api-token");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "nothing", "typedNothing" })
	void whenThereIsNoBodyThenNoneIsSent(String function) {
		assertThat(this.fixture.call(function).status()).isEqualTo(200);
		assertThat(this.calls).singleElement().satisfies((call) -> {
			assertThat(call.body()).isEmpty();
			assertThat(call.headers()).doesNotContainKey("Content-Type");
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "unset", "emptyCollector", "nullReturn", "emptyReturn", "emptyList", "failing" })
	void whenNothingIsToBeSentThenSidecarIsNotAsked(String function) {
		this.fixture.call(function);
		assertThat(this.calls).isEmpty();
	}

	@Test
	void whenAnnotationHasAttributesThenTheyAreSent() {
		assertThat(this.fixture.call("attributes", "\"é x\"").status()).isEqualTo(200);
		assertThat(this.calls).extracting(Call::line)
			.containsExactly("PUT /v1.0/invoke/other-app-%C3%A9%20x/method/a/%C3%A9%20x");
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS" })
	void whenInvocationHasAVerbThenItIsSent(String verb) {
		Outputs.verb = RequestMethod.valueOf(verb);
		assertThat(this.fixture.call("verb").status()).isEqualTo(200);
		assertThat(this.calls).extracting(Call::line).containsExactly(verb + " /v1.0/invoke/app/method/m");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '!', quoteCharacter = '`',
			value = { "app ! m ! app/method/m", "app ! /m ! app/method/m", "app ! a/b c/é ! app/method/a/b%20c/%C3%A9",
					"app ! a?b=c#d ! app/method/a%3Fb=c%23d", "app ! a%2Fb ! app/method/a%252Fb",
					"app ! a..b ! app/method/a..b", "app ! a/ ! app/method/a/", "a+b.ns ! m ! a%2Bb.ns/method/m",
					"a?b ! m ! a%3Fb/method/m",
					"http://example.com:8080/x ! m ! http%3A%2F%2Fexample.com%3A8080%2Fx/method/m" })
	void whenTargetHasSpecialCharactersThenTheyAreEncoded(String appId, String method, String path) {
		Outputs.invocation = Invocation.of(appId, method, null);
		assertThat(this.fixture.call("given").status()).isEqualTo(200);
		assertThat(this.calls).extracting(Call::line).containsExactly("POST /v1.0/invoke/" + path);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '!', value = { "app ! ../secret", "app ! a/../../b", "app ! ..", "app ! a/./b", ".. ! m",
			". ! m", "app/method/m/.. ! m", "a/b ! m", "http://h/method/x ! m", "http://h/../x ! m" })
	void whenTargetWouldLeadElsewhereThenNothingIsSent(String appId, String method) {
		Outputs.invocation = Invocation.of(appId, method, null);
		TestResponse response = this.fixture.call("given");
		assertThat(response.status()).isEqualTo(500);
		assertThat(response.detail()).startsWith("An output of function 'given' cannot be sent: the ")
			.contains("to another path");
		assertThat(this.calls).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "attributes, ..", "attributes, a/../b", "attributes, .", "dynamicApp, ..", "dynamicApp, a/b" })
	void whenCallerSendsATargetThatLeadsElsewhereThenItIs400(String function, String text) {
		TestResponse response = this.fixture.call(function, "\"" + text + "\"");
		assertThat(response.status()).isEqualTo(400);
		assertThat(response.detail()).startsWith("An output of function '" + function + "' cannot be sent: ")
			.contains("to another path");
		assertThat(this.calls).isEmpty();
	}

	@Test
	void whenInvocationHasAttributesThenTheyGoBeforeThoseOfTheAnnotation() {
		Outputs.invocation = Invocation.<Object>builder(1)
			.appId("mine")
			.method("own/m")
			.httpMethod(RequestMethod.PATCH)
			.header("X-One", "1")
			.header("content-type", "text/plain")
			.build();
		this.fixture.call("given");
		assertThat(this.calls).singleElement().satisfies((call) -> {
			assertThat(call.line()).isEqualTo("PATCH /v1.0/invoke/mine/method/own/m");
			assertThat(call.headers().get("X-One")).containsExactly("1");
			assertThat(call.headers().get("Content-Type")).containsExactly("text/plain");
			assertThat(call.body()).isEqualTo("1");
		});
	}

	@Test
	void whenInvocationHasNoAttributesThenThoseOfTheAnnotationCount() {
		Outputs.invocation = Invocation.<Object>builder(1).build();
		this.fixture.call("given");
		assertThat(this.calls).extracting(Call::line).containsExactly("POST /v1.0/invoke/app/method/m");
	}

	@Test
	void whenSidecarHasATokenThenItIsSentInsteadOfAnyOther() {
		this.fixture.httpClient(client(this.server.getAddress().getPort(), "t0ken", Duration.ofSeconds(20)));
		Outputs.invocation = Invocation.<Object>builder(1).header("Dapr-Api-Token", "mine").build();
		this.fixture.call("given");
		assertThat(this.calls).singleElement()
			.satisfies((call) -> assertThat(call.headers().get("Dapr-Api-Token")).containsExactly("t0ken"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '!', value = { "Host ! h", "Content-Length ! 1", "a b ! x", "X-Line ! a\\nb" })
	void whenHeaderCannotBeSentThenNothingIsSent(String name, String value) {
		Outputs.invocation = Invocation.<Object>builder(1).header(name, value.replace("\\n", "\n")).build();
		TestResponse response = this.fixture.call("givenAndAnother");
		assertThat(response.status()).isEqualTo(500);
		assertThat(response.detail()).isEqualTo("An output of function 'givenAndAnother' cannot be sent: its header '"
				+ name + "' is not allowed, or has a value that is not");
		assertThat(this.calls).isEmpty();
	}

	@Test
	void whenOneApplicationIsInvokedSeveralTimesThenOneAfterAnother() {
		this.held = "1";
		CompletableFuture<TestResponse> response = CompletableFuture.supplyAsync(() -> this.fixture.call("several"));
		Awaitility.await().until(() -> this.calls.size() == 2);
		assertThat(this.calls).extracting(Call::body).containsExactlyInAnyOrder("1", "3");
		this.released.countDown();
		assertThat(response.join().status()).isEqualTo(200);
		assertThat(this.calls).extracting(Call::body).endsWith("2").hasSize(3);
	}

	@Test
	void whenReturnValueIsAListOfInvocationsThenEachIsSent() {
		assertThat(this.fixture.call("returnedInvocations").status()).isEqualTo(200);
		assertThat(this.calls).extracting(Call::line)
			.containsExactlyInAnyOrder("POST /v1.0/invoke/a/method/x", "POST /v1.0/invoke/b/method/y");
	}

	@ParameterizedTest
	@ValueSource(ints = { 201, 202, 204, 299 })
	void whenAnswerIsSuccessThenItsBodyIsIgnored(int status) {
		this.status = status;
		TestResponse response = this.fixture.call("object");
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.body()).isNull();
	}

	@ParameterizedTest
	@ValueSource(ints = { 302, 400, 401, 404, 409, 500, 503 })
	void whenAnswerIsNoSuccessThenResponseIs502(int status) {
		this.status = status;
		TestResponse response = this.fixture.call("object");
		assertThat(this.calls).hasSize(1);
		assertThat(response.status()).isEqualTo(502);
		assertThat(response.json()).containsEntry("errorCode", "ERR_INVOKE_FAILED")
			.containsEntry("sent", List.of())
			.containsEntry("notSent", List.of("invocation of method 'orders/new' of application 'app'"));
		assertThat(response.detail())
			.isEqualTo("The invocation of method 'orders/new' of application 'app' for function "
					+ "'object' was answered with " + status);
	}

	@Test
	void whenSidecarCannotBeReachedThenResponseIs503AndNothingWasSent() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			int port = socket.getLocalPort();
			socket.close();
			this.fixture.httpClient(client(port, null, Duration.ofSeconds(20)));
			TestResponse response = this.fixture.call("object");
			assertThat(response.status()).isEqualTo(503);
			assertThat(response.json()).containsEntry("errorCode", "ERR_DAPR_SIDECAR_DOES_NOT_EXIST")
				.containsEntry("notSent", List.of("invocation of method 'orders/new' of application 'app'"))
				.doesNotContainKey("unknown");
			assertThat(response.detail()).startsWith("The Dapr sidecar cannot be reached: the invocation of method "
					+ "'orders/new' of application 'app' for function 'object' failed");
		}
	}

	@Test
	void whenConnectionIsLostThenResponseIs503AndOutcomeIsUnknown() {
		this.status = -1;
		TestResponse response = this.fixture.call("object");
		assertThat(response.status()).isEqualTo(503);
		assertThat(response.json())
			.containsEntry("unknown", List.of("invocation of method 'orders/new' of application 'app'"))
			.containsEntry("notSent", List.of());
	}

	@Test
	void whenSidecarDoesNotAnswerInTimeThenResponseIs504AndOutcomeIsUnknown() {
		this.held = "{\"id\":1}";
		this.fixture.httpClient(client(this.server.getAddress().getPort(), null, Duration.ofMillis(200)));
		TestResponse response = this.fixture.call("object");
		assertThat(response.status()).isEqualTo(504);
		assertThat(response.json()).containsEntry("errorCode", "ERR_DAPR_SIDECAR_TIMEOUT")
			.containsEntry("unknown", List.of("invocation of method 'orders/new' of application 'app'"));
	}

	@ParameterizedTest
	@CsvSource({ "noApp, appId", "noMethod, method" })
	void whenInvocationHasNoTargetThenNothingIsSent(String function, String attribute) {
		TestResponse response = this.fixture.call(function);
		assertThat(response.status()).isEqualTo(500);
		assertThat(response.detail()).startsWith("An output of function '" + function + "' has no " + attribute + ":");
		assertThat(this.calls).isEmpty();
	}

	@Test
	void whenBodyIsTooLargeThenNothingIsSent() {
		TestResponse response = this.fixture.call("tooLarge");
		assertThat(response.status()).isEqualTo(500);
		assertThat(response.detail()).contains("method 'm' of application 'app' has 4194305 bytes");
		assertThat(this.calls).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(classes = { NoHolder.class, NoApp.class, NoMethod.class, NoMethodReturned.class, LeadsElsewhere.class,
			ReturnsNothing.class, HoldsPublication.class })
	void whenOutputCannotWorkThenStartStops(Class<?> bean) {
		try (FunctionFixture invalid = FunctionFixture.of(bean)) {
			assertThatExceptionOfType(InvalidFunctionException.class).isThrownBy(invalid::start)
				.withMessageContaining((bean == ReturnsNothing.class) ? "returns nothing" : "@DaprInvoke")
				.withMessageContaining(bean.getName());
		}
	}

	private void answer(HttpExchange exchange) throws IOException {
		try (exchange) {
			String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
			this.calls.add(new Call(exchange.getRequestMethod() + " " + exchange.getRequestURI(),
					exchange.getRequestHeaders(), body));
			if (body.equals(this.held)) {
				this.released.await(30, TimeUnit.SECONDS);
			}
			if (this.status > 0) {
				exchange.sendResponseHeaders(this.status, -1);
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static SidecarHttpClient client(int port, @Nullable String token, Duration timeout) {
		return new SidecarHttpClient(SidecarHttpClient.createHttpClient(Duration.ofSeconds(5)),
				URI.create("http://127.0.0.1:" + port), token, timeout);
	}

	record Call(String line, Headers headers, String body) {

	}

	record Order(int id) {

	}

	static class Outputs {

		static RequestMethod verb = RequestMethod.POST;

		static Invocation<Object> invocation = Invocation.builder(null).build();

		@ServiceInvocationFunction
		void object(@DaprInvoke(appId = "app", method = "orders/new") OutputBinding<Order> output) {
			output.setValue(new Order(1));
		}

		@ServiceInvocationFunction
		void text(@DaprInvoke(appId = "app", method = "orders/new") OutputBinding<String> output) {
			output.setValue("text");
		}

		@ServiceInvocationFunction
		void bytes(@DaprInvoke(appId = "app", method = "orders/new") OutputBinding<byte[]> output) {
			output.setValue("raw".getBytes(StandardCharsets.UTF_8));
		}

		@ServiceInvocationFunction
		@DaprInvoke(appId = "app", method = "orders/new")
		Order returned() {
			return new Order(1);
		}

		@ServiceInvocationFunction
		@DaprInvoke(appId = "app", method = "orders/new")
		Optional<Order> returnedOptional() {
			return Optional.of(new Order(1));
		}

		@ServiceInvocationFunction
		@DaprInvoke(appId = "app", method = "orders/new")
		ResponseEntity<Order> returnedEntity() {
			return ResponseEntity.ok(new Order(1));
		}

		@ServiceInvocationFunction
		@DaprInvoke(appId = "app", method = "orders/new")
		Mono<Order> returnedMono() {
			return Mono.just(new Order(1));
		}

		@ServiceInvocationFunction
		@DaprInvoke(appId = "app", method = "orders/new")
		CompletionStage<Order> returnedStage() {
			return CompletableFuture.completedFuture(new Order(1));
		}

		@ServiceInvocationFunction
		@DaprInvoke(appId = "app", method = "orders/new")
		List<Order> returnedList() {
			return List.of(new Order(1));
		}

		@ServiceInvocationFunction
		void collected(@DaprInvoke(appId = "app", method = "orders/new") OutputCollector<Order> output) {
			output.add(new Order(1));
		}

		@ServiceInvocationFunction
		@DaprInvoke(appId = "", method = "")
		Invocation<Order> typed() {
			return Invocation.of("app", "orders/new", new Order(1));
		}

		@ServiceInvocationFunction
		@DaprInvoke(appId = "app", method = "orders/new")
		Invocation<Order> typedContentType() {
			return Invocation.builder(new Order(1)).header("Content-Type", "application/vnd.api+json").build();
		}

		@ServiceInvocationFunction
		void nothing(@DaprInvoke(appId = "app", method = "orders/new") OutputBinding<Order> output) {
			output.setValue(null);
		}

		@ServiceInvocationFunction
		@DaprInvoke(appId = "app", method = "orders/new")
		Invocation<Order> typedNothing() {
			return Invocation.of("app", "m", null);
		}

		@ServiceInvocationFunction
		void unset(@DaprInvoke(appId = "app", method = "orders/new") OutputBinding<Order> output) {

		}

		@ServiceInvocationFunction
		void emptyCollector(@DaprInvoke(appId = "app", method = "orders/new") OutputCollector<Order> output) {

		}

		@ServiceInvocationFunction
		@DaprInvoke(appId = "app", method = "orders/new")
		@Nullable Order nullReturn() {
			return null;
		}

		@ServiceInvocationFunction
		@DaprInvoke(appId = "app", method = "orders/new")
		Optional<Order> emptyReturn() {
			return Optional.empty();
		}

		@ServiceInvocationFunction
		@DaprInvoke(appId = "app", method = "orders/new")
		List<Invocation<Order>> emptyList() {
			return List.of();
		}

		@ServiceInvocationFunction
		void failing(@DaprInvoke(appId = "app", method = "orders/new") OutputBinding<Order> output) {
			output.setValue(new Order(1));
			throw new IllegalStateException("failed");
		}

		@ServiceInvocationFunction
		void attributes(String payload, @DaprInvoke(appId = "${app}-{payload}", method = "a/{payload}",
				httpMethod = RequestMethod.PUT) OutputBinding<String> output) {
			output.setValue("x");
		}

		@ServiceInvocationFunction
		void dynamicApp(String payload, @DaprInvoke(appId = "{payload}", method = "m") OutputBinding<String> output) {
			output.setValue("x");
		}

		@ServiceInvocationFunction
		void verb(@DaprInvoke(appId = "app", method = "m") OutputBinding<Invocation<String>> output) {
			output.setValue(Invocation.<String>builder(null).httpMethod(verb).build());
		}

		@ServiceInvocationFunction
		void given(@DaprInvoke(appId = "app", method = "m") OutputBinding<Invocation<Object>> output) {
			output.setValue(invocation);
		}

		@ServiceInvocationFunction
		@DaprInvoke(appId = "app", method = "first")
		String givenAndAnother(@DaprInvoke(appId = "app", method = "m") OutputBinding<Invocation<Object>> output) {
			output.setValue(invocation);
			return "x";
		}

		@ServiceInvocationFunction
		void several(@DaprInvoke(appId = "app", method = "m") OutputCollector<Integer> output,
				@DaprInvoke(appId = "other", method = "m") OutputBinding<Integer> other) {
			output.add(1);
			output.add(2);
			other.setValue(3);
		}

		@ServiceInvocationFunction
		void noApp(@DaprInvoke(appId = "", method = "m") OutputCollector<Invocation<Integer>> output) {
			output.add(Invocation.of("app", "m", 1));
			output.add(Invocation.builder(2).build());
		}

		@ServiceInvocationFunction
		void noMethod(@DaprInvoke(appId = "app", method = "") OutputBinding<Invocation<Integer>> output) {
			output.setValue(Invocation.builder(2).method(" ").build());
		}

		@ServiceInvocationFunction
		void tooLarge(@DaprInvoke(appId = "app", method = "m") OutputCollector<byte[]> output) {
			output.add(new byte[1]);
			output.add(new byte[4 * 1024 * 1024 + 1]);
		}

		@ServiceInvocationFunction
		@DaprInvoke(appId = "", method = "")
		Mono<List<Invocation<Integer>>> returnedInvocations() {
			return Mono.just(List.of(Invocation.of("a", "x", 1), Invocation.of("b", "y", 2)));
		}

	}

	static class NoHolder {

		@ServiceInvocationFunction
		void call(@DaprInvoke(appId = "a", method = "m") Order output) {
		}

	}

	static class NoApp {

		@ServiceInvocationFunction
		void call(@DaprInvoke(appId = "", method = "m") OutputBinding<Order> output) {
		}

	}

	static class NoMethod {

		@ServiceInvocationFunction
		void call(@DaprInvoke(appId = "a", method = " ") OutputBinding<Order> output) {
		}

	}

	static class NoMethodReturned {

		@ServiceInvocationFunction
		@DaprInvoke(appId = "a", method = "")
		String call() {
			return "";
		}

	}

	static class LeadsElsewhere {

		@ServiceInvocationFunction
		void call(@DaprInvoke(appId = "a", method = "a/../b") OutputBinding<Order> output) {
		}

	}

	static class ReturnsNothing {

		@ServiceInvocationFunction
		@DaprInvoke(appId = "a", method = "m")
		void call() {
		}

	}

	static class HoldsPublication {

		@ServiceInvocationFunction
		void call(@DaprInvoke(appId = "a", method = "m") OutputBinding<Publication<Order>> output) {
		}

	}

}
