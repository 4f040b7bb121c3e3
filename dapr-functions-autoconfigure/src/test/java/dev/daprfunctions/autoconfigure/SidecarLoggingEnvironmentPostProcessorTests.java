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

import dev.daprfunctions.sidecar.EmbeddedSidecar;
import net.bytebuddy.ByteBuddy;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.DefaultResourceLoader;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SidecarLoggingEnvironmentPostProcessor}.
 */
class SidecarLoggingEnvironmentPostProcessorTests {

	private static final String LEVEL = "logging.level.org.eclipse.jetty";

	@Test
	void whenSidecarIsThereThenItsServerTellsOfWarningsOnly() {
		assertThat(run().getProperty(LEVEL)).isEqualTo("warn");
	}

	@Test
	void whenLevelIsSetThenItStays() {
		assertThat(run("--" + LEVEL + "=debug").getProperty(LEVEL)).isEqualTo("debug");
	}

	@Test
	void whenSidecarIsMissingThenNothingIsSet() {
		assertThat(process(new FilteredClassLoader(EmbeddedSidecar.class))).isNull();
	}

	@Test
	void whenJettyIsTheServerOfTheApplicationThenNothingIsSet() {
		ClassLoader withJetty = new ByteBuddy().subclass(Object.class)
			.name("org.springframework.boot.jetty.JettyWebServer")
			.make()
			.load(getClass().getClassLoader())
			.getLoaded()
			.getClassLoader();
		assertThat(process(withJetty)).isNull();
	}

	private static @Nullable String process(ClassLoader classLoader) {
		ConfigurableEnvironment environment = new StandardEnvironment();
		new SidecarLoggingEnvironmentPostProcessor().postProcessEnvironment(environment,
				new SpringApplication(new DefaultResourceLoader(classLoader), Application.class));
		return environment.getProperty(LEVEL);
	}

	private static ConfigurableEnvironment run(String... arguments) {
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class)
			.web(WebApplicationType.NONE)
			.run(arguments)) {
			return context.getEnvironment();
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class Application {

	}

}
