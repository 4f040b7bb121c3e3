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

import dev.daprfunctions.annotation.ServiceInvocationFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.DefaultResourceLoader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests for what developers read when the sidecar and its client cannot start.
 */
@ExtendWith(OutputCaptureExtension.class)
class SidecarFailureAnalysisTests {

	private CapturedOutput output;

	private FailingStart start;

	@BeforeEach
	void keepOutput(CapturedOutput output) {
		this.output = output;
		this.start = new FailingStart(output);
	}

	@ParameterizedTest
	@CsvSource({ "HTTP, http-port, DAPR_HTTP_PORT", "GRPC, grpc-port, DAPR_GRPC_PORT" })
	void whenPortIsInUseThenNamesPortAndProperty(String api, String property, String variable) throws IOException {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
			int port = socket.getLocalPort();
			this.start.fail(Hello.class, "dapr.functions.sidecar." + property + "=" + port);
			this.start.assertAnalysis("Port " + port + " for the " + api + " API of the development sidecar is in use",
					"Stop the process that listens on port " + port + ", or set dapr.functions.sidecar." + property
							+ " to another port or to 0 for a free one.");
			this.start.assertAnalysis("Port " + port, "set " + variable + "=" + port + ".");
		}
	}

	@Test
	void whenTwoComponentsHaveOneNameThenNamesBothFiles(@TempDir Path folder) throws IOException {
		writeComponent(folder.resolve("a.yaml"), "orders", "state.in-memory");
		writeComponent(folder.resolve("b.yaml"), "orders", "state.in-memory");
		this.start.fail(Hello.class, "dapr.functions.sidecar.resources-path=" + folder);
		this.start.assertAnalysis("Found two components named 'orders': ",
				"Correct the file, or set dapr.functions.sidecar.resources-path to another folder.");
		this.start.assertAnalysis("a.yaml", "Correct the file");
		this.start.assertAnalysis("b.yaml", "Correct the file");
	}

	@Test
	void whenTypeOfAComponentIsUnknownThenNamesIt(@TempDir Path folder) throws IOException {
		writeComponent(folder.resolve("a.yaml"), "orders", "stat.in-memory");
		this.start.fail(Hello.class, "dapr.functions.sidecar.resources-path=" + folder);
		this.start.assertAnalysis(
				"Component 'orders' has the unknown type 'stat.in-memory': " + folder.resolve("a.yaml"),
				"Correct the file");
	}

	@Test
	void whenOnAContainerPlatformThenSaysHowToGoOn() {
		this.start.fail(Hello.class, "CONTAINER_APP_NAME=orders");
		this.start.assertAnalysis(
				"The embedded sidecar is for development, keeps state in memory only, and must not start on "
						+ "Azure Container Apps",
				"Enable Dapr for the application on the platform");
		this.start.assertAnalysis("Azure Container Apps", "set dapr.functions.sidecar.force=true");
	}

	@Test
	void whenModuleOfTheEmbeddedSidecarIsMissingThenNamesTheDependency() {
		assertThatException().isThrownBy(() -> TestApplications.builder(Hello.class)
			.resourceLoader(new DefaultResourceLoader(new FilteredClassLoader("dev.daprfunctions.sidecar")))
			.run("--dapr.functions.sidecar.kind=embedded"));
		this.start.assertAnalysis(
				"dapr.functions.sidecar.kind is 'embedded', but the embedded sidecar is not on the class path",
				"Add the dependency dev.daprfunctions:dapr-functions-sidecar with <optional>true</optional>, or remove "
						+ "dapr.functions.sidecar.kind.");
	}

	@ParameterizedTest
	@CsvSource({ "dapr.functions.sidecar.timeout, -5s, must be longer than nothing",
			"dapr.functions.sidecar.http-port, 70000, must be a port from 0 to 65535",
			"dapr.functions.sidecar.kind, dapr, No enum constant",
			"dapr.functions.inputs.timeout, 0ms, must be longer" })
	void whenPropertyIsInvalidThenNamesItAndItsValue(String property, String value, String reason) {
		this.start.fail(Hello.class, property + "=" + value);
		this.start.assertAnalysis("Failed to bind properties under 'dapr.functions.",
				"Update your application's configuration");
		this.start.assertAnalysis(reason, "Update your application's configuration");
		assertThat(this.output).contains(property);
	}

	@Test
	void whenEndpointIsIllegalThenNamesTheProperty() {
		this.start.fail(Hello.class, "dapr.functions.sidecar.grpc-endpoint=not an endpoint");
		this.start.assertAnalysis("The Dapr client cannot connect to the sidecar at 'not an endpoint' (gRPC)",
				"Correct dapr.functions.sidecar.grpc-endpoint");
	}

	@Test
	void whenTokenIsSetThenIsNeverLogged() {
		String[] properties = { "dapr.functions.sidecar.api-token=a-secret-token",
				"logging.level.dev.daprfunctions=trace", "logging.level.org.springframework.boot=debug" };
		TestApplications.run(Hello.class, properties).close();
		this.start.fail(Hello.class, properties[0], properties[1], properties[2], "dapr.functions.sidecar.timeout=-5s");
		assertThat(this.output).contains("Functions: hello", "APPLICATION FAILED TO START")
			.doesNotContain("a-secret-token");
	}

	private static void writeComponent(Path file, String name, String type) throws IOException {
		Files.writeString(file, """
				apiVersion: dapr.io/v1alpha1
				kind: Component
				metadata:
				  name: %s
				spec:
				  type: %s
				  version: v1
				""".formatted(name, type));
	}

	@Configuration(value = "functions", proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Hello {

		@ServiceInvocationFunction
		String hello() {
			return "hello";
		}

	}

}
