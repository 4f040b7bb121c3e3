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
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Arrays;

import dev.daprfunctions.sidecar.EmbeddedSidecar;
import dev.daprfunctions.sidecar.daprd.DaprdProcess;
import dev.daprfunctions.sidecar.daprd.DaprdStartException;
import io.dapr.client.DaprClient;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.boot.web.server.WebServer;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.boot.web.server.servlet.context.ServletWebServerInitializedEvent;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link DaprdSidecarAutoConfiguration}.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the stand-in for daprd is a shell script")
@ExtendWith(OutputCaptureExtension.class)
class DaprdSidecarAutoConfigurationTests {

	@TempDir
	private Path folder;

	private String[] properties = {};

	private ApplicationContextRunner runner = new ApplicationContextRunner();

	@BeforeEach
	void writeStandIn() throws IOException {
		this.properties = new String[] { "dapr.functions.sidecar.kind=daprd",
				"dapr.functions.sidecar.executable=" + StandInDaprd.write(this.folder),
				"dapr.functions.sidecar.http-port=0", "dapr.functions.sidecar.grpc-port=0",
				"dapr.functions.sidecar.resources-path=" + this.folder.resolve("none"), "server.port=0",
				"spring.main.banner-mode=off" };
		this.runner = new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(DaprdSidecarAutoConfiguration.class,
					EmbeddedSidecarAutoConfiguration.class, DaprClientAutoConfiguration.class))
			.withPropertyValues(this.properties);
	}

	@Test
	void whenKindIsDaprdThenClientIsConnectedToIt() {
		this.runner.withPropertyValues("DAPR_HTTP_PORT=1", "dapr.functions.sidecar.grpc-endpoint=127.0.0.1:1")
			.run((context) -> {
				DaprdProcess daprd = context.getBean(DaprdProcess.class);
				DaprConnectionDetails connection = context.getBean(DaprConnectionDetails.class);
				assertThat(connection.getHttpEndpoint()).isEqualTo("http://127.0.0.1:" + daprd.httpPort());
				assertThat(connection.getGrpcEndpoint()).isEqualTo("127.0.0.1:" + daprd.grpcPort());
				assertThat(connection.getApiToken()).isNull();
				assertThat(context).hasSingleBean(DaprClient.class).doesNotHaveBean(EmbeddedSidecar.class);
			});
	}

	@Test
	void whenAppIsLookedAfterThenIntervalIsInSeconds() {
		this.runner
			.withPropertyValues("dapr.functions.sidecar.app-health-check.enabled=true",
					"dapr.functions.sidecar.app-health-check.interval=1500ms")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessage("daprd takes the interval of the health check in whole seconds only, but it is PT1.5S"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "dapr.functions.sidecar.kind=external", "dapr.functions.sidecar.kind=embedded",
			"dapr.functions.sidecar.kind=" })
	void whenKindIsAnotherThenNoneIsStarted(String kind) {
		this.runner.withPropertyValues(kind).run((context) -> assertThat(context).doesNotHaveBean(DaprdProcess.class));
		assertThat(this.folder.resolve("notes")).doesNotExist();
	}

	@Test
	void whenThereIsAConnectionOfTheUserThenNoneIsStarted() {
		this.runner.withBean(DaprConnectionDetails.class, UserConnection::new)
			.run((context) -> assertThat(context).doesNotHaveBean(DaprdProcess.class)
				.getBean(DaprConnectionDetails.class)
				.isInstanceOf(UserConnection.class));
		assertThat(this.folder.resolve("notes")).doesNotExist();
	}

	@Test
	void whenThereIsAProcessOfTheUserThenItIsUsed() throws IOException {
		DaprdProcess daprd = DaprdProcess.builder()
			.executable(this.folder.resolve("daprd"))
			.appId("own")
			.httpPort(0)
			.grpcPort(0)
			.start();
		this.runner.withBean(DaprdProcess.class, () -> daprd)
			.run((context) -> assertThat(context.getBean(DaprConnectionDetails.class).getHttpEndpoint())
				.isEqualTo("http://127.0.0.1:" + daprd.httpPort()));
		assertThat(StandInDaprd.option(this.folder, "--app-id")).isEqualTo("own");
	}

	@Test
	void whenThereAreSettingsThenAreHandedOn() {
		this.runner
			.withPropertyValues("dapr.functions.app-id=orders", "dapr.functions.sidecar.config-path=config.yaml",
					"dapr.functions.sidecar.resources-path=" + this.folder,
					"dapr.functions.sidecar.api-token=one-secret", "APP_API_TOKEN=another-secret")
			.run((context) -> {
				assertThat(option("--app-id")).isEqualTo("orders");
				assertThat(option("--config")).isEqualTo("config.yaml");
				assertThat(option("--resources-path")).isEqualTo(this.folder.toString());
				assertThat(option("api-token")).isEqualTo("one-secret");
				assertThat(option("app-token")).isEqualTo("another-secret");
				assertThat(context.getBean(DaprConnectionDetails.class).getApiToken()).isEqualTo("one-secret");
			});
	}

	@Test
	void whenTokenIsDaprsVariableThenIsHandedOn() {
		this.runner.withPropertyValues("DAPR_API_TOKEN=one-secret").run((context) -> {
			assertThat(option("api-token")).isEqualTo("one-secret");
			assertThat(context.getBean(DaprConnectionDetails.class).getApiToken()).isEqualTo("one-secret");
		});
	}

	@Test
	void whenContextIsClosedThenProcessHasEnded() {
		this.runner.run((context) -> assertThat(StandInDaprd.process(this.folder).isAlive()).isTrue());
		assertThatEnded();
	}

	@Test
	void whenThereIsNoWebServerThenItIsToldOfNoPort() {
		this.runner.run((context) -> {
			assertThat(option("--app-id")).isEqualTo("application");
			assertThat(option("--app-port")).isEmpty();
		});
	}

	@Test
	void whenPortIsFreeToChooseThenWebServerTakesTheOneItIsTold(CapturedOutput output) throws IOException {
		try (ConfigurableApplicationContext context = run(WebApplication.class)) {
			assertThat(option("--app-port")).isEqualTo(Integer.toString(port(context)));
			assertThat(option("--app-protocol")).isEqualTo("http");
			assertThat(option("--app-channel-address")).isEqualTo("127.0.0.1");
			Awaitility.await()
				.untilAsserted(() -> assertThat(output).contains("daprd has reached the application and is ready"));
		}
		assertThatEnded();
	}

	@Test
	void whenPortIsSetThenItIsToldOfIt() throws IOException {
		int port = freePort();
		try (ConfigurableApplicationContext context = run(WebApplication.class, "server.port=" + port,
				"server.address=127.0.0.2")) {
			assertThat(port(context)).isEqualTo(port);
			assertThat(option("--app-port")).isEqualTo(Integer.toString(port));
			assertThat(option("--app-channel-address")).isEqualTo("127.0.0.2");
		}
	}

	@Test
	void whenWebServerIsCustomizedThenItIsToldOfThatPort() throws IOException {
		try (ConfigurableApplicationContext context = run(CustomizedWebApplication.class)) {
			assertThat(option("--app-port")).isEqualTo(Integer.toString(port(context)));
			assertThat(context.getBean(CustomizedWebApplication.class).port).isEqualTo(port(context));
		}
	}

	@Test
	void whenWebServerHasAnotherPortAfterAllThenWarns(CapturedOutput output) throws IOException {
		try (ConfigurableApplicationContext context = run(WebApplication.class)) {
			ServletWebServerApplicationContext web = (ServletWebServerApplicationContext) context;
			WebServer other = mock(WebServer.class);
			given(other.getPort()).willReturn(1);
			context.getBean(DaprdAppConnector.class)
				.onApplicationEvent(new ServletWebServerInitializedEvent(other, web));
			assertThat(output).contains("The application listens on port 1, but daprd was told port " + port(context)
					+ " and cannot call it. Set the port by server.port.");
		}
	}

	@Test
	void whenWebServerOpensNoPortThenItIsToldOfNone(CapturedOutput output) throws IOException {
		try (ConfigurableApplicationContext context = run(WebApplication.class, "server.port=-1")) {
			assertThat(context.isRunning()).isTrue();
			assertThat(option("--app-port")).isEmpty();
			assertThat(output).doesNotContain("cannot call it");
		}
	}

	@Test
	void whenPortOfTheApplicationIsTakenThenNothingIsStarted() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			assertThatException()
				.isThrownBy(() -> run(WebApplication.class, "server.port=" + socket.getLocalPort()).close())
				.withStackTraceContaining(PortInUseException.class.getName());
		}
		assertThat(this.folder.resolve("notes")).doesNotExist();
	}

	@Test
	void whenApplicationFailsToStartThenProcessHasEnded() {
		assertThatException().isThrownBy(() -> run(FailingApplication.class).close())
			.withStackTraceContaining("no luck");
		assertThatEnded();
	}

	@ParameterizedTest
	@ValueSource(strings = { "CONTAINER_APP_NAME=orders", "spring.main.cloud-platform=kubernetes" })
	void whenOnAContainerPlatformThenRefusesUnlessForced(String property) {
		this.runner.withPropertyValues(property)
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.rootCause()
				.isInstanceOf(DevelopmentSidecarException.class)
				.hasMessageStartingWith(
						"A daprd that the application starts is for development and must not start on "));
		assertThat(this.folder.resolve("notes")).doesNotExist();
		this.runner.withPropertyValues(property, "dapr.functions.sidecar.force=true")
			.run((context) -> assertThat(context).hasSingleBean(DaprdProcess.class));
	}

	@Test
	void whenItDoesNotAnswerWithinTheTimeOutThenFails() throws IOException {
		StandInDaprd.writeScript(this.folder, "echo 'still thinking'; exec sleep 600");
		this.runner.withPropertyValues("dapr.functions.sidecar.start-timeout=500ms")
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.rootCause()
				.isInstanceOfSatisfying(DaprdStartException.class,
						(ex) -> assertThat(ex.getLastLines()).containsExactly("still thinking")));
	}

	private ConfigurableApplicationContext run(Class<?> configuration, String... more) {
		return new SpringApplicationBuilder(configuration).properties(this.properties)
			.run(Arrays.stream(more).map((property) -> "--" + property).toArray(String[]::new));
	}

	private String option(String name) throws IOException {
		return StandInDaprd.option(this.folder, name);
	}

	private void assertThatEnded() {
		assertThat(ProcessHandle.of(Long.parseLong(pid())))
			.matches((process) -> process.isEmpty() || !process.get().isAlive(), "has ended");
	}

	private String pid() {
		try {
			return option("pid");
		}
		catch (IOException ex) {
			throw new AssertionError("It was never started", ex);
		}
	}

	private static int port(ConfigurableApplicationContext context) {
		return ((WebServerApplicationContext) context).getWebServer().getPort();
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.2"))) {
			return socket.getLocalPort();
		}
	}

	private static final class UserConnection implements DaprConnectionDetails {

		@Override
		public String getHttpEndpoint() {
			return "http://127.0.0.1:1";
		}

		@Override
		public String getGrpcEndpoint() {
			return "127.0.0.1:1";
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class WebApplication {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class CustomizedWebApplication {

		private int port;

		@Bean
		WebServerFactoryCustomizer<TomcatServletWebServerFactory> portCustomizer() throws IOException {
			this.port = freePort();
			return (factory) -> factory.setPort(this.port);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class FailingApplication {

		@Bean
		Object failing(DaprClient client) {
			throw new IllegalStateException("no luck with " + client);
		}

	}

}
