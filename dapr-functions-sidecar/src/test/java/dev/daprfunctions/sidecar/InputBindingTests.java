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

package dev.daprfunctions.sidecar;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import dev.daprfunctions.sidecar.RecordingApp.Answer;
import dev.daprfunctions.sidecar.RecordingApp.Received;
import dev.daprfunctions.sidecar.binding.BindingAnswer;
import dev.daprfunctions.sidecar.binding.BindingException;
import dev.daprfunctions.sidecar.binding.BindingResponse;
import dev.daprfunctions.sidecar.component.ComponentException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

/**
 * Tests for input bindings. What they expect of cron and of the requests was seen on a
 * real sidecar.
 */
class InputBindingTests {

	private static final String RETRIES = """
			apiVersion: dapr.io/v1alpha1
			kind: Resiliency
			metadata: {name: resiliency}
			spec:
			  policies:
			    retries:
			      two: {policy: constant, duration: 1ms, maxRetries: 2}
			  targets:
			    components:
			      queue: {inbound: {retry: two}}
			""";

	private final TestFolder folder = new TestFolder();

	private final RecordingApp app = new RecordingApp(0);

	private EmbeddedSidecar sidecar;

	@AfterEach
	void close() {
		if (this.sidecar != null) {
			this.sidecar.close();
		}
		this.app.close();
		this.folder.close();
	}

	@Test
	void whatIsCreatedIsDelivered() {
		this.folder.component("orders", "bindings.kafka", "{name: topics, value: t}", "{name: publishTopic, value: t}");
		connect();
		Received probe = probes().get(0);
		assertThat(probe.verb()).isEqualTo("OPTIONS");
		assertThat(probe.path()).isEqualTo("/orders");
		assertThat(probe.header("Content-Type")).isEqualTo("application/json");
		assertThat(probe.header("Traceparent")).isNull();
		assertThat(probe.header("Dapr-App-Id")).isNull();
		RawHttp.Answer answer = create("orders", "{\"message\":\"hello!\"}",
				"\"partitionKey\":\"p\",\"own-key\":\"v\"");
		assertThat(answer.status()).isEqualTo(204);
		assertThat(answer.body()).isEmpty();
		Received event = awaitEvents(1).get(0);
		assertThat(event.path()).isEqualTo("/orders");
		assertThat(event.body()).isEqualTo("{\"message\":\"hello!\"}");
		assertThat(event.header("Content-Type")).isEqualTo("application/json");
		assertThat(event.header("Content-Length")).isEqualTo("20");
		assertThat(event.header("User-Agent")).isEqualTo("Go-http-client/1.1");
		assertThat(event.header("Accept-Encoding")).isEqualTo("gzip");
		assertThat(event.header("Traceparent")).isEqualTo(SidecarFixture.NO_TRACE);
		assertThat(event.header("Own-Key")).isEqualTo("v");
		assertThat(event.header("Partitionkey")).isEqualTo("p");
		assertThat(event.header("__key")).isEqualTo("p");
		assertThat(event.header("__topic")).isEqualTo("t");
		assertThat(event.header("__partition")).isEqualTo("0");
		assertThat(event.header("__offset")).isEqualTo("0");
		assertThat(Instant.ofEpochMilli(Long.parseLong(event.header("__timestamp")))).isBefore(Instant.now());
	}

	@Test
	void eventsKeepTheirOrderAndTrace() {
		this.folder.component("queue", "bindings.azure.storagequeues");
		connect();
		for (int i = 0; i < 50; i++) {
			create("queue", String.valueOf(i), "",
					"traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
		}
		List<Received> events = awaitEvents(50);
		for (int i = 0; i < 50; i++) {
			assertThat(events.get(i).body()).isEqualTo(String.valueOf(i));
		}
		assertThat(events.get(0).header("Traceparent"))
			.isEqualTo("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
		assertThat(events.get(0).headers().keySet()).noneMatch((name) -> name.startsWith("__"));
	}

	@ParameterizedTest
	@CsvSource({ "200, true", "204, true", "299, true", "405, true", "404, false", "403, false", "302, false",
			"500, false" })
	void probeDecides(int status, boolean wanted) {
		this.folder.component("queue", "bindings.rabbitmq");
		this.app.answer((request) -> Answer.of((request.verb().equals("OPTIONS")) ? status : 200));
		connect();
		create("queue", "1", "");
		if (wanted) {
			awaitEvents(1);
			assertThat(fire("queue").isSuccess()).isTrue();
		}
		else {
			assertThatIllegalStateException().isThrownBy(() -> fire("queue"))
				.withMessage("The application does not want the events of the binding 'queue'");
			assertThat(events()).isEmpty();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "input", "Output, INPUT" })
	void explicitInputIsNotProbed(String direction) {
		this.folder.component("queue", "bindings.rabbitmq", "{name: Direction, value: '%s'}".formatted(direction));
		connect();
		assertThat(probes()).isEmpty();
		assertThat(fire("queue").status()).isEqualTo(200);
	}

	@ParameterizedTest
	@CsvSource({ "/a/b c, /a/b%20c", "x, /x", "/a//b/../c/, /a/c", "a%20b, /a%20b", "é, /%C3%A9" })
	void routeIsCalled(String route, String path) {
		this.folder.component("queue", "bindings.rabbitmq", "{name: route, value: '%s'}".formatted(route));
		connect();
		fire("queue");
		assertThat(probes().get(0).path()).isEqualTo(path);
		assertThat(events().get(0).path()).isEqualTo(path);
	}

	@Test
	void impossibleRouteIsNotWanted() {
		this.folder.component("bad", "bindings.rabbitmq", "{name: route, value: 'a%zz'}")
			.component("good", "bindings.rabbitmq");
		connect();
		assertThatIllegalStateException().isThrownBy(() -> fire("bad"));
		assertThat(fire("good").status()).isEqualTo(200);
	}

	@Test
	void componentsMeetInOneQueue() {
		this.folder.component("in", "bindings.kafka", "{name: topics, value: 'a,b'}", "{name: direction, value: input}")
			.component("out", "bindings.kafka", "{name: publishTopic, value: b}", "{name: direction, value: output}")
			.component("other", "bindings.rabbitmq", "{name: queueName, value: b}");
		connect();
		create("out", "1", "");
		assertThat(awaitEvents(1).get(0).path()).isEqualTo("/in");
		create("other", "2", "");
		assertThat(awaitEvents(2).get(1).path()).isEqualTo("/other");
	}

	@Test
	void kafkaDeliversOnceUnlessRetryIsEnabled() {
		this.folder.component("once", "bindings.kafka");
		AtomicInteger calls = new AtomicInteger();
		this.app.answer(
				(request) -> Answer.of((request.verb().equals("POST") && calls.incrementAndGet() == 1) ? 500 : 200));
		connect();
		create("once", "1", "");
		create("once", "2", "");
		assertThat(awaitEvents(2)).extracting(Received::body).containsExactly("1", "2");
	}

	@Test
	void kafkaRetriesUntilItSucceeds() {
		this.folder.component("often", "bindings.kafka", "{name: consumeRetryEnabled, value: true}",
				"{name: consumeRetryInterval, value: '20'}");
		AtomicInteger calls = new AtomicInteger();
		this.app.answer(
				(request) -> Answer.of((request.verb().equals("POST") && calls.incrementAndGet() < 15) ? 302 : 201));
		connect();
		create("often", "1", "");
		create("often", "2", "");
		List<Received> events = awaitEvents(16);
		assertThat(events.subList(0, 15)).extracting(Received::body).containsOnly("1");
		assertThat(events.get(15).body()).isEqualTo("2");
	}

	@Test
	void otherQueuesRetryTenTimes() {
		this.folder.component("queue", "bindings.rabbitmq");
		this.app
			.answer((request) -> Answer.of((request.verb().equals("POST") && request.body().equals("1")) ? 404 : 200));
		connect();
		create("queue", "1", "");
		create("queue", "2", "");
		List<Received> events = awaitEvents(11);
		assertThat(events.subList(0, 10)).extracting(Received::body).containsOnly("1");
		assertThat(events.get(10).body()).isEqualTo("2");
	}

	@ParameterizedTest
	@CsvSource({ "200, 1", "201, 30", "500, 30" })
	void withRetryPolicyOnly200IsSuccess(int status, int deliveries) {
		this.folder.component("queue", "bindings.rabbitmq").file("resiliency.yaml", RETRIES);
		this.app.answer((request) -> Answer.of((request.body().equals("1")) ? status : 200));
		connect();
		create("queue", "1", "");
		create("queue", "2", "");
		List<Received> events = awaitEvents(deliveries + 1);
		assertThat(events.subList(0, deliveries)).extracting(Received::body).containsOnly("1");
		assertThat(events.get(deliveries).body()).isEqualTo("2");
	}

	@Test
	void firedEventIsTriedAsPolicySays() {
		this.folder.component("queue", "bindings.rabbitmq").file("resiliency.yaml", RETRIES);
		this.app.answer((request) -> Answer.of((request.verb().equals("POST")) ? 201 : 200));
		connect();
		assertThat(fire("queue").status()).isEqualTo(201);
		assertThat(events()).hasSize(3);
	}

	@Test
	void eventWithImpossibleHeaderIsNotDelivered() {
		this.folder.component("queue", "bindings.kafka");
		connect();
		create("queue", "1", "\"a b\":\"v\"");
		create("queue", "2", "\"a\":\"v\\r\\nw\"");
		create("queue", "3", "\"connection\":\"a\",\"a\":\"b\",\"content-length\":\"99\",\"host\":\"h\","
				+ "\"content-type\":\"text/x\",\"grpc-x\":\"g\"");
		Received event = awaitEvents(1).get(0);
		assertThat(event.body()).isEqualTo("3");
		assertThat(event.header("A")).isNull();
		assertThat(event.header("Content-Type")).isEqualTo("application/json");
		assertThat(event.header("Dapr-Grpc-X")).isEqualTo("g");
		assertThat(event.header("Host")).startsWith("127.0.0.1");
	}

	@Test
	void eventsWaitForApplication() {
		this.folder.component("queue", "bindings.rabbitmq");
		start();
		create("queue", "1", "");
		assertThatIllegalStateException().isThrownBy(() -> fire("queue"))
			.withMessage("The application has not been reached yet");
		assertThat(events()).isEmpty();
		this.sidecar.connectApp(AppChannel.http(this.app.port()));
		assertThat(awaitEvents(1).get(0).body()).isEqualTo("1");
	}

	@Test
	void applicationThatIsAwayGetsLaterEvents() {
		this.folder.component("queue", "bindings.rabbitmq");
		int port = this.app.port();
		connect();
		this.app.close();
		create("queue", "1", "");
		try (RecordingApp restarted = new RecordingApp(port)) {
			await().until(() -> !restarted.received().isEmpty());
			assertThat(restarted.last().body()).isEqualTo("1");
		}
	}

	@Test
	void hangingProbeIsGivenUp() {
		this.folder.component("hanging", "bindings.rabbitmq").component("queue", "bindings.rabbitmq");
		CountDownLatch latch = new CountDownLatch(1);
		this.app.answer((request) -> {
			if (request.path().equals("/hanging")) {
				RecordingApp.block(latch);
			}
			return Answer.of(200);
		});
		connect();
		latch.countDown();
		assertThatIllegalStateException().isThrownBy(() -> fire("hanging"));
		assertThat(fire("queue").status()).isEqualTo(200);
	}

	@Test
	void cronFires() {
		this.folder.component("tick", "bindings.cron", "{name: schedule, value: '@every 300ms'}");
		Instant start = Instant.now();
		connect();
		Received event = awaitEvents(3).get(0);
		assertThat(Duration.between(start, Instant.now())).isGreaterThan(Duration.ofMillis(850));
		assertThat(event.path()).isEqualTo("/tick");
		assertThat(event.body()).isEmpty();
		assertThat(event.header("Content-Length")).isEqualTo("0");
		assertThat(event.header("Content-Type")).isEqualTo("application/json");
		assertThat(event.header("Timezone")).isEqualTo("Local");
		assertThat(event.header("Readtimeutc"))
			.matches("[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})? \\+0000 UTC");
		assertThat(event.header("Traceparent")).isEqualTo(SidecarFixture.NO_TRACE);
		assertThat(event.headers().keySet()).containsExactlyInAnyOrder("Accept-encoding", "Content-length",
				"Content-type", "Host", "Readtimeutc", "Timezone", "Traceparent", "User-agent");
	}

	@Test
	void cronDoesNotWaitForApplication() {
		this.folder.component("tick", "bindings.cron", "{name: schedule, value: '@every 100ms'}",
				"{name: direction, value: input}");
		CountDownLatch latch = new CountDownLatch(1);
		this.app.answer((request) -> {
			if (request.verb().equals("POST")) {
				RecordingApp.block(latch);
			}
			return Answer.of(500);
		});
		connect();
		awaitEvents(3);
		latch.countDown();
	}

	@Test
	void cronWithFieldsFires() {
		this.folder.component("tick", "bindings.cron", "{name: schedule, value: '* * * * * *'}");
		connect();
		List<Received> events = awaitEvents(2);
		assertThat(Duration.between(readTime(events.get(0)), readTime(events.get(1)))).isBetween(Duration.ofMillis(500),
				Duration.ofMillis(1500));
	}

	private static LocalDateTime readTime(Received event) {
		return LocalDateTime.parse(event.header("Readtimeutc").substring(0, 23).replaceFirst(" ", "T"));
	}

	@Test
	void cronOfOtherDirectionIsSilent() {
		this.folder.component("tick", "bindings.cron", "{name: schedule, value: '@every 10ms'}",
				"{name: direction, value: output}");
		connect();
		assertThat(probes()).isEmpty();
		assertThatIllegalArgumentException().isThrownBy(() -> fire("tick"))
			.withMessage("There is no input binding 'tick', but []");
		assertThat(send("GET", "/v1.0/metadata", null).body())
			.contains("{\"name\":\"tick\",\"type\":\"bindings.cron\",\"version\":\"v1\"}");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "bindings.cron | {name: other, value: x} | schedule not set",
			"bindings.cron | {name: schedule, value: ''} | schedule not set",
			"bindings.cron | {name: schedule, value: nonsense} | invalid schedule format 'nonsense': expected 5 to 6 fields, found 1: [nonsense]",
			"bindings.localstorage | {name: other, value: x} | property rootPath must not be empty",
			"bindings.localstorage | {name: rootPath, value: /proc/x} | property rootPath points to a disallowed location",
			"bindings.localstorage | {name: rootPath, value: FOLDER/bad.yaml} | property rootPath represents a file and not a directory",
			"bindings.http | {name: responseTimeout, value: soon} | responseTimeout should be a duration such as 5s: time: invalid duration \"soon\"",
			"bindings.http | {name: maxResponseBodySize, value: much} | maxResponseBodySize should be a number of bytes or a size such as 10Mi, not 'much'",
			"bindings.kafka | {name: consumeRetryInterval, value: soon} | invalid value for 'consumeRetryInterval': time: invalid duration \"soon\"" })
	void impossibleSettingIsRefused(String type, String setting, String problem) {
		this.folder.component("bad", type, setting);
		assertThatExceptionOfType(ComponentException.class).isThrownBy(this::start)
			.withMessage("Component 'bad' (%s) could not be loaded: %s: %s:1", type, problem,
					this.folder.path().resolve("bad.yaml"));
	}

	@Test
	void metadataListsCapabilities() {
		this.folder.component("both", "bindings.kafka")
			.component("in", "bindings.kafka", "{name: direction, value: input}")
			.component("inout", "bindings.kafka", "{name: direction, value: 'input, output'}")
			.component("kubernetes", "bindings.kubernetes")
			.component("none", "bindings.kafka", "{name: direction, value: sideways}")
			.component("smtp", "bindings.smtp");
		start();
		String body = send("GET", "/v1.0/metadata", null).body();
		List<String> components = new ArrayList<>();
		for (String[] expected : new String[][] { { "both", "kafka", "\"INPUT_BINDING\",\"OUTPUT_BINDING\"" },
				{ "in", "kafka", "\"INPUT_BINDING\"" }, { "inout", "kafka", "\"INPUT_BINDING\",\"OUTPUT_BINDING\"" },
				{ "kubernetes", "kubernetes", "\"INPUT_BINDING\"" }, { "none", "kafka", "" },
				{ "smtp", "smtp", "\"OUTPUT_BINDING\"" } }) {
			String capabilities = (expected[2].isEmpty()) ? "" : ",\"capabilities\":[%s]".formatted(expected[2]);
			components.add("{\"name\":\"%s\",\"type\":\"bindings.%s\",\"version\":\"v1\"%s}".formatted(expected[0],
					expected[1], capabilities));
		}
		assertThat(body).contains("\"components\":[" + String.join(",", components) + "]");
	}

	@Test
	void outputOnlyTypeTakesEverythingAndDeliversNothing() {
		this.folder.component("smtp", "bindings.smtp");
		connect();
		assertThat(create("smtp", "1", "").status()).isEqualTo(204);
		assertThat(probes()).isEmpty();
		assertThat(events()).isEmpty();
	}

	@Test
	void fireReturnsAnswerOfApplication() {
		this.folder.component("queue", "bindings.rabbitmq");
		this.app.answer((request) -> Answer.of((request.verb().equals("POST")) ? 418 : 200, "text/plain", "teapot"));
		connect();
		BindingAnswer answer = this.sidecar.fireBinding("queue", "data".getBytes(StandardCharsets.UTF_8),
				Map.of("k", "v"));
		assertThat(answer.status()).isEqualTo(418);
		assertThat(answer.isSuccess()).isFalse();
		assertThat(answer.body()).asString().isEqualTo("teapot");
		assertThat(events()).singleElement().satisfies((event) -> {
			assertThat(event.body()).isEqualTo("data");
			assertThat(event.header("K")).isEqualTo("v");
		});
		assertThatIllegalArgumentException().isThrownBy(() -> fire("nope"))
			.withMessage("There is no input binding 'nope', but [queue]");
		this.app.close();
		assertThatIllegalStateException().isThrownBy(() -> fire("queue"))
			.withMessage("The application did not answer to an event of the binding 'queue'")
			.havingCause()
			.withMessageStartingWith("Post \"http://127.0.0.1:%d/queue\": ", this.app.port());
	}

	@Test
	void interceptorSeesAndAnswersCalls() {
		this.folder.component("queue", "bindings.rabbitmq");
		connect();
		List<String> seen = new CopyOnWriteArrayList<>();
		this.sidecar.interceptBindings((name, request, binding) -> {
			seen.add("%s %s %s".formatted(name, request.operation(),
					new String(request.data(), StandardCharsets.UTF_8)));
			return switch (name) {
				case "stub" -> new BindingResponse("stubbed".getBytes(StandardCharsets.UTF_8), Map.of("k", "v"));
				case "broken" -> throw new BindingException("out of order", Map.of("k", "v"));
				default -> binding.invoke(request);
			};
		});
		assertThat(create("queue", "1", "").status()).isEqualTo(204);
		RawHttp.Answer stubbed = create("stub", "2", "");
		assertThat(stubbed.status()).isEqualTo(200);
		assertThat(stubbed.body()).isEqualTo("stubbed");
		assertThat(stubbed.header("Metadata.k")).isEqualTo("v");
		RawHttp.Answer broken = create("broken", "3", "");
		assertThat(broken.status()).isEqualTo(500);
		assertThat(broken.body()).contains("error invoking output binding broken: out of order");
		assertThat(broken.header("Metadata.k")).isEqualTo("v");
		assertThat(create("nope", "4", "").body()).contains("couldn't find output binding nope");
		assertThat(seen).containsExactly("queue create 1", "stub create 2", "broken create 3", "nope create 4");
		this.sidecar.interceptBindings(null);
		assertThat(create("stub", "5", "").status()).isEqualTo(500);
		assertThat(seen).hasSize(4);
	}

	@Test
	void closeEndsWhatIsUnderWay() {
		this.folder.component("queue", "bindings.rabbitmq")
			.component("web", "bindings.http", "{name: url, value: 'http://127.0.0.1:%d'}".formatted(this.app.port()))
			.component("tick", "bindings.cron", "{name: schedule, value: '@every 50ms'}");
		CountDownLatch latch = new CountDownLatch(1);
		this.app.answer((request) -> {
			if (request.verb().equals("POST")) {
				RecordingApp.block(latch);
			}
			return Answer.of(200);
		});
		connect();
		create("queue", "1", "");
		assertThat(send("POST", "/v1.0/bindings/web", "{\"operation\":\"get\"}").status()).isEqualTo(200);
		awaitEvents(2);
		assertThat(bindingThreads()).isNotEmpty().allMatch(Thread::isDaemon);
		Instant start = Instant.now();
		this.sidecar.close();
		assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(2));
		await().until(() -> bindingThreads().isEmpty());
		latch.countDown();
	}

	private static List<Thread> bindingThreads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().startsWith("dapr-sidecar-binding"))
			.toList();
	}

	private void connect() {
		start();
		this.sidecar.connectApp(AppChannel.http(this.app.port()));
		await().until(() -> send("GET", "/v1.0/healthz", null).status() == 204);
	}

	private void start() {
		this.sidecar = EmbeddedSidecar.builder()
			.appId("myapp")
			.httpPort(0)
			.grpcPort(0)
			.resourcesPath(this.folder.path())
			.build();
		this.sidecar.start();
	}

	private BindingAnswer fire(String name) {
		return this.sidecar.fireBinding(name, new byte[0], Map.of());
	}

	private RawHttp.Answer create(String name, String data, String metadata, String... headers) {
		return send("POST", "/v1.0/bindings/" + name,
				"{\"operation\":\"create\",\"data\":%s,\"metadata\":{%s}}".formatted(data, metadata), headers);
	}

	private RawHttp.Answer send(String verb, String path, String body, String... headers) {
		return new RawHttp(this.sidecar.httpPort()).sendBody(verb, path, body, headers);
	}

	private List<Received> awaitEvents(int count) {
		await().until(() -> events().size() >= count);
		return events();
	}

	private List<Received> events() {
		return this.app.received().stream().filter((request) -> request.verb().equals("POST")).toList();
	}

	private List<Received> probes() {
		return this.app.received().stream().filter((request) -> request.verb().equals("OPTIONS")).toList();
	}

}
