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
import java.net.InetSocketAddress;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.restclient.RestClientCustomizer;
import org.springframework.boot.restclient.autoconfigure.RestClientAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for the {@link RestClient.Builder} of {@link SidecarRestClients}.
 */
class SidecarRestClientTests {

	private final List<String> tokensOfSidecar = new CopyOnWriteArrayList<>();

	private final List<String> tokensOfOther = new CopyOnWriteArrayList<>();

	private HttpServer sidecar;

	private HttpServer other;

	private ApplicationContextRunner runner;

	@BeforeEach
	void startServers() throws IOException {
		this.sidecar = start(this.tokensOfSidecar);
		this.other = start(this.tokensOfOther);
		this.runner = new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(DaprClientAutoConfiguration.class, RestClientAutoConfiguration.class))
			.withUserConfiguration(Injected.class)
			.withPropertyValues("dapr.functions.sidecar.http-endpoint=" + address(this.sidecar));
	}

	@AfterEach
	void stopServers() {
		this.sidecar.stop(0);
		this.other.stop(0);
	}

	@Test
	void whenTokenIsSetThenOnlyTheSidecarGetsIt() {
		this.runner.withPropertyValues("dapr.functions.sidecar.api-token=a-token").run((context) -> {
			RestClient client = sidecarBuilder(context).build();
			assertThat(get(client, "/v1.0/healthz")).isEqualTo("/v1.0/healthz");
			assertThat(get(client, address(this.other) + "/elsewhere")).isEqualTo("/elsewhere");
		});
		assertThat(this.tokensOfSidecar).containsExactly("a-token");
		assertThat(this.tokensOfOther).containsExactly("none");
	}

	@Test
	void whenNoTokenIsSetThenNoneIsSent() {
		this.runner.run((context) -> get(sidecarBuilder(context).build(), "/v1.0/healthz"));
		assertThat(this.tokensOfSidecar).containsExactly("none");
	}

	@Test
	void whenThereIsNoQualifierThenBuilderOfBootIsInjected() {
		this.runner.withPropertyValues("dapr.functions.sidecar.api-token=a-token").run((context) -> {
			assertThat(context).hasNotFailed().hasBean("restClientBuilder");
			RestClient client = context.getBean(Injected.class).builder.build();
			assertThat(get(client, address(this.sidecar) + "/plain")).isEqualTo("/plain by Boot");
		});
		assertThat(this.tokensOfSidecar).containsExactly("none");
	}

	@Test
	void whenBuilderIsChangedThenTheNextOneIsNot() {
		this.runner.run((context) -> {
			sidecarBuilder(context).baseUrl(address(this.other));
			get(sidecarBuilder(context).build(), "/v1.0/healthz");
		});
		assertThat(this.tokensOfSidecar).hasSize(1);
		assertThat(this.tokensOfOther).isEmpty();
	}

	@Test
	void whenSidecarDoesNotAnswerInTimeThenCallFails() {
		this.runner.withPropertyValues("dapr.functions.sidecar.timeout=200ms")
			.run((context) -> assertThatExceptionOfType(ResourceAccessException.class)
				.isThrownBy(() -> get(sidecarBuilder(context).build(), "/hang")));
	}

	private static RestClient.Builder sidecarBuilder(ApplicationContext context) {
		return context.getBean(Injected.class).sidecar.getObject();
	}

	private static String get(RestClient client, String uri) {
		return client.get().uri(uri).retrieve().body(String.class);
	}

	private static String address(HttpServer server) {
		return "http://127.0.0.1:" + server.getAddress().getPort();
	}

	private static HttpServer start(List<String> tokens) throws IOException {
		HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
		server.createContext("/", (exchange) -> answer(exchange, tokens));
		server.createContext("/hang", (exchange) -> {
		});
		server.start();
		return server;
	}

	private static void answer(HttpExchange exchange, List<String> tokens) throws IOException {
		List<String> sent = exchange.getRequestHeaders()
			.getOrDefault("Dapr-Api-Token", Collections.singletonList("none"));
		tokens.addAll(sent);
		String suffix = exchange.getRequestHeaders().containsKey("X-By-Boot") ? " by Boot" : "";
		byte[] body = (exchange.getRequestURI().getPath() + suffix).getBytes();
		exchange.sendResponseHeaders(200, body.length);
		exchange.getResponseBody().write(body);
		exchange.close();
	}

	@Configuration(proxyBeanMethods = false)
	static class Injected {

		@Bean
		static RestClientCustomizer customizer() {
			return (builder) -> builder.defaultHeader("X-By-Boot", "yes");
		}

		private final RestClient.Builder builder;

		private final ObjectProvider<RestClient.Builder> sidecar;

		Injected(RestClient.Builder builder, @Qualifier("daprSidecar") ObjectProvider<RestClient.Builder> sidecar) {
			this.builder = builder;
			this.sidecar = sidecar;
		}

	}

}
