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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.DefaultResourceLoader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Tests for the analysis of what fails with the kind {@code daprd}.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the stand-in for daprd is a shell script")
@ExtendWith(OutputCaptureExtension.class)
class DaprdFailureAnalysisTests {

	@TempDir
	private Path folder;

	@Test
	void whenThereIsNoDaprdThenSaysHowToGetOne(CapturedOutput output) {
		fail("dapr.functions.sidecar.executable=" + this.folder.resolve("none"));
		new FailingStart(output).assertAnalysis(
				"The executable of daprd does not exist: " + this.folder.resolve("none"), "run 'dapr init --slim'",
				"set dapr.functions.sidecar.executable", "tools/daprd/build.sh",
				"set dapr.functions.sidecar.kind=embedded");
	}

	@Test
	void whenItEndsWhileItStartsThenShowsItsLastLines(CapturedOutput output) throws IOException {
		Path file = StandInDaprd.writeScript(this.folder,
				"echo '{\"level\":\"fatal\",\"msg\":\"no such component\",\"scope\":\"dapr.runtime\"}'; exit 1");
		fail("dapr.functions.sidecar.executable=" + file);
		new FailingStart(output).assertAnalysis("daprd ended with exit code 1 while it started. Its last lines:\n\n"
				+ "    [dapr.runtime] no such component\n", "dapr.functions.sidecar.resources-path");
	}

	@Test
	void whenItLogsNothingThenShowsNoLines(CapturedOutput output) throws IOException {
		fail("dapr.functions.sidecar.executable=" + StandInDaprd.writeScript(this.folder, "exit 4"));
		new FailingStart(output).assertAnalysis("daprd ended with exit code 4 while it started\n",
				"dapr.functions.sidecar.config-path");
		assertThat(output).doesNotContain("Its last lines");
	}

	@Test
	void whenItDoesNotAnswerThenNamesTheTimeOut(CapturedOutput output) throws IOException {
		Path file = StandInDaprd.writeScript(this.folder, "exec sleep 600");
		fail("dapr.functions.sidecar.executable=" + file, "dapr.functions.sidecar.start-timeout=200ms");
		new FailingStart(output).assertAnalysis("/v1.0/healthz/outbound within PT0.2S",
				"set dapr.functions.sidecar.start-timeout");
	}

	@Test
	void whenPortIsTakenThenNamesTheProperty(CapturedOutput output) throws IOException {
		Path file = StandInDaprd.writeScript(this.folder, "exit 1");
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
			fail("dapr.functions.sidecar.executable=" + file,
					"dapr.functions.sidecar.http-port=" + socket.getLocalPort());
			new FailingStart(output).assertAnalysis(
					"Port " + socket.getLocalPort() + " for the HTTP API of the development sidecar is in use",
					"set dapr.functions.sidecar.http-port", "if dapr.functions.sidecar.kind is not set");
		}
	}

	@Test
	void whenOnAContainerPlatformThenSaysHowToGoOn(CapturedOutput output) {
		fail("CONTAINER_APP_NAME=orders");
		new FailingStart(output).assertAnalysis(
				"A daprd that the application starts is for development and must not start on Azure Container Apps",
				"and remove dapr.functions.sidecar.kind. To start it all the same, set "
						+ "dapr.functions.sidecar.force=true.");
	}

	@Test
	void whenModuleIsMissingThenNamesTheDependency(CapturedOutput output) {
		assertThatException().isThrownBy(() -> builder()
			.resourceLoader(new DefaultResourceLoader(new FilteredClassLoader("dev.daprfunctions.sidecar")))
			.run());
		new FailingStart(output).assertAnalysis(
				"dapr.functions.sidecar.kind is 'daprd', but the module that starts it is not on the class path",
				"Add the dependency dev.daprfunctions:dapr-functions-sidecar");
	}

	private static void fail(String... properties) {
		assertThatException().isThrownBy(() -> builder().properties(properties).run());
	}

	private static SpringApplicationBuilder builder() {
		return new SpringApplicationBuilder(Application.class).web(WebApplicationType.NONE)
			.properties("dapr.functions.sidecar.kind=daprd", "dapr.functions.sidecar.http-port=0",
					"dapr.functions.sidecar.grpc-port=0", "spring.main.banner-mode=off");
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

}
