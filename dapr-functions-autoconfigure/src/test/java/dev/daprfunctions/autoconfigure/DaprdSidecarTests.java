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
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.daprfunctions.programs.RealDaprd;
import dev.daprfunctions.sidecar.daprd.DaprdProcess;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests for an application with a real {@code daprd} as its child process.
 */
@ExtendWith(OutputCaptureExtension.class)
class DaprdSidecarTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private final HttpClient http = HttpClient.newHttpClient();

	@TempDir
	private Path folder;

	private String executable = "";

	@BeforeEach
	void findDaprd() {
		this.executable = RealDaprd.require();
	}

	@Test
	void whenFunctionIsInvokedThenLaterCallReadsWhatItWrote(CapturedOutput output) throws Exception {
		try (ConfigurableApplicationContext context = run()) {
			awaitReady(context);
			assertThat(invoke(context, "save", "\"one\"").statusCode()).isEqualTo(200);
			assertThat(invoke(context, "read", "").body()).isEqualTo("\"one\"");
			Awaitility.await()
				.atMost(PATIENCE)
				.untilAsserted(() -> assertThat(output).contains("daprd has reached the application and is ready"));
		}
	}

	@Test
	void whenEventIsPublishedThenFunctionReceivesIt() throws Exception {
		try (ConfigurableApplicationContext context = run()) {
			awaitReady(context);
			assertThat(post(context, "/v1.0/publish/pubsub/values", "\"two\"").statusCode()).isEqualTo(204);
			Awaitility.await()
				.atMost(PATIENCE)
				.untilAsserted(() -> assertThat(invoke(context, "read", "").body()).isEqualTo("\"two\""));
		}
	}

	@Test
	void whenTokensAreSetThenBothSidesHaveThem(CapturedOutput output) throws Exception {
		try (ConfigurableApplicationContext context = run("dapr.functions.sidecar.api-token=sidecar-secret",
				"APP_API_TOKEN=app-secret")) {
			awaitReady(context);
			assertThat(invoke(context, "token", "").statusCode()).isEqualTo(401);
			HttpRequest request = request(context, "/v1.0/invoke/daprd-test/method/token", "")
				.header("dapr-api-token", "sidecar-secret")
				.build();
			assertThat(this.http.send(request, BodyHandlers.ofString()).body()).isEqualTo("\"app-secret\"");
			assertThat(callApplication(context, "save", "\"three\"").statusCode()).isEqualTo(200);
			String command = ProcessHandle.of(daprd(context).pid()).orElseThrow().info().commandLine().orElse("");
			assertThat(command).doesNotContain("secret");
		}
		assertThat(output).doesNotContain("sidecar-secret", "app-secret");
	}

	@Test
	void whenApplicationSpeaksTlsThenIsReached() throws Exception {
		Path keyStore = createKeyStore();
		try (ConfigurableApplicationContext context = run("server.ssl.key-store=" + keyStore,
				"server.ssl.key-store-password=changeit")) {
			awaitReady(context);
			assertThat(invoke(context, "save", "\"four\"").statusCode()).isEqualTo(200);
			assertThat(invoke(context, "read", "").body()).isEqualTo("\"four\"");
		}
	}

	@Test
	void whenContextIsClosedThenProcessHasEnded(CapturedOutput output) throws Exception {
		ConfigurableApplicationContext context = run();
		awaitReady(context);
		ProcessHandle process = ProcessHandle.of(daprd(context).pid()).orElseThrow();
		context.close();
		assertThat(process.isAlive()).isFalse();
		assertThat(output).contains("Daprd shutdown gracefully")
			.doesNotContain("ended forcibly", "ended with exit code");
	}

	@Test
	void whenProcessIsKilledThenThatIsLoggedAndCallsAreAnsweredBy503(CapturedOutput output) throws Exception {
		try (ConfigurableApplicationContext context = run()) {
			awaitReady(context);
			assertThat(callApplication(context, "read", "").statusCode()).isEqualTo(404);
			ProcessHandle.of(daprd(context).pid()).orElseThrow().destroyForcibly();
			Awaitility.await()
				.atMost(PATIENCE)
				.untilAsserted(
						() -> assertThat(output).contains("daprd of application 'daprd-test' ended with exit code 137")
							.containsPattern("Its last lines:\\s+\\[dapr\\."));
			assertThat(callApplication(context, "save", "\"five\"").statusCode()).isEqualTo(503);
		}
	}

	@Test
	void whenComponentFileIsBadThenSaysWhatDaprdSays(CapturedOutput output) throws IOException {
		Files.writeString(this.folder.resolve("bad.yaml"), """
				apiVersion: dapr.io/v1alpha1
				kind: Component
				metadata:
				  name: bad
				spec:
				  type: state.unheard-of
				  version: v1
				""");
		assertThatException().isThrownBy(() -> run("dapr.functions.sidecar.resources-path=" + this.folder).close());
		String analysis = output.getOut().substring(output.getOut().lastIndexOf("APPLICATION FAILED TO START"));
		assertThat(analysis).contains("daprd ended with exit code 1 while it started. Its last lines:",
				"couldn't find state store state.unheard-of/v1");
	}

	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void whenJvmIsEndedThenDaprdEnds(boolean forcibly) throws Exception {
		Path output = this.folder.resolve("output.txt");
		Process jvm = new ProcessBuilder(command()).redirectErrorStream(true).redirectOutput(output.toFile()).start();
		try {
			Awaitility.await()
				.atMost(Duration.ofMinutes(2))
				.until(() -> Files.readString(output).contains("daprd has reached the application and is ready"));
			ProcessHandle daprd = jvm.children()
				.filter((child) -> child.info().command().orElse("").endsWith("daprd"))
				.findFirst()
				.orElseThrow();
			if (forcibly) {
				jvm.destroyForcibly();
			}
			else {
				jvm.destroy();
			}
			assertThat(jvm.waitFor(1, TimeUnit.MINUTES)).isTrue();
			Awaitility.await().atMost(PATIENCE).until(() -> !daprd.isAlive());
			assertThat(Files.readString(output).contains("Daprd shutdown gracefully")).isNotEqualTo(forcibly);
		}
		finally {
			jvm.destroyForcibly().waitFor();
		}
	}

	private List<String> command() {
		return Stream
			.concat(Stream.of(java("java"), "-cp", System.getProperty("java.class.path"),
					DaprdApplication.class.getName()), Stream.of(arguments()))
			.toList();
	}

	private static String java(String tool) {
		return Path.of(System.getProperty("java.home"), "bin", tool).toString();
	}

	private ConfigurableApplicationContext run(String... properties) {
		SpringApplication application = new SpringApplication(DaprdApplication.class);
		return application.run(
				Stream
					.concat(Stream.of(arguments())
						.filter((argument) -> Stream.of(properties)
							.noneMatch((property) -> argument
								.startsWith("--" + property.substring(0, property.indexOf('='))))),
							Stream.of(properties).map((property) -> "--" + property))
					.toArray(String[]::new));
	}

	private String[] arguments() {
		return new String[] { "--dapr.functions.sidecar.kind=daprd",
				"--dapr.functions.sidecar.executable=" + this.executable, "--dapr.functions.sidecar.http-port=0",
				"--dapr.functions.sidecar.grpc-port=0",
				"--dapr.functions.sidecar.resources-path=" + this.folder.resolve("none"), "--server.port=0",
				"--spring.application.name=daprd-test", "--spring.main.banner-mode=off" };
	}

	private Path createKeyStore() throws IOException, InterruptedException {
		Path keyStore = this.folder.resolve("keys.p12");
		Process keytool = new ProcessBuilder(java("keytool"), "-genkeypair", "-alias", "app", "-keyalg", "EC", "-dname",
				"CN=localhost", "-storepass", "changeit", "-keystore", keyStore.toString())
			.inheritIO()
			.start();
		assertThat(keytool.waitFor()).isZero();
		return keyStore;
	}

	private static DaprdProcess daprd(ConfigurableApplicationContext context) {
		return context.getBean(DaprdProcess.class);
	}

	private static void awaitReady(ConfigurableApplicationContext context) throws InterruptedException {
		assertThat(daprd(context).awaitReady(PATIENCE)).isTrue();
	}

	private HttpResponse<String> invoke(ConfigurableApplicationContext context, String method, String body)
			throws IOException, InterruptedException {
		return post(context, "/v1.0/invoke/daprd-test/method/" + method, body);
	}

	private HttpResponse<String> post(ConfigurableApplicationContext context, String path, String body)
			throws IOException, InterruptedException {
		return this.http.send(request(context, path, body).build(), BodyHandlers.ofString());
	}

	private static HttpRequest.Builder request(ConfigurableApplicationContext context, String path, String body) {
		return request(daprd(context).httpPort(), path, body);
	}

	private HttpResponse<String> callApplication(ConfigurableApplicationContext context, String method, String body)
			throws IOException, InterruptedException {
		int port = ((WebServerApplicationContext) context).getWebServer().getPort();
		return this.http.send(request(port, "/" + method, body).build(), BodyHandlers.ofString());
	}

	private static HttpRequest.Builder request(int port, String path, String body) {
		return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
			.header("Content-Type", "application/json")
			.timeout(PATIENCE)
			.POST(HttpRequest.BodyPublishers.ofString(body));
	}

}
