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
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import dev.daprfunctions.OutputBinding;
import dev.daprfunctions.annotation.BindingFunction;
import dev.daprfunctions.annotation.DaprBinding;
import dev.daprfunctions.annotation.DaprInvoke;
import dev.daprfunctions.annotation.DaprPublish;
import dev.daprfunctions.annotation.DaprState;
import dev.daprfunctions.annotation.ServiceInvocationFunction;
import dev.daprfunctions.annotation.TopicFunction;
import dev.daprfunctions.sidecar.EmbeddedSidecar;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMethod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/**
 * Tests for applications with the behaviour of the Dapr extension for Azure Functions.
 */
class CompatibilityTests {

	private static final String COMPONENT = """
			apiVersion: dapr.io/v1alpha1
			kind: Component
			metadata:
			  name: %s
			spec:
			  type: %s
			  version: v1
			""";

	private static final BlockingQueue<String> received = new LinkedBlockingQueue<>();

	private static ConfigurableApplicationContext context;

	private static HttpCalls sidecar;

	@BeforeAll
	static void start(@TempDir Path components) throws IOException {
		for (String[] component : new String[][] { { "statestore", "state.in-memory" },
				{ "pubsub", "pubsub.in-memory" }, { "queue", "bindings.kafka" } }) {
			Files.writeString(components.resolve(component[0] + ".yaml"), COMPONENT.formatted((Object[]) component));
		}
		context = TestApplications.run(Application.class, "dapr.functions.compatibility=azure-functions",
				"dapr.functions.sidecar.resources-path=" + components);
		sidecar = new HttpCalls(context.getBean(EmbeddedSidecar.class).httpPort());
		await().until(() -> sidecar.get("/v1.0/healthz").status() == 204);
	}

	@AfterAll
	static void stop() {
		context.close();
	}

	@BeforeEach
	void clear() {
		received.clear();
		sidecar.send("DELETE", "/v1.0/state/statestore/annotation", (String) null);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "{\"value\":{\"a\":1},\"key\":\"own\"} | own | {\"a\":1}",
					"{\"VALUE\":2,\"Key\":\"other\"} | other | 2", "{\"value\":3} | annotation | 3",
					"{\"key\":\"own\"} | annotation | {\"key\":\"own\"}",
					"{\"value\":1,\"more\":2} | annotation | {\"value\":1,\"more\":2}", "[1] | annotation | [1]" })
	void whenStateIsAnEnvelopeThenItsPropertiesGoBeforeTheAnnotation(String output, String key, String stored) {
		assertThat(invoke("State", output).status()).isEqualTo(200);
		assertThat(sidecar.get("/v1.0/state/statestore/" + key).body()).isEqualTo(stored);
		assertThat(invoke("ReturnedState", output).status()).isEqualTo(200);
		assertThat(sidecar.get("/v1.0/state/statestore/" + key).body()).isEqualTo(stored);
	}

	@Test
	void whenValueOfAnEnvelopeIsNullThenKeyIsDeleted() {
		invoke("State", "{\"value\":1}");
		invoke("State", "{\"value\":null}");
		assertThat(sidecar.get("/v1.0/state/statestore/annotation").status()).isEqualTo(204);
	}

	@Test
	void whenEventIsAnEnvelopeThenItsTopicCounts() throws Exception {
		assertThat(invoke("Publish", "{\"payload\":\"hi\",\"pubsubname\":\"pubsub\",\"topic\":\"text\"}").status())
			.isEqualTo(200);
		assertThat(next()).startsWith("text {").contains("\"data\":\"hi\"", "\"specversion\":\"1.0\"");
	}

	@Test
	void whenInvocationIsAnEnvelopeThenItsTargetCounts() throws Exception {
		HttpCalls.Response response = invoke("Invoke",
				"{\"body\":{\"a\":1},\"appId\":\"testapp\",\"methodName\":\"sink\",\"httpVerb\":\"put\"}");
		assertThat(response.status()).isEqualTo(200);
		assertThat(next()).isEqualTo("PUT {\"a\":1}");
	}

	@Test
	void whenVerbOfAnEnvelopeIsUnknownThenResponseNamesIt() {
		HttpCalls.Response response = invoke("Invoke", "{\"body\":1,\"methodName\":\"sink\",\"httpVerb\":\"fetch\"}");
		assertThat(response.status()).isEqualTo(500);
		assertThat(response.detail()).contains("'fetch'", "GET");
		assertThat(received).isEmpty();
	}

	@Test
	void whenRequestOfABindingIsAnEnvelopeThenItsTargetCounts() throws Exception {
		HttpCalls.Response response = invoke("Bind",
				"{\"data\":{\"a\":1},\"operation\":\"create\",\"bindingName\":\"queue\",\"metadata\":{\"key\":\"k\"}}");
		assertThat(response.status()).isEqualTo(200);
		assertThat(next()).isEqualTo("queue {\"a\":1}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "text", "bytes", "stream", "node" })
	void whenParameterIsRawThenItIsTheWholeEvent(String topic) throws Exception {
		publish(topic);
		assertThat(next()).startsWith(topic + " {").contains("\"data\":{\"a\":1}", "\"topic\":\"" + topic + "\"");
	}

	@Test
	void whenParameterIsAnObjectThenItIsTheData() throws Exception {
		publish("typed");
		assertThat(next()).isEqualTo("typed {a=1}");
	}

	@Test
	void whenNameIsWrittenInAnotherCaseThenFunctionIsFound() {
		assertThat(invoke("sTATE", "1").status()).isEqualTo(200);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "/TYPED | {\"a\":1} | typed {a=1}", "/Queue | 1 | queue 1",
			"/ITEMS/Shelf-A/price | 1 | price of Shelf-A" })
	void whenPathIsWrittenInAnotherCaseThenFunctionIsFound(String path, String body, String expected) throws Exception {
		assertThat(TestApplications.calls(context).post(path, body).status()).isEqualTo(200);
		assertThat(next()).isEqualTo(expected);
	}

	@Test
	void whenNamesDifferInTheirCaseOnlyThenStartStops() {
		assertThatThrownBy(
				() -> TestApplications.run(Clashing.class, "dapr.functions.compatibility=azure-functions").close())
			.rootCause()
			.hasMessageMatching("(?is)Found two functions on the route '/clash': .*");
	}

	@Test
	void whenCompatibilityIsOffThenThereAreNoEnvelopesAndCasesDiffer() {
		try (ConfigurableApplicationContext plain = TestApplications.run(Application.class)) {
			HttpCalls app = TestApplications.calls(plain);
			String output = "{\"value\":1,\"key\":\"own\"}";
			assertThat(app.post("/State", output).status()).isEqualTo(200);
			HttpCalls store = new HttpCalls(plain.getBean(EmbeddedSidecar.class).httpPort());
			assertThat(store.get("/v1.0/state/statestore/annotation").body()).isEqualTo(output);
			assertThat(app.post("/sTATE", output).status()).isEqualTo(404);
		}
	}

	@ParameterizedTest
	@CsvSource({ "none, 7001,", "azure-functions, 7001, 7001", "azure-functions,, 3001" })
	void whenPortIsNotSetThenItIsThatOfTheExtension(String compatibility, @Nullable String appPort,
			@Nullable String expected) {
		StandardEnvironment environment = new StandardEnvironment();
		environment.getPropertySources()
			.addFirst(new MapPropertySource("test",
					(appPort != null) ? Map.of("dapr.functions.compatibility", compatibility, "DAPR_APP_PORT", appPort)
							: Map.of("dapr.functions.compatibility", compatibility)));
		new CompatibilityEnvironmentPostProcessor().postProcessEnvironment(environment,
				new SpringApplication(Application.class));
		assertThat(environment.getProperty("server.port")).isEqualTo(expected);
	}

	@Test
	void whenPortIsADefaultOfTheApplicationThenItStays() {
		assertThat(context.getEnvironment().getProperty("server.port")).isEqualTo("0");
	}

	@Test
	void whenValueIsAMapThenItIsAnEnvelopeToo() {
		assertThat(invoke("MapState", "{\"value\":{\"a\":1},\"key\":\"of-map\"}").status()).isEqualTo(200);
		assertThat(sidecar.get("/v1.0/state/statestore/of-map").body()).isEqualTo("{\"a\":1}");
	}

	private static HttpCalls.Response invoke(String function, String body) {
		return sidecar.post("/v1.0/invoke/testapp/method/" + function, body);
	}

	private static void publish(String topic) {
		HttpCalls.Response response = sidecar.post("/v1.0/publish/pubsub/" + topic, "{\"a\":1}", "Content-Type",
				"application/json");
		assertThat(response.status()).isEqualTo(204);
	}

	private static @Nullable String next() throws InterruptedException {
		return received.poll(10, TimeUnit.SECONDS);
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		Outputs outputs() {
			return new Outputs();
		}

		@Bean
		Receivers receivers() {
			return new Receivers();
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Clashing {

		@ServiceInvocationFunction("Clash")
		void one() {
		}

		@ServiceInvocationFunction("clash")
		void other() {
		}

	}

	static class Outputs {

		@ServiceInvocationFunction("State")
		void state(JsonNode payload,
				@DaprState(store = "statestore", key = "annotation") OutputBinding<JsonNode> output) {
			output.setValue(payload);
		}

		@ServiceInvocationFunction("ReturnedState")
		@DaprState(store = "statestore", key = "annotation")
		Object returnedState(JsonNode payload) {
			return JsonMapper.shared().convertValue(payload, Object.class);
		}

		@ServiceInvocationFunction("MapState")
		void mapState(Map<String, Object> payload,
				@DaprState(store = "statestore", key = "annotation") OutputBinding<Map<String, Object>> output) {
			output.setValue(payload);
		}

		@ServiceInvocationFunction("Publish")
		void publish(JsonNode payload,
				@DaprPublish(pubsub = "nowhere", topic = "nothing") OutputBinding<JsonNode> output) {
			output.setValue(payload);
		}

		@ServiceInvocationFunction("Invoke")
		void invoke(byte[] payload, @DaprInvoke(appId = "nobody", method = "nothing") OutputBinding<byte[]> output) {
			output.setValue(payload);
		}

		@ServiceInvocationFunction("Bind")
		void bind(String payload, @DaprBinding(name = "none", operation = "delete") OutputBinding<String> output) {
			output.setValue(payload);
		}

	}

	static class Receivers {

		@ServiceInvocationFunction(name = "sink", method = RequestMethod.PUT)
		void sink(String payload) {
			received.add("PUT " + payload);
		}

		@ServiceInvocationFunction(name = "sink", method = RequestMethod.POST)
		void sinkAny(String payload) {
			received.add("ANY " + payload);
		}

		@ServiceInvocationFunction("items/{id}/Price")
		void price(@PathVariable String id) {
			received.add("price of " + id);
		}

		@BindingFunction("queue")
		void queue(JsonNode payload) {
			received.add("queue " + payload);
		}

		@TopicFunction(pubsub = "pubsub", topic = "text")
		void text(String event) {
			received.add("text " + event);
		}

		@TopicFunction(pubsub = "pubsub", topic = "bytes")
		void bytes(byte[] event) {
			received.add("bytes " + new String(event, StandardCharsets.UTF_8));
		}

		@TopicFunction(pubsub = "pubsub", topic = "stream")
		void stream(InputStream event) {
			try {
				received.add("stream " + new String(event.readAllBytes(), StandardCharsets.UTF_8));
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

		@TopicFunction(pubsub = "pubsub", topic = "node")
		void node(JsonNode event) {
			received.add("node " + event);
		}

		@TopicFunction(pubsub = "pubsub", topic = "typed")
		void typed(Map<String, Integer> event) {
			received.add("typed " + event);
		}

	}

}
