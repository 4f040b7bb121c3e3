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

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import dev.daprfunctions.sidecar.RecordingApp.Answer;
import dev.daprfunctions.sidecar.RecordingApp.Received;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

/**
 * Tests for input bindings. What they expect of the requests was seen on a real sidecar.
 */
class InputBindingTests {

	@RegisterExtension
	final BindingFixture bindings = new BindingFixture();

	private final TestFolder folder = this.bindings.folder();

	private final RecordingApp app = this.bindings.app();

	@Test
	void whatIsCreatedIsDelivered() {
		this.folder.component("orders", "bindings.kafka", "{name: topics, value: t}", "{name: publishTopic, value: t}");
		this.bindings.connect();
		Received probe = this.bindings.probes().get(0);
		assertThat(probe.verb()).isEqualTo("OPTIONS");
		assertThat(probe.path()).isEqualTo("/orders");
		assertThat(probe.header("Content-Type")).isEqualTo("application/json");
		assertThat(probe.header("Traceparent")).isNull();
		assertThat(probe.header("Dapr-App-Id")).isNull();
		RawHttp.Answer answer = this.bindings.create("orders", "{\"message\":\"hello!\"}",
				"\"partitionKey\":\"p\",\"own-key\":\"v\"");
		assertThat(answer.status()).isEqualTo(204);
		assertThat(answer.body()).isEmpty();
		Received event = this.bindings.awaitEvents(1).get(0);
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
		this.bindings.connect();
		for (int i = 0; i < 50; i++) {
			this.bindings.create("queue", String.valueOf(i), "",
					"traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");
		}
		List<Received> events = this.bindings.awaitEvents(50);
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
		this.bindings.connect();
		this.bindings.create("queue", "1", "");
		if (wanted) {
			this.bindings.awaitEvents(1);
			assertThat(this.bindings.fire("queue").isSuccess()).isTrue();
		}
		else {
			assertThatIllegalStateException().isThrownBy(() -> this.bindings.fire("queue"))
				.withMessage("The application does not want the events of the binding 'queue'");
			assertThat(this.bindings.events()).isEmpty();
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "input", "Output, INPUT" })
	void explicitInputIsNotProbed(String direction) {
		this.folder.component("queue", "bindings.rabbitmq", "{name: Direction, value: '%s'}".formatted(direction));
		this.bindings.connect();
		assertThat(this.bindings.probes()).isEmpty();
		assertThat(this.bindings.fire("queue").status()).isEqualTo(200);
	}

	@ParameterizedTest
	@CsvSource({ "/a/b c, /a/b%20c", "x, /x", "/a//b/../c/, /a/c", "a%20b, /a%20b", "é, /%C3%A9" })
	void routeIsCalled(String route, String path) {
		this.folder.component("queue", "bindings.rabbitmq", "{name: route, value: '%s'}".formatted(route));
		this.bindings.connect();
		this.bindings.fire("queue");
		assertThat(this.bindings.probes().get(0).path()).isEqualTo(path);
		assertThat(this.bindings.events().get(0).path()).isEqualTo(path);
	}

	@Test
	void impossibleRouteIsNotWanted() {
		this.folder.component("bad", "bindings.rabbitmq", "{name: route, value: 'a%zz'}")
			.component("good", "bindings.rabbitmq");
		this.bindings.connect();
		assertThatIllegalStateException().isThrownBy(() -> this.bindings.fire("bad"));
		assertThat(this.bindings.fire("good").status()).isEqualTo(200);
	}

	@Test
	void componentsMeetInOneQueue() {
		this.folder.component("in", "bindings.kafka", "{name: topics, value: 'a,b'}", "{name: direction, value: input}")
			.component("out", "bindings.kafka", "{name: publishTopic, value: b}", "{name: direction, value: output}")
			.component("other", "bindings.rabbitmq", "{name: queueName, value: b}");
		this.bindings.connect();
		this.bindings.create("out", "1", "");
		assertThat(this.bindings.awaitEvents(1).get(0).path()).isEqualTo("/in");
		this.bindings.create("other", "2", "");
		assertThat(this.bindings.awaitEvents(2).get(1).path()).isEqualTo("/other");
	}

	@Test
	void eventWithImpossibleHeaderIsNotDelivered() {
		this.folder.component("queue", "bindings.kafka");
		this.bindings.connect();
		this.bindings.create("queue", "1", "\"a b\":\"v\"");
		this.bindings.create("queue", "2", "\"a\":\"v\\r\\nw\"");
		this.bindings.create("queue", "3", "\"connection\":\"a\",\"a\":\"b\",\"content-length\":\"99\",\"host\":\"h\","
				+ "\"content-type\":\"text/x\",\"grpc-x\":\"g\"");
		Received event = this.bindings.awaitEvents(1).get(0);
		assertThat(event.body()).isEqualTo("3");
		assertThat(event.header("A")).isNull();
		assertThat(event.header("Content-Type")).isEqualTo("application/json");
		assertThat(event.header("Dapr-Grpc-X")).isEqualTo("g");
		assertThat(event.header("Host")).startsWith("127.0.0.1");
	}

	@Test
	void eventsWaitForApplication() {
		this.folder.component("queue", "bindings.rabbitmq");
		this.bindings.start();
		this.bindings.create("queue", "1", "");
		assertThatIllegalStateException().isThrownBy(() -> this.bindings.fire("queue"))
			.withMessage("The application has not been reached yet");
		assertThat(this.bindings.events()).isEmpty();
		this.bindings.sidecar().connectApp(AppChannel.http(this.app.port()));
		assertThat(this.bindings.awaitEvents(1).get(0).body()).isEqualTo("1");
	}

	@Test
	void applicationThatIsAwayGetsLaterEvents() {
		this.folder.component("queue", "bindings.rabbitmq");
		int port = this.app.port();
		this.bindings.connect();
		this.app.close();
		this.bindings.create("queue", "1", "");
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
		this.bindings.connect();
		latch.countDown();
		assertThatIllegalStateException().isThrownBy(() -> this.bindings.fire("hanging"));
		assertThat(this.bindings.fire("queue").status()).isEqualTo(200);
	}

	@Test
	void outputOnlyTypeTakesEverythingAndDeliversNothing() {
		this.folder.component("smtp", "bindings.smtp");
		this.bindings.connect();
		assertThat(this.bindings.create("smtp", "1", "").status()).isEqualTo(204);
		assertThat(this.bindings.probes()).isEmpty();
		assertThat(this.bindings.events()).isEmpty();
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
		this.bindings.connect();
		this.bindings.create("queue", "1", "");
		assertThat(this.bindings.send("POST", "/v1.0/bindings/web", "{\"operation\":\"get\"}").status()).isEqualTo(200);
		this.bindings.awaitEvents(2);
		assertThat(bindingThreads()).isNotEmpty().allMatch(Thread::isDaemon);
		Instant start = Instant.now();
		this.bindings.sidecar().close();
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

}
