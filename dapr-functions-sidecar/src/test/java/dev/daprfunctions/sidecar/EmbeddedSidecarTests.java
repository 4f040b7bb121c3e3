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
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.daprfunctions.sidecar.SidecarPortInUseException.Listener;
import dev.daprfunctions.sidecar.component.ComponentException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link EmbeddedSidecar}.
 */
class EmbeddedSidecarTests {

	private static final HttpClient client = HttpClient.newHttpClient();

	@TempDir
	Path folder;

	@Test
	void whenNoApplicationIsConnectedThenStateWorksAndInvocationFails() {
		try (EmbeddedSidecar sidecar = start(null)) {
			assertThat(send(sidecar, "GET", "/v1.0/healthz/outbound", null).statusCode()).isEqualTo(204);
			HttpResponse<String> health = send(sidecar, "GET", "/v1.0/healthz?appid=other", null);
			assertThat(health.statusCode()).isEqualTo(500);
			assertThat(health.body())
				.isEqualTo("{\"errorCode\":\"ERR_HEALTH_NOT_READY\",\"message\":\"dapr is not ready: [runtime]\"}");
			assertThat(send(sidecar, "POST", "/v1.0/state/statestore", "[{\"key\":\"k\",\"value\":1}]").statusCode())
				.isEqualTo(204);
			HttpResponse<String> invocation = send(sidecar, "GET", "/v1.0/invoke/myapp/method/m", null);
			assertThat(invocation.statusCode()).isEqualTo(500);
			assertThat(invocation.body()).contains("\"errorCode\":\"ERR_DIRECT_INVOKE\"");
			assertThat(send(sidecar, "GET", "/v1.0/metadata", null).body()).doesNotContain("appConnectionProperties")
				.contains("\"actorRuntime\":{\"runtimeStatus\":\"INITIALIZING\",\"hostReady\":false}");
		}
	}

	@Test
	void whenApplicationComesLaterThenItIsDialledUntilItIsThere() {
		int port = freePort();
		try (EmbeddedSidecar sidecar = start(null)) {
			sidecar.connectApp(AppChannel.http(port));
			assertThat(send(sidecar, "GET", "/v1.0/healthz", null).statusCode()).isEqualTo(500);
			HttpResponse<String> invocation = send(sidecar, "GET", "/v1.0/invoke/myapp/method/m?a=1", null);
			assertThat(invocation.body())
				.isEqualTo(("{\"errorCode\":\"ERR_DIRECT_INVOKE\",\"message\":\"failed to invoke, id: myapp, err: "
						+ "Get \\\"http://127.0.0.1:%d/m?a=1\\\": dial tcp 127.0.0.1:%d: connect: connection refused\"}")
					.formatted(port, port));
			try (RecordingApp app = new RecordingApp(port)) {
				await().until(() -> send(sidecar, "GET", "/v1.0/healthz", null).statusCode() == 204);
				assertThat(app.received()).extracting(RecordingApp.Received::path)
					.containsExactly("/dapr/config", "/dapr/subscribe");
				assertThat(app.received()).allSatisfy((request) -> {
					assertThat(request.verb()).isEqualTo("GET");
					assertThat(request.header("User-Agent")).isEqualTo("Go-http-client/1.1");
					assertThat(request.header("Content-Type")).isEqualTo("application/json");
					assertThat(request.header("Dapr-App-Id")).isEqualTo("myapp");
					assertThat(request.header("Accept-Encoding")).isEqualTo("gzip");
					assertThat(request.header("Traceparent")).isNull();
				});
			}
			assertThat(send(sidecar, "GET", "/v1.0/healthz", null).statusCode()).isEqualTo(204);
			assertThat(send(sidecar, "GET", "/v1.0/invoke/myapp/method/m", null).body())
				.contains("connect: connection refused");
		}
	}

	@Test
	void whenHttpPortIsTakenThenStartFails() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
			EmbeddedSidecar sidecar = builder().httpPort(socket.getLocalPort()).build();
			assertThatExceptionOfType(SidecarPortInUseException.class).isThrownBy(sidecar::start).satisfies((ex) -> {
				assertThat(ex.getPort()).isEqualTo(socket.getLocalPort());
				assertThat(ex.getListener()).isEqualTo(Listener.HTTP);
			});
			sidecar.close();
		}
	}

	@Test
	void whenGrpcPortIsTakenThenStartFailsAndHttpPortIsFree() throws IOException {
		int httpPort = freePort();
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
			EmbeddedSidecar sidecar = builder().httpPort(httpPort).grpcPort(socket.getLocalPort()).build();
			assertThatExceptionOfType(SidecarPortInUseException.class).isThrownBy(sidecar::start)
				.withMessageContaining(String.valueOf(socket.getLocalPort()))
				.satisfies((ex) -> assertThat(ex.getListener()).isEqualTo(Listener.GRPC));
		}
		new ServerSocket(httpPort, 1, InetAddress.getByName("127.0.0.1")).close();
	}

	@Test
	void startedAndStoppedOftenLeavesNothingBehind() {
		Set<Thread> before = threads();
		int httpPort = freePort();
		int grpcPort = freePort();
		try (RecordingApp app = new RecordingApp(0)) {
			for (int i = 0; i < 50; i++) {
				try (EmbeddedSidecar sidecar = builder().httpPort(httpPort).grpcPort(grpcPort).build()) {
					sidecar.start();
					sidecar.connectApp(AppChannel.http(app.port()));
					assertThat(send(sidecar, "POST", "/v1.0/state/statestore", "[]").statusCode()).isEqualTo(204);
					assertThat(threads()).allMatch((thread) -> before.contains(thread) || thread.isDaemon()
							|| !thread.getName().startsWith("dapr-sidecar"));
					sidecar.close();
				}
			}
		}
		await().untilAsserted(() -> assertThat(threads()).filteredOn((thread) -> !before.contains(thread))
			.extracting(Thread::getName)
			.noneMatch((name) -> name.contains("dapr-sidecar") || name.contains("grpc") || name.contains("netty")
					|| name.contains("qtp")));
	}

	@Test
	void closeWithoutStartDoesNothing() {
		EmbeddedSidecar sidecar = builder().build();
		sidecar.close();
		sidecar.close();
		assertThatIllegalStateException().isThrownBy(() -> sidecar.connectApp(AppChannel.http(1)))
			.withMessage("The sidecar is closed");
	}

	@Test
	void twoSidecarsShareNothing() {
		try (EmbeddedSidecar first = start(null); EmbeddedSidecar second = start(null)) {
			send(first, "POST", "/v1.0/state/statestore", "[{\"key\":\"k\",\"value\":1}]");
			send(first, "PUT", "/v1.0/metadata/key", "value");
			assertThat(send(second, "GET", "/v1.0/state/statestore/k", null).statusCode()).isEqualTo(204);
			assertThat(send(second, "GET", "/v1.0/metadata", null).body()).doesNotContain("\"value\"");
		}
	}

	@Test
	void bindsToLoopbackOnly() throws IOException {
		try (EmbeddedSidecar sidecar = start(null)) {
			ServerSocket other = new ServerSocket(sidecar.httpPort(), 1, InetAddress.getByName("127.0.0.2"));
			other.close();
		}
	}

	@Test
	void needsId() {
		assertThatIllegalStateException().isThrownBy(() -> EmbeddedSidecar.builder().build())
			.withMessage("A development sidecar needs the id of the application");
	}

	@Test
	void whenFolderDoesNotExistThenThereIsDefaultStore() {
		try (EmbeddedSidecar sidecar = start(this.folder.resolve("missing"))) {
			assertThat(send(sidecar, "GET", "/v1.0/state/statestore/k", null).statusCode()).isEqualTo(204);
		}
	}

	@Test
	void whenFolderIsEmptyThenNoStoreIsConfigured() {
		try (EmbeddedSidecar sidecar = start(this.folder)) {
			HttpResponse<String> response = send(sidecar, "GET", "/v1.0/state/statestore/k", null);
			assertThat(response.statusCode()).isEqualTo(500);
			assertThat(response.body()).isEqualTo("{\"errorCode\":\"ERR_STATE_STORE_NOT_CONFIGURED\",\"message\":"
					+ "\"state store statestore is not configured\",\"details\":[{\"@type\":"
					+ "\"type.googleapis.com/google.rpc.ErrorInfo\",\"domain\":\"dapr.io\",\"metadata\":"
					+ "{\"appID\":\"myapp\"},\"reason\":\"DAPR_STATE_NOT_CONFIGURED\"}]}");
			assertThat(send(sidecar, "GET", "/v1.0/metadata", null).body()).doesNotContain("\"components\"");
		}
	}

	@Test
	void otherStoresAreReplacedAndSayWhatTheyAre() throws IOException {
		component("redis", "state.redis", "");
		component("blobs", "state.azure.blobstorage", "");
		component("hidden", "state.in-memory", "scopes: [other]");
		component("bus", "pubsub.redis", "");
		component("mutex", "lock.redis", "");
		component("settings", "configuration.redis", "");
		component("vault", "crypto.dapr.localstorage", "");
		ListAppender<ILoggingEvent> log = new ListAppender<>();
		log.start();
		Logger logger = (Logger) LoggerFactory.getLogger("dev.daprfunctions.sidecar");
		logger.addAppender(log);
		try (EmbeddedSidecar sidecar = start(this.folder)) {
			String save = "[{\"key\":\"k\",\"value\":1}]";
			String transaction = "{\"operations\":[{\"operation\":\"delete\",\"request\":{\"key\":\"k\"}}]}";
			assertThat(send(sidecar, "POST", "/v1.0/state/redis", save).statusCode()).isEqualTo(204);
			assertThat(send(sidecar, "POST", "/v1.0/state/redis/transaction", transaction).statusCode()).isEqualTo(204);
			assertThat(send(sidecar, "POST", "/v1.0/state/blobs", save).statusCode()).isEqualTo(204);
			assertThat(send(sidecar, "POST", "/v1.0/state/blobs/transaction", transaction).body()).startsWith(
					"{\"errorCode\":\"ERR_STATE_STORE_NOT_SUPPORTED\",\"message\":\"state store blobs doesn't support "
							+ "transactions\",\"details\":[{\"@type\":\"type.googleapis.com/google.rpc.Help\"");
			assertThat(send(sidecar, "POST", "/v1.0/state/hidden", save).statusCode()).isEqualTo(400);
			assertThat(send(sidecar, "GET", "/v1.0/metadata", null).body())
				.contains("{\"name\":\"blobs\",\"type\":\"state.azure.blobstorage\",\"version\":\"v1\","
						+ "\"capabilities\":[\"ETAG\"]},{\"name\":\"bus\",\"type\":\"pubsub.redis\",\"version\":\"v1\"},"
						+ "{\"name\":\"mutex\",\"type\":\"lock.redis\",\"version\":\"v1\"},{\"name\":\"redis\",\"type\":\"state.redis\","
						+ "\"version\":\"v1\",\"capabilities\":[\"ETAG\",\"TRANSACTIONAL\",\"TTL\",\"KEYS_LIKE\","
						+ "\"ACTOR\"]},{\"name\":\"settings\",\"type\":\"configuration.redis\",\"version\":\"v1\"}]");
			assertThat(log.list).filteredOn((event) -> event.getLevel().isGreaterOrEqual(Level.INFO))
				.extracting(ILoggingEvent::getFormattedMessage)
				.containsExactlyInAnyOrder(
						"Loaded component blobs (state.azure.blobstorage), replaced by an in-memory state store",
						"Loaded component redis (state.redis), replaced by an in-memory state store",
						"Loaded component bus (pubsub.redis), replaced by in-memory pub/sub",
						"Loaded component mutex (lock.redis), replaced by locks in memory",
						"Loaded component settings (configuration.redis), replaced by an empty configuration store in "
								+ "memory, because there is no configuration.json beside the component file",
						"Left out component vault (crypto.dapr.localstorage), which the development sidecar does not have: "
								+ this.folder.resolve("vault.yaml") + ":1",
						("Development sidecar for application 'myapp', not for production: HTTP on 127.0.0.1:%d, "
								+ "gRPC on 127.0.0.1:%d")
							.formatted(sidecar.httpPort(), sidecar.grpcPort()));
		}
		finally {
			logger.detachAppender(log);
		}
	}

	@Test
	void keyPrefixIsSharedByStoresOfOneName() throws IOException {
		for (String strategy : List.of("none", "name", "appid", "namespace", "custom")) {
			component(strategy, "state.in-memory", "", "{name: keyPrefix, value: %s}".formatted(strategy));
		}
		try (EmbeddedSidecar sidecar = start(this.folder)) {
			for (String[] expected : new String[][] { { "none", "k" }, { "name", "name||k" }, { "appid", "myapp||k" },
					{ "namespace", "myapp||k" }, { "custom", "custom||k" } }) {
				assertThat(send(sidecar, "POST", "/v1.0/state/" + expected[0],
						"[{\"key\":\"k\",\"value\":1,\"etag\":\"e\"}]")
					.body()).contains("for key=" + expected[1]);
			}
		}
	}

	@Test
	void keyPrefixWithSeparatorIsRefused() throws IOException {
		component("bad", "state.in-memory", "", "{name: keyPrefix, value: 'a||b'}");
		assertThatExceptionOfType(ComponentException.class)
			.isThrownBy(() -> builder().resourcesPath(this.folder).build())
			.withMessageContaining("Component 'bad' has a keyPrefix that contains '||'")
			.withMessageContaining("bad.yaml:1");
	}

	@Test
	void unknownVersionIsRefused() throws IOException {
		Files.writeString(this.folder.resolve("c.yaml"), """
				apiVersion: dapr.io/v1alpha1
				kind: Component
				metadata: {name: odd}
				spec: {type: state.in-memory, version: v9}
				""");
		assertThatExceptionOfType(ComponentException.class)
			.isThrownBy(() -> builder().resourcesPath(this.folder).build())
			.withMessageContaining("Component 'odd' has the unknown version 'v9' of state.in-memory");
	}

	private void component(String name, String type, String rest, String... settings) throws IOException {
		Files.writeString(this.folder.resolve(name + ".yaml"), """
				apiVersion: dapr.io/v1alpha1
				kind: Component
				metadata: {name: %s}
				spec: {type: %s, version: v1, metadata: [%s]}
				%s
				""".formatted(name, type, String.join(",", settings), rest));
	}

	private static EmbeddedSidecar.Builder builder() {
		return EmbeddedSidecar.builder().appId("myapp").httpPort(0).grpcPort(0);
	}

	private static EmbeddedSidecar start(Path resourcesPath) {
		EmbeddedSidecar sidecar = builder().resourcesPath(resourcesPath).build();
		sidecar.start();
		return sidecar;
	}

	private static Set<Thread> threads() {
		return Thread.getAllStackTraces().keySet().stream().filter(Thread::isAlive).collect(Collectors.toSet());
	}

	private static int freePort() {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
			return socket.getLocalPort();
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static HttpResponse<String> send(EmbeddedSidecar sidecar, String verb, String path, String body) {
		try {
			return client.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + sidecar.httpPort() + path))
				.method(verb, (body != null) ? BodyPublishers.ofString(body) : BodyPublishers.noBody())
				.build(), BodyHandlers.ofString());
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

}
