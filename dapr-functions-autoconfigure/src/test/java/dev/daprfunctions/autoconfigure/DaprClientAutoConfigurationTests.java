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

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import dev.daprfunctions.client.SidecarReconnector;
import dev.daprfunctions.sidecar.EmbeddedSidecar;
import io.dapr.client.DaprClient;
import io.dapr.client.DaprClientBuilder;
import io.dapr.client.resiliency.ResiliencyOptions;
import io.dapr.v1.DaprGrpc;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.netty.NettyServerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.Answers;
import org.mockito.ArgumentCaptor;
import org.mockito.MockedConstruction;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.mockConstruction;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.withSettings;

/**
 * Tests for {@link DaprClientAutoConfiguration}.
 */
class DaprClientAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(DaprClientAutoConfiguration.class));

	@Test
	void whenNothingIsSetThenConnectsToTheDefaultPorts() {
		assertConnection("http://127.0.0.1:3500", "127.0.0.1:50001", null);
	}

	@Test
	void whenPortVariablesAreSetThenConnectsToThem() {
		assertConnection("http://127.0.0.1:4500", "127.0.0.1:4501", null, "DAPR_HTTP_PORT=4500", "DAPR_GRPC_PORT=4501");
	}

	@Test
	void whenSidecarIpIsSetThenIsTheHostOfPorts() {
		assertConnection("http://10.1.2.3:4500", "10.1.2.3:50001", null, "DAPR_SIDECAR_IP=10.1.2.3",
				"DAPR_HTTP_PORT=4500");
	}

	@Test
	void whenEndpointVariablesAreSetThenGoBeforePorts() {
		assertConnection("https://sidecar.example", "sidecar.example:443", "from-variable", "DAPR_HTTP_PORT=4500",
				"DAPR_GRPC_PORT=4501", "DAPR_HTTP_ENDPOINT=https://sidecar.example",
				"DAPR_GRPC_ENDPOINT=sidecar.example:443", "DAPR_API_TOKEN=from-variable");
	}

	@Test
	void whenPropertiesAreSetThenGoBeforeVariables() {
		assertConnection("http://from.property:1", "from.property:2", "from-property",
				"DAPR_HTTP_ENDPOINT=https://sidecar.example", "DAPR_GRPC_ENDPOINT=sidecar.example:443",
				"DAPR_API_TOKEN=from-variable", "dapr.functions.sidecar.http-endpoint=http://from.property:1",
				"dapr.functions.sidecar.grpc-endpoint=from.property:2",
				"dapr.functions.sidecar.api-token=from-property");
	}

	@Test
	void whenPropertiesAreWrittenInCamelCaseThenApplyToo() {
		assertConnection("http://from.property:1", "from.property:2", "from-property",
				"dapr.functions.sidecar.httpEndpoint=http://from.property:1",
				"dapr.functions.sidecar.grpcEndpoint=from.property:2", "dapr.functions.sidecar.apiToken=from-property");
	}

	@Test
	void whenSettingsAreBlankThenAreNotSet() {
		assertConnection("http://127.0.0.1:3500", "127.0.0.1:4501", null, "DAPR_HTTP_PORT=", "DAPR_GRPC_PORT= 4501 ",
				"DAPR_API_TOKEN= ", "dapr.functions.sidecar.http-endpoint=");
	}

	@Test
	void whenUserHasConnectionDetailsThenGoBeforeEverything() {
		this.runner.withUserConfiguration(UserConnection.class)
			.withPropertyValues("DAPR_GRPC_PORT=4501", "dapr.functions.sidecar.grpc-endpoint=from.property:2")
			.run((context) -> {
				assertThat(context).hasSingleBean(DaprConnectionDetails.class);
				assertThat(authority(context.getBean(DaprClient.class))).isEqualTo("user.example:7");
			});
	}

	@Test
	void whenConnectionIsOfPropertiesThenClientConnectsToIt() {
		this.runner.withPropertyValues("DAPR_GRPC_PORT=4501")
			.run((context) -> assertThat(authority(context.getBean(DaprClient.class))).isEqualTo("127.0.0.1:4501"));
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void whenSidecarIsExternalThenLogSaysWhereItIs(CapturedOutput output) {
		this.runner.withPropertyValues("DAPR_HTTP_PORT=4500", "DAPR_API_TOKEN=hidden")
			.run((context) -> assertThat(output)
				.contains("External sidecar: HTTP at http://127.0.0.1:4500, gRPC at 127.0.0.1:50001")
				.doesNotContain("hidden"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "abc", "0", "-1", "65536", "123456" })
	void whenPortVariableIsNoPortThenFailsNamingIt(String port) {
		this.runner.withPropertyValues("DAPR_GRPC_PORT=" + port)
			.run((context) -> assertThat(context).getFailure()
				.hasRootCauseInstanceOf(InvalidConfigurationPropertyValueException.class)
				.rootCause()
				.hasMessageContaining("DAPR_GRPC_PORT")
				.hasMessageContaining("'" + port + "'"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "localhost:3500", "ftp://localhost:3500", "http://", "http://not a host" })
	void whenHttpEndpointIsNoUrlThenFailsNamingIt(String endpoint) {
		this.runner.withPropertyValues("DAPR_HTTP_ENDPOINT=" + endpoint)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidConfigurationPropertyValueException.class)
				.hasMessageContaining("DAPR_HTTP_ENDPOINT")
				.hasMessageContaining("'" + endpoint + "'")
				.hasMessageContaining("http:// or https://"));
	}

	@Test
	void whenEndpointIsIllegalThenFailsNamingIt() {
		this.runner.withPropertyValues("dapr.functions.sidecar.grpc-endpoint=not an endpoint")
			.run((context) -> assertThat(context).getFailure()
				.cause()
				.cause()
				.isInstanceOf(FailureAnalyzedException.class)
				.hasMessageContaining("'not an endpoint' (gRPC)")
				.hasMessageContaining("Illegal gRPC endpoint")
				.hasCauseInstanceOf(IllegalArgumentException.class));
	}

	@Test
	void whenTokenIsSetThenClientSendsIt() throws Exception {
		AtomicReference<String> token = new AtomicReference<>();
		Server server = NettyServerBuilder.forPort(0).addService(new DaprGrpc.DaprImplBase() {
		}).intercept(new TokenReader(token)).build().start();
		try {
			this.runner
				.withPropertyValues("DAPR_GRPC_PORT=" + server.getPort(), "dapr.functions.sidecar.api-token=a-token")
				.run((context) -> assertThatException()
					.isThrownBy(() -> context.getBean(DaprClient.class).getState("store", "key", String.class).block())
					.withMessageContaining("UNIMPLEMENTED"));
			assertThat(token).hasValue("a-token");
		}
		finally {
			server.shutdownNow().awaitTermination();
		}
	}

	@Test
	void whenUserHasClientThenBacksOff() {
		this.runner.withUserConfiguration(UserClient.class).run((context) -> {
			assertThat(context).hasSingleBean(DaprClient.class).doesNotHaveBean("daprClient");
			assertThat(context).hasSingleBean(SidecarReconnector.class);
		});
	}

	@Test
	void whenUserHasReconnectorThenBacksOff() {
		this.runner.withUserConfiguration(UserReconnector.class)
			.run((context) -> assertThat(context).hasSingleBean(SidecarReconnector.class)
				.doesNotHaveBean("daprSidecarReconnector"));
	}

	@ParameterizedTest
	@ValueSource(classes = { DaprClient.class, JsonMapper.class })
	void whenClassIsMissingThenBacksOff(Class<?> missing) {
		this.runner.withClassLoader(new FilteredClassLoader(missing))
			.run((context) -> assertThat(context).doesNotHaveBean(DaprClientAutoConfiguration.class));
	}

	@Test
	void whenContextIsClosedThenClientIsClosedOnce() {
		DaprClient client = mock(DaprClient.class);
		try (MockedConstruction<DaprClientBuilder> builders = mockBuilder(client)) {
			this.runner.run((context) -> then(client).should(never()).close());
			then(client).should(times(1)).close();
			assertThat(builders.constructed()).hasSize(1);
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void whenTimeoutIsSetThenClientHasItAndDoesNotRetry() {
		try (MockedConstruction<DaprClientBuilder> builders = mockBuilder(mock(DaprClient.class))) {
			this.runner.withPropertyValues("dapr.functions.sidecar.timeout=700ms").run((context) -> {
				ArgumentCaptor<ResiliencyOptions> options = ArgumentCaptor.forClass(ResiliencyOptions.class);
				then(builders.constructed().get(0)).should().withResiliencyOptions(options.capture());
				assertThat(options.getValue().getTimeout()).isEqualTo(Duration.ofMillis(700));
				assertThat(options.getValue().getMaxRetries()).isZero();
			});
		}
	}

	@Test
	void whenCustomizersThenAreAppliedInOrderAfterEverythingElse() {
		this.runner.withUserConfiguration(Customizers.class).run((context) -> {
			assertThat(context.getBean(Customizers.class).applied).containsExactly("first", "second");
			assertThat(authority(context.getBean(DaprClient.class))).isEqualTo("customized.example:9");
		});
	}

	@Test
	void whenKindIsEmbeddedWithoutTheModuleThenFails() {
		this.runner.withClassLoader(new FilteredClassLoader(EmbeddedSidecar.class))
			.withConfiguration(AutoConfigurations.of(EmbeddedSidecarAutoConfiguration.class))
			.withPropertyValues("dapr.functions.sidecar.kind=embedded")
			.run((context) -> assertThat(context).getFailure()
				.hasRootCauseInstanceOf(MissingSidecarModuleException.class));
	}

	@Test
	void whenModuleIsMissingThenConnectsToTheDefaultPorts() {
		this.runner.withClassLoader(new FilteredClassLoader(EmbeddedSidecar.class))
			.withConfiguration(AutoConfigurations.of(EmbeddedSidecarAutoConfiguration.class))
			.run((context) -> assertThat(context.getBean(DaprConnectionDetails.class).getGrpcEndpoint())
				.isEqualTo("127.0.0.1:50001"));
	}

	private void assertConnection(String httpEndpoint, String grpcEndpoint, String apiToken, String... properties) {
		this.runner.withPropertyValues(properties).run((context) -> {
			DaprConnectionDetails connection = context.getBean(DaprConnectionDetails.class);
			assertThat(connection.getHttpEndpoint()).isEqualTo(httpEndpoint);
			assertThat(connection.getGrpcEndpoint()).isEqualTo(grpcEndpoint);
			assertThat(connection.getApiToken()).isEqualTo(apiToken);
		});
	}

	private static String authority(DaprClient client) {
		AtomicReference<String> authority = new AtomicReference<>();
		client.newGrpcStub("", (channel) -> {
			authority.set(channel.authority());
			return DaprGrpc.newStub(channel);
		});
		return authority.get();
	}

	private static MockedConstruction<DaprClientBuilder> mockBuilder(DaprClient client) {
		return mockConstruction(DaprClientBuilder.class, withSettings().defaultAnswer(Answers.RETURNS_SELF),
				(builder, context) -> given(builder.build()).willReturn(client));
	}

	/**
	 * {@link ServerInterceptor} that reads the token of calls.
	 *
	 * @param token where to keep it
	 */
	private record TokenReader(AtomicReference<String> token) implements ServerInterceptor {

		@Override
		public <Q, S> ServerCall.Listener<Q> interceptCall(ServerCall<Q, S> call, Metadata headers,
				ServerCallHandler<Q, S> next) {
			this.token.set(headers.get(Metadata.Key.of("dapr-api-token", Metadata.ASCII_STRING_MARSHALLER)));
			return next.startCall(call, headers);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class UserConnection {

		@Bean
		DaprConnectionDetails userConnectionDetails() {
			return new DaprConnectionDetails() {

				@Override
				public String getHttpEndpoint() {
					return "http://user.example:6";
				}

				@Override
				public String getGrpcEndpoint() {
					return "user.example:7";
				}

			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class UserClient {

		@Bean
		DaprClient userClient() {
			DaprClient client = mock(DaprClient.class);
			given(client.newGrpcStub(any(), any())).willReturn(null);
			return client;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class UserReconnector {

		@Bean
		SidecarReconnector userReconnector(DaprClient client) {
			return new SidecarReconnector(client);
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Customizers {

		private final List<String> applied = new ArrayList<>();

		@Bean
		@Order(2)
		DaprClientBuilderCustomizer second() {
			return (builder) -> this.applied.add("second");
		}

		@Bean
		@Order(1)
		DaprClientBuilderCustomizer first() {
			return (builder) -> {
				this.applied.add("first");
				builder.withPropertyOverride(io.dapr.config.Properties.GRPC_ENDPOINT, "customized.example:9");
			};
		}

	}

}
