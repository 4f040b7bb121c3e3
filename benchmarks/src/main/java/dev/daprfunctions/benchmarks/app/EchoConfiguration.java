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

package dev.daprfunctions.benchmarks.app;

import java.io.IOException;

import jakarta.servlet.ServletException;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * Echo as a router function and as a servlet beside the dispatcher servlet.
 */
@Configuration(proxyBeanMethods = false)
class EchoConfiguration {

	@Bean
	RouterFunction<ServerResponse> echoRoute() {
		return RouterFunctions.route().POST("/b1/router", EchoConfiguration::echo).build();
	}

	private static ServerResponse echo(ServerRequest request) throws ServletException, IOException {
		return ServerResponse.ok().body(request.body(Message.class));
	}

	@Bean
	ServletRegistrationBean<EchoServlet> echoServlet(JsonMapper jsonMapper) {
		return new ServletRegistrationBean<>(new EchoServlet(jsonMapper), "/b1/servlet");
	}

}
