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

package dev.daprfunctions.sidecar.daprd;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.daprfunctions.sidecar.AppChannel;
import dev.daprfunctions.sidecar.SidecarPortInUseException;
import dev.daprfunctions.sidecar.app.AppHealthCheck;
import dev.daprfunctions.sidecar.daprd.FakeDaprd.Behaviour;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link DaprdProcess}.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the stand-in for daprd is a shell script")
@ExtendWith(OutputCaptureExtension.class)
class DaprdProcessTests {

	@TempDir
	private Path folder;

	@Test
	void whenStartedThenIsToldAllOnLoopback() throws IOException {
		AppChannel app = new AppChannel("127.0.0.2", 8443, AppChannel.Protocol.HTTPS);
		Path configuration = this.folder.resolve("config.yaml");
		try (DaprdProcess daprd = fake(Behaviour.RUN).app(app)
			.resourcesPath(this.folder)
			.configPath(configuration)
			.start()) {
			assertThat(options()).contains("--mode standalone", "--app-id orders", "--app-port 8443",
					"--app-protocol https", "--app-channel-address 127.0.0.2", "--dapr-http-port " + daprd.httpPort(),
					"--dapr-grpc-port " + daprd.grpcPort(), "--dapr-listen-addresses 127.0.0.1",
					"--dapr-internal-grpc-listen-address 127.0.0.1", "--resources-path " + this.folder,
					"--config " + configuration, "--enable-metrics=false", "--log-as-json");
			assertThat(environment()).contains("DAPR_HOST_IP=127.0.0.1");
		}
	}

	@Test
	void whenAppIsLookedAfterThenIsToldHow() throws IOException {
		AppHealthCheck check = new AppHealthCheck("/alive", Duration.ofSeconds(7), Duration.ofMillis(300), 2);
		try (DaprdProcess daprd = fake(Behaviour.RUN).app(AppChannel.http(8080))
			.appHealthCheck(check)
			.appMaxConcurrency(5)
			.start()) {
			assertThat(daprd.pid()).isPositive();
			assertThat(FakeDaprd.arguments(this.folder)).contains("--enable-app-health-check");
			assertThat(options()).contains("--app-health-check-path /alive", "--app-health-probe-interval 7",
					"--app-health-probe-timeout 300", "--app-health-threshold 2", "--app-max-concurrency 5");
		}
	}

	@Test
	void whenAppIsNotLookedAfterThenIsToldNothing() throws IOException {
		try (DaprdProcess daprd = fake(Behaviour.RUN).app(AppChannel.http(8080)).start()) {
			assertThat(daprd.pid()).isPositive();
			assertThat(FakeDaprd.arguments(this.folder))
				.noneMatch((argument) -> argument.contains("health") || argument.contains("concurrency"));
		}
	}

	@Test
	void whenTimesAreNotWholeThenAreRefused() {
		DaprdProcess.Builder builder = DaprdProcess.builder();
		assertThatIllegalArgumentException().isThrownBy(
				() -> builder.appHealthCheck(new AppHealthCheck("/", Duration.ofMillis(1500), Duration.ofMillis(1), 1)))
			.withMessage("daprd takes the interval of the health check in whole seconds only, but it is PT1.5S");
		assertThatIllegalArgumentException().isThrownBy(
				() -> builder.appHealthCheck(new AppHealthCheck("/", Duration.ofSeconds(1), Duration.ofNanos(1), 1)))
			.withMessageContaining("time-out of the health check in whole milliseconds");
	}

	@Test
	void whenThereIsNoApplicationThenIsToldOfNone() throws IOException {
		try (DaprdProcess daprd = fake(Behaviour.RUN).start()) {
			assertThat(daprd.httpPort()).isPositive().isNotEqualTo(daprd.grpcPort());
			assertThat(daprd.grpcPort()).isPositive();
			assertThat(options()).noneMatch((option) -> option.startsWith("--app-p") || option.startsWith("--app-c"));
		}
	}

	@Test
	void whenPortsAreSetThenAreUsed() throws IOException {
		DaprdPorts ports = DaprdPorts.choose(0, 0);
		try (DaprdProcess daprd = fake(Behaviour.RUN).httpPort(ports.http()).grpcPort(ports.grpc()).start()) {
			assertThat(daprd.httpPort()).isEqualTo(ports.http());
			assertThat(daprd.grpcPort()).isEqualTo(ports.grpc());
		}
	}

	@Test
	void whenTokensAreSetThenAreInTheEnvironmentOnly(CapturedOutput output) throws IOException {
		try (DaprdProcess daprd = fake(Behaviour.RUN).apiToken("a-secret").appApiToken("another-secret").start()) {
			assertThat(environment()).contains("DAPR_API_TOKEN=a-secret", "APP_API_TOKEN=another-secret");
			assertThat(FakeDaprd.arguments(this.folder)).noneMatch((argument) -> argument.contains("secret"));
			assertThat(daprd.toString()).doesNotContain("secret");
		}
		assertThat(output).doesNotContain("a-secret", "another-secret");
	}

	@Test
	void whenNoTokensAreSetThenNoneAreInTheEnvironment() throws IOException {
		try (DaprdProcess daprd = fake(Behaviour.RUN).start()) {
			assertThat(daprd.pid()).isPositive();
			assertThat(environment())
				.noneMatch((entry) -> entry.startsWith("DAPR_API_TOKEN=") || entry.startsWith("APP_API_TOKEN="));
		}
	}

	@Test
	void whenItLogsThenLinesGoToOneLoggerAtTheirLevel(CapturedOutput output) throws IOException {
		Logger logger = (Logger) LoggerFactory.getLogger("dev.daprfunctions.sidecar.daprd");
		Level level = logger.getLevel();
		logger.setLevel(Level.DEBUG);
		try (DaprdProcess daprd = fake(Behaviour.RUN).start()) {
			assertThat(daprd.pid()).isPositive();
			assertThat(options()).contains("--log-level debug");
		}
		finally {
			logger.setLevel(level);
		}
		assertThat(output).containsPattern("WARN dev.daprfunctions.sidecar.daprd -.*plain warning")
			.containsPattern("INFO dev.daprfunctions.sidecar.daprd -.*\\[dapr.runtime\\] running as \"fake\"")
			.containsPattern("DEBUG dev.daprfunctions.sidecar.daprd -.*\\[dapr.runtime\\] some detail");
	}

	@Test
	void whenLoggerIsNotAtDebugThenItNeedNotLogDetails() throws IOException {
		Logger logger = (Logger) LoggerFactory.getLogger("dev.daprfunctions.sidecar.daprd");
		Level level = logger.getLevel();
		logger.setLevel(Level.INFO);
		try (DaprdProcess daprd = fake(Behaviour.RUN).start()) {
			assertThat(daprd.pid()).isPositive();
			assertThat(options()).contains("--log-level info");
		}
		finally {
			logger.setLevel(level);
		}
	}

	@Test
	void whenClosedThenProcessGuardAndFilesAreGone(CapturedOutput output) throws IOException {
		List<ProcessHandle> before = ProcessHandle.current().children().toList();
		DaprdProcess daprd = fake(Behaviour.RUN).start();
		Path configuration = configuration();
		List<ProcessHandle> children = ProcessHandle.current()
			.children()
			.filter((child) -> !before.contains(child))
			.toList();
		assertThat(children).hasSize(2).extracting(ProcessHandle::pid).contains(daprd.pid());
		assertThat(configuration).exists();
		daprd.close();
		daprd.close();
		assertThat(children.stream().filter((child) -> child.pid() == daprd.pid())).noneMatch(ProcessHandle::isAlive);
		Awaitility.await().until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
		assertThat(configuration).doesNotExist();
		assertThat(output).doesNotContain("ended with exit code", "ended by somebody else", "ended forcibly");
	}

	@Test
	void whenItDoesNotHeedTheSignalThenIsEndedForcibly(CapturedOutput output) throws IOException {
		DaprdProcess daprd = fake(Behaviour.STUBBORN).stopTimeout(Duration.ofMillis(300)).start();
		ProcessHandle handle = handle(daprd);
		daprd.close();
		assertThat(handle.isAlive()).isFalse();
		assertThat(output).contains("did not end within PT0.3S and is ended forcibly");
	}

	@Test
	void whenItCrashesThenThatIsLoggedWithTheLastLines(CapturedOutput output) throws IOException {
		try (DaprdProcess daprd = fake(Behaviour.RUN).start()) {
			assertThatIOException().isThrownBy(() -> get(daprd, "/crash"));
			Awaitility.await()
				.untilAsserted(() -> assertThat(output).containsPattern(
						"ERROR .*daprd of application 'orders' ended with exit code 3;[^\\n]*\\n(\\t.*\\n)*\\tpanic: "
								+ "out of luck"));
		}
		assertThat(output.toString().split("ended with exit code", -1)).hasSize(2);
	}

	@Test
	void whenItIsEndedByASignalOfSomebodyElseThenThatIsLogged(CapturedOutput output) throws IOException {
		try (DaprdProcess daprd = fake(Behaviour.RUN).start()) {
			handle(daprd).destroyForcibly();
			Awaitility.await().untilAsserted(() -> assertThat(output).contains("ended with exit code 137"));
		}
	}

	@Test
	void whenItEndsWhileItStartsThenFailsWithTheLastLines() throws IOException {
		DaprdProcess.Builder fake = builder(FakeDaprd.write(this.folder, "exit 1"));
		assertThatExceptionOfType(DaprdStartException.class).isThrownBy(fake::start)
			.withMessage("daprd ended with exit code 1 while it started")
			.satisfies((ex) -> assertThat(ex.getLastLines()).containsExactly("[dapr.runtime] no such component"));
		assertThat(configuration()).doesNotExist();
	}

	@Test
	void whenItAnswersWhileItEndsThenFailsWithTheLastLines() throws IOException {
		DaprdProcess.Builder fake = fake(Behaviour.FAIL);
		assertThatExceptionOfType(DaprdStartException.class).isThrownBy(fake::start)
			.withMessage("daprd ended with exit code 1 while it started")
			.satisfies((ex) -> assertThat(ex.getLastLines()).endsWith("[dapr.runtime] bad component"));
	}

	@Test
	void whenItDoesNotAnswerInTimeThenIsEnded(CapturedOutput output) throws IOException {
		DaprdProcess.Builder fake = builder(FakeDaprd.write(this.folder, "exec sleep 600"))
			.startTimeout(Duration.ofSeconds(1));
		List<ProcessHandle> before = ProcessHandle.current().children().toList();
		assertThatExceptionOfType(DaprdStartException.class).isThrownBy(fake::start)
			.withMessageMatching("daprd did not answer at http://127.0.0.1:\\d+/v1.0/healthz/outbound within PT1S")
			.satisfies((ex) -> assertThat(ex.getLastLines()).containsExactly("[dapr.runtime] no such component"));
		Awaitility.await()
			.until(() -> ProcessHandle.current().children().filter((child) -> !before.contains(child)).count() == 0);
		assertThat(configuration()).doesNotExist();
		assertThat(output).doesNotContain("ended with exit code", "ended by somebody else");
	}

	@Test
	void whenItCannotBeRunThenNamesTheFile() throws IOException {
		Path file = FakeDaprd.write(this.folder, "exit 1");
		Files.writeString(file, "#!/does/not/exist\n");
		DaprdProcess.Builder builder = builder(file);
		assertThatExceptionOfType(DaprdStartException.class).isThrownBy(builder::start)
			.withMessage("Could not run " + file)
			.withCauseInstanceOf(IOException.class);
	}

	@Test
	void whenPortIsTakenThenDoesNotStart() throws IOException {
		DaprdProcess.Builder fake = fake(Behaviour.RUN);
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
			fake.grpcPort(socket.getLocalPort());
			assertThatExceptionOfType(SidecarPortInUseException.class).isThrownBy(fake::start)
				.withMessage("Port %d for the GRPC API of the development sidecar is in use", socket.getLocalPort())
				.satisfies((ex) -> assertThat(ex.getListener()).isEqualTo(SidecarPortInUseException.Listener.GRPC));
		}
		assertThat(this.folder.resolve("arguments")).doesNotExist();
	}

	@Test
	void whenItHasReachedTheApplicationThenIsReady() throws Exception {
		try (DaprdProcess daprd = fake(Behaviour.RUN).start()) {
			assertThat(daprd.awaitReady(Duration.ofSeconds(10))).isTrue();
		}
	}

	@Test
	void whenItDoesNotReachTheApplicationThenIsNotReady() throws Exception {
		DaprdProcess daprd = fake(Behaviour.WAIT_FOR_APP).start();
		try (daprd) {
			assertThat(daprd.awaitReady(Duration.ofMillis(200))).isFalse();
		}
		assertThat(daprd.awaitReady(Duration.ofMinutes(10))).isFalse();
	}

	@Test
	void whenThereIsNoApplicationIdThenFails() {
		assertThatIllegalStateException().isThrownBy(() -> DaprdProcess.builder().start())
			.withMessage("A development sidecar needs the id of the application");
	}

	private DaprdProcess.Builder fake(Behaviour behaviour) throws IOException {
		return builder(FakeDaprd.write(this.folder, behaviour));
	}

	private DaprdProcess.Builder builder(Path executable) {
		return DaprdProcess.builder().executable(executable).appId("orders").httpPort(0).grpcPort(0);
	}

	private List<String> options() throws IOException {
		return List.of(String.join(" ", FakeDaprd.arguments(this.folder)).split(" (?=--)"));
	}

	private Path configuration() throws IOException {
		List<String> arguments = FakeDaprd.arguments(this.folder);
		return Path.of(arguments.get(arguments.indexOf("--config") + 1));
	}

	private List<String> environment() throws IOException {
		return FakeDaprd.environment(this.folder);
	}

	private static ProcessHandle handle(DaprdProcess daprd) {
		return ProcessHandle.of(daprd.pid()).orElseThrow();
	}

	private static int get(DaprdProcess daprd, String path) throws IOException {
		URI uri = URI.create("http://127.0.0.1:" + daprd.httpPort() + path);
		return ((HttpURLConnection) uri.toURL().openConnection()).getResponseCode();
	}

}
