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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import dev.daprfunctions.sidecar.AppChannel;
import dev.daprfunctions.sidecar.EmbeddedSidecar;
import io.dapr.client.DaprClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link EmbeddedSidecarAutoConfiguration}.
 */
class EmbeddedSidecarAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(
				AutoConfigurations.of(EmbeddedSidecarAutoConfiguration.class, DaprClientAutoConfiguration.class))
		.withPropertyValues("dapr.functions.sidecar.http-port=0", "dapr.functions.sidecar.grpc-port=0",
				"dapr.functions.sidecar.resources-path=target/no-components");

	@Test
	void whenNoSidecarIsNamedThenRunsOneAndConnectsToIt() {
		this.runner.run((context) -> {
			EmbeddedSidecar sidecar = context.getBean(EmbeddedSidecar.class);
			DaprConnectionDetails connection = context.getBean(DaprConnectionDetails.class);
			assertThat(connection.getHttpEndpoint()).isEqualTo("http://127.0.0.1:" + sidecar.httpPort());
			assertThat(connection.getGrpcEndpoint()).isEqualTo("127.0.0.1:" + sidecar.grpcPort());
			assertThat(connection.getApiToken()).isNull();
			DaprClient client = context.getBean(DaprClient.class);
			client.saveState("statestore", "greeting", "hello").block();
			assertThat(client.getState("statestore", "greeting", String.class).block().getValue()).isEqualTo("hello");
			assertThat(new HttpCalls(sidecar.httpPort()).get("/v1.0/state/statestore/greeting").body())
				.isEqualTo("\"hello\"");
		});
	}

	@Test
	void whenBuilderIsCustomizedThenSidecarIsBuiltSo() {
		List<String> topics = new CopyOnWriteArrayList<>();
		this.runner
			.withBean(EmbeddedSidecarBuilderCustomizer.class,
					() -> (builder) -> builder.eventListener((event) -> topics.add(event.topic())))
			.run((context) -> {
				context.getBean(DaprClient.class).publishEvent("pubsub", "orders", "1").block();
				assertThat(topics).containsExactly("orders");
			});
	}

	@Test
	void whenAppIsLookedAfterThenSidecarShowsIt() {
		this.runner
			.withPropertyValues("dapr.functions.sidecar.app-max-concurrency=7",
					"dapr.functions.sidecar.app-health-check.enabled=true",
					"dapr.functions.sidecar.app-health-check.path=/actuator/health",
					"dapr.functions.sidecar.app-health-check.threshold=2")
			.run((context) -> {
				EmbeddedSidecar sidecar = context.getBean(EmbeddedSidecar.class);
				sidecar.connectApp(AppChannel.http(1));
				assertThat(new HttpCalls(sidecar.httpPort()).get("/v1.0/metadata").body())
					.contains("\"maxConcurrency\":7,\"health\":{\"healthCheckPath\":\"/actuator/health\","
							+ "\"healthProbeInterval\":\"5s\",\"healthProbeTimeout\":\"500ms\","
							+ "\"healthThreshold\":2}");
			});
	}

	@Test
	void whenContextIsClosedThenPortsAreFree() {
		AtomicInteger httpPort = new AtomicInteger();
		AtomicInteger grpcPort = new AtomicInteger();
		this.runner.run((context) -> {
			httpPort.set(context.getBean(EmbeddedSidecar.class).httpPort());
			grpcPort.set(context.getBean(EmbeddedSidecar.class).grpcPort());
		});
		assertThat(isFree(httpPort.get())).isTrue();
		assertThat(isFree(grpcPort.get())).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "dapr.functions.sidecar.http-endpoint=http://127.0.0.1:1",
			"dapr.functions.sidecar.grpc-endpoint=127.0.0.1:1", "dapr.functions.sidecar.api-token=a-token",
			"dapr.functions.sidecar.grpcEndpoint=127.0.0.1:1", "DAPR_HTTP_ENDPOINT=http://127.0.0.1:1",
			"DAPR_GRPC_ENDPOINT=127.0.0.1:1", "DAPR_HTTP_PORT=1", "DAPR_GRPC_PORT=1", "DAPR_API_TOKEN=a-token",
			"dapr.functions.sidecar.kind=external" })
	void whenSidecarIsNamedThenRunsNone(String property) {
		this.runner.withPropertyValues(property)
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(EmbeddedSidecar.class)
				.hasSingleBean(PropertiesDaprConnectionDetails.class));
	}

	@ParameterizedTest
	@ValueSource(strings = { "DAPR_SIDECAR_IP=127.0.0.1", "DAPR_HTTP_PORT=", "DAPR_APP_ID=app",
			"dapr.functions.sidecar.timeout=1s", "dapr.functions.sidecar.kind=embedded" })
	void whenNoAddressIsNamedThenRunsOne(String property) {
		this.runner.withPropertyValues(property)
			.run((context) -> assertThat(context).hasSingleBean(EmbeddedSidecar.class)
				.hasSingleBean(EmbeddedDaprConnectionDetails.class));
	}

	@Test
	void whenKindIsEmbeddedThenAddressesDoNotMatter() {
		this.runner.withPropertyValues("dapr.functions.sidecar.kind=embedded", "DAPR_HTTP_PORT=1", "DAPR_GRPC_PORT=1")
			.run((context) -> assertThat(context).hasSingleBean(EmbeddedSidecar.class)
				.hasSingleBean(EmbeddedDaprConnectionDetails.class));
	}

	@Test
	void whenUserHasConnectionDetailsThenRunsNone() {
		this.runner.withUserConfiguration(DaprClientAutoConfigurationTests.UserConnection.class)
			.run((context) -> assertThat(context).doesNotHaveBean(EmbeddedSidecar.class)
				.hasSingleBean(DaprConnectionDetails.class));
	}

	@Test
	void whenUserHasSidecarThenConnectsToIt() {
		this.runner.withUserConfiguration(UserSidecar.class).run((context) -> {
			assertThat(context).hasSingleBean(EmbeddedSidecar.class).doesNotHaveBean("daprEmbeddedSidecar");
			assertThat(context.getBean(DaprConnectionDetails.class).getGrpcEndpoint())
				.endsWith(":" + context.getBean(EmbeddedSidecar.class).grpcPort());
		});
	}

	@Test
	void whenModuleIsMissingThenRunsNone() {
		this.runner.withClassLoader(new FilteredClassLoader(EmbeddedSidecar.class))
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(EmbeddedSidecarAutoConfiguration.class)
				.hasSingleBean(DaprClient.class));
	}

	@Test
	void whenThereAreWebServersThenConnectsTheApplication() {
		this.runner.run((context) -> assertThat(context).hasSingleBean(AppChannelConnector.class));
	}

	@Test
	void whenThereAreNoWebServersThenRunsWithoutApplication() {
		this.runner.withClassLoader(new FilteredClassLoader(WebServerInitializedEvent.class))
			.run((context) -> assertThat(context).hasSingleBean(EmbeddedSidecar.class)
				.doesNotHaveBean(AppChannelConnector.class));
	}

	@Test
	void whenAppIdIsSetThenGoesBeforeVariableAndName() {
		assertAppId("from-property", "dapr.functions.app-id=from-property", "APP_ID=from-variable",
				"spring.application.name=from-name");
	}

	@Test
	void whenAppIdVariableIsSetThenGoesBeforeName() {
		assertAppId("from-variable", "APP_ID=from-variable", "spring.application.name=from-name");
	}

	@Test
	void whenNameIsSetThenIsTheAppId() {
		assertAppId("from-name", "spring.application.name=from-name");
	}

	@Test
	void whenNamesAreBlankThenAreNotTheAppId() {
		assertAppId("application", "dapr.functions.app-id= ", "APP_ID=", "spring.application.name=");
	}

	@Test
	void whenThereIsAFolderOfComponentsThenLoadsThem(@TempDir Path folder) throws IOException {
		Files.writeString(folder.resolve("orders.yaml"), """
				apiVersion: dapr.io/v1alpha1
				kind: Component
				metadata:
				  name: orders
				spec:
				  type: state.in-memory
				  version: v1
				""");
		this.runner.withPropertyValues("dapr.functions.sidecar.resources-path=" + folder)
			.run((context) -> assertThat(metadata(context.getBean(EmbeddedSidecar.class)).body())
				.contains("\"name\":\"orders\"")
				.doesNotContain("statestore"));
	}

	@ParameterizedTest
	@CsvSource({ "CONTAINER_APP_NAME=orders, Azure Container Apps", "spring.main.cloud-platform=kubernetes, Kubernetes",
			"spring.main.cloud-platform=cloud_foundry, Cloud Foundry" })
	void whenOnAContainerPlatformThenRefuses(String property, String platform) {
		this.runner.withPropertyValues(property)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(DevelopmentSidecarException.class)
				.hasMessageContaining("must not start on " + platform));
	}

	@Test
	void whenVariablesAreThoseOfKubernetesThenRefuses() {
		this.runner
			.withInitializer((context) -> context.getEnvironment()
				.getPropertySources()
				.replace(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
						new SystemEnvironmentPropertySource(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
								Map.of("KUBERNETES_SERVICE_HOST", "10.0.0.1", "KUBERNETES_SERVICE_PORT", "443"))))
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(DevelopmentSidecarException.class)
				.hasMessageContaining("Kubernetes"));
	}

	@Test
	void whenForcedThenRunsOnAContainerPlatform() {
		this.runner.withPropertyValues("CONTAINER_APP_NAME=orders", "dapr.functions.sidecar.force=true")
			.run((context) -> assertThat(context).hasSingleBean(EmbeddedSidecar.class));
	}

	@Test
	void whenOnAContainerPlatformWithAnExternalSidecarThenStarts() {
		this.runner.withPropertyValues("CONTAINER_APP_NAME=orders", "DAPR_HTTP_PORT=3500", "DAPR_GRPC_PORT=50001")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(EmbeddedSidecar.class));
	}

	private void assertAppId(String appId, String... properties) {
		this.runner.withPropertyValues(properties)
			.run((context) -> assertThat(metadata(context.getBean(EmbeddedSidecar.class)).json()).containsEntry("id",
					appId));
	}

	private static HttpCalls.Response metadata(EmbeddedSidecar sidecar) {
		return new HttpCalls(sidecar.httpPort()).get("/v1.0/metadata");
	}

	private static boolean isFree(int port) {
		try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
			return socket.isBound();
		}
		catch (IOException ex) {
			return false;
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class UserSidecar {

		@Bean(initMethod = "start")
		EmbeddedSidecar userSidecar() {
			return EmbeddedSidecar.builder().appId("user").httpPort(0).grpcPort(0).build();
		}

	}

}
