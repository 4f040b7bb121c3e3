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

import java.nio.file.Path;
import java.util.stream.Stream;

import dev.daprfunctions.OutputBinding;
import dev.daprfunctions.annotation.DaprState;
import dev.daprfunctions.annotation.ServiceInvocationFunction;
import dev.daprfunctions.sidecar.EmbeddedSidecar;
import io.dapr.client.DaprClient;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

import static org.awaitility.Awaitility.await;

/**
 * Applications whose main method returns: one that closes its context before, and one
 * without web server that leaves it open.
 */
public final class ExitingApplication {

	private ExitingApplication() {
	}

	public static void main(String[] args) {
		String[] properties = new BuildingBlocks(Path.of(args[1])).properties();
		if (args[0].equals("close")) {
			callAndClose(properties);
		}
		else {
			readAndEnd(properties);
		}
	}

	private static void callAndClose(String... properties) {
		try (ConfigurableApplicationContext context = TestApplications.run(Saving.class, properties)) {
			HttpCalls sidecar = new HttpCalls(context.getBean(EmbeddedSidecar.class).httpPort());
			await().until(() -> sidecar.get("/v1.0/healthz").status() == 204);
			BuildingBlocks.use(sidecar);
			System.out.println("called: " + sidecar.post("/v1.0/invoke/testapp/method/save", "hello").status());
		}
	}

	private static void readAndEnd(String... properties) {
		ConfigurableApplicationContext context = TestApplications.builder(Reading.class)
			.web(WebApplicationType.NONE)
			.run(Stream.of(properties).map((property) -> "--" + property).toArray(String[]::new));
		BuildingBlocks.use(new HttpCalls(context.getBean(EmbeddedSidecar.class).httpPort()));
		DaprClient client = context.getBean(DaprClient.class);
		client.saveState("stateinmemory", "key", "hello").block();
		System.out.println("read: " + client.getState("stateinmemory", "key", String.class).block().getValue());
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Saving {

		@ServiceInvocationFunction
		void save(String payload, @DaprState(store = "stateinmemory", key = "key") OutputBinding<String> state) {
			state.setValue(payload);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Reading {

	}

}
