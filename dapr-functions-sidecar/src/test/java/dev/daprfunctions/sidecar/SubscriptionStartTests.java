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

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.daprfunctions.sidecar.RecordingApp.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for the beginning and the end of subscriptions.
 */
class SubscriptionStartTests {

	private static final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private static final String GOOD = "[{\"pubsubname\":\"pubsub\",\"topic\":\"t\",\"route\":\"/t\"}]";

	@TempDir
	Path folder;

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "200 | '' | true", "200 | [] | true", "404 | '' | true",
			"500 | " + GOOD + " | true", "401 | " + GOOD + " | true", "201 | " + GOOD + " | true", "302 | '' | true",
			"200 | {} | false", "200 | [ | false", "200 | <html> | false",
			"200 | [{\"pubsubname\":\"pubsub\",\"topic\":\"t\",\"route\":\"/t\"},{\"routes\":{\"rules\":[{\"match\":\"(\"}]}}] | false" })
	void otherAnswerMeansNoSubscriptions(int status, String body, boolean declaredAreKept) throws IOException {
		writeResources();
		try (RecordingApp app = new RecordingApp(0, Answer.of(status, "application/json", body));
				EmbeddedSidecar sidecar = start(app)) {
			publish(sidecar, "t");
			publish(sidecar, "declared");
			publish(sidecar, "t");
			if (declaredAreKept) {
				await().until(() -> app.received("/declared").size() == 1);
			}
			assertThat(app.received("/t")).isEmpty();
			assertThat(app.received("/declared")).hasSize((declaredAreKept) ? 1 : 0);
			String metadata = send(sidecar, "GET", "/v1.0/metadata", null).body();
			assertThat(metadata).contains("\"topic\":\"declared\"").doesNotContain("\"topic\":\"t\"");
		}
	}

	@Test
	void withoutComponentApplicationIsNotAsked() throws IOException {
		Files.writeString(this.folder.resolve("store.yaml"), """
				apiVersion: dapr.io/v1alpha1
				kind: Component
				metadata: {name: store}
				spec: {type: state.in-memory, version: v1}
				""");
		try (RecordingApp app = new RecordingApp(0, Answer.of(200, "application/json", GOOD));
				EmbeddedSidecar sidecar = start(app)) {
			assertThat(app.received()).extracting(RecordingApp.Received::path).containsExactly("/dapr/config");
			assertThat(publish(sidecar, "t").statusCode()).isEqualTo(404);
		}
	}

	@Test
	void whenApplicationIsDownThenEventIsLost() throws IOException {
		writeResources();
		ListAppender<ILoggingEvent> log = new ListAppender<>();
		log.start();
		Logger logger = (Logger) LoggerFactory.getLogger("dev.daprfunctions.sidecar.pubsub");
		logger.addAppender(log);
		try (RecordingApp app = new RecordingApp(0, Answer.of(200, "application/json", GOOD));
				EmbeddedSidecar sidecar = start(app)) {
			int port = app.port();
			app.close();
			publish(sidecar, "declared");
			await().until(() -> List.copyOf(log.list)
				.stream()
				.anyMatch((event) -> event.getFormattedMessage()
					.equals("Lost an event of topic 'declared' of pubsub: Post \"http://127.0.0.1:%d/declared\": "
						.formatted(port) + "dial tcp 127.0.0.1:%d: connect: connection refused".formatted(port))));
			try (RecordingApp restarted = new RecordingApp(port)) {
				publish(sidecar, "t");
				await().until(() -> !restarted.received("/t").isEmpty());
				assertThat(restarted.received("/declared")).isEmpty();
			}
		}
		finally {
			logger.detachAppender(log);
		}
	}

	@Test
	void closeCutsDeliveriesOff() throws IOException {
		writeResources();
		Set<Thread> before = Thread.getAllStackTraces().keySet();
		CountDownLatch never = new CountDownLatch(1);
		try (RecordingApp app = new RecordingApp(0, Answer.of(200, "application/json", GOOD))) {
			EmbeddedSidecar sidecar = start(app);
			app.answer((request) -> {
				RecordingApp.block(never);
				return Answer.of(200);
			});
			for (int i = 0; i < 10; i++) {
				publish(sidecar, "t");
			}
			await().until(() -> app.received("/t").size() == 1);
			assertThat(Thread.getAllStackTraces().keySet()).filteredOn((thread) -> !before.contains(thread))
				.filteredOn((thread) -> thread.getName().startsWith("dapr-sidecar"))
				.isNotEmpty()
				.allMatch(Thread::isDaemon);
			long start = System.nanoTime();
			sidecar.close();
			assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
			assertThat(app.received("/t")).hasSize(1);
			never.countDown();
		}
		await().untilAsserted(() -> assertThat(
				Thread.getAllStackTraces().keySet().stream().map(Thread::getName).collect(Collectors.toSet()))
			.noneMatch((name) -> name.startsWith("dapr-sidecar-work")));
	}

	@Test
	void applicationIsReadyAfterSubscriptionsAndProbes() throws IOException {
		writeResources();
		Files.writeString(this.folder.resolve("queue.yaml"), """
				apiVersion: dapr.io/v1alpha1
				kind: Component
				metadata: {name: queue}
				spec: {type: bindings.kafka, version: v1}
				""");
		CountDownLatch probe = new CountDownLatch(1);
		try (RecordingApp app = new RecordingApp(0, Answer.of(200, "application/json", GOOD));
				EmbeddedSidecar sidecar = build()) {
			app.answer((request) -> {
				RecordingApp.block(probe);
				return Answer.of(200);
			});
			sidecar.start();
			sidecar.connectApp(AppChannel.http(app.port()));
			await().until(() -> !app.received("/queue").isEmpty());
			assertThat(send(sidecar, "GET", "/v1.0/healthz", null).statusCode()).isEqualTo(500);
			assertThat(app.received()).extracting((request) -> request.verb() + " " + request.path())
				.containsExactly("GET /dapr/config", "GET /dapr/subscribe", "OPTIONS /queue");
			assertThat(app.received()).allSatisfy((request) -> {
				assertThat(request.header("Content-Type")).isEqualTo("application/json");
				assertThat(request.headers()).doesNotContainKeys("Content-length", "Transfer-encoding");
			});
			probe.countDown();
			await().until(() -> send(sidecar, "GET", "/v1.0/healthz", null).statusCode() == 204);
		}
	}

	private void writeResources() throws IOException {
		Files.writeString(this.folder.resolve("pubsub.yaml"), """
				apiVersion: dapr.io/v1alpha1
				kind: Component
				metadata: {name: pubsub}
				spec: {type: pubsub.in-memory, version: v1}
				---
				apiVersion: dapr.io/v1alpha1
				kind: Subscription
				metadata: {name: declared}
				spec: {pubsubname: pubsub, topic: declared, route: /declared}
				""");
	}

	private EmbeddedSidecar start(RecordingApp app) {
		EmbeddedSidecar sidecar = build();
		sidecar.start();
		sidecar.connectApp(AppChannel.http(app.port()));
		await().until(() -> send(sidecar, "GET", "/v1.0/healthz", null).statusCode() == 204);
		return sidecar;
	}

	private EmbeddedSidecar build() {
		return EmbeddedSidecar.builder().appId("myapp").httpPort(0).grpcPort(0).resourcesPath(this.folder).build();
	}

	private static HttpResponse<String> publish(EmbeddedSidecar sidecar, String topic) {
		return send(sidecar, "POST", "/v1.0/publish/pubsub/" + topic, "1");
	}

	private static HttpResponse<String> send(EmbeddedSidecar sidecar, String verb, String path, String body) {
		return client
			.sendAsync(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + sidecar.httpPort() + path))
				.method(verb, (body != null) ? BodyPublishers.ofString(body) : BodyPublishers.noBody())
				.build(), BodyHandlers.ofString())
			.join();
	}

}
