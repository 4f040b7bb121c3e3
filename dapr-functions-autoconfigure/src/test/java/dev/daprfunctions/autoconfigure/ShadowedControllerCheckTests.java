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

import java.util.Map;

import dev.daprfunctions.annotation.ServiceInvocationFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ShadowedControllerCheck}.
 */
@ExtendWith(OutputCaptureExtension.class)
class ShadowedControllerCheckTests {

	private final WebApplicationContextRunner runner = FunctionContexts.web();

	@Test
	void whenFunctionIsOnThePathOfAControllerThenWarnsThatItIsNeverCalled(CapturedOutput output) {
		this.runner.withUserConfiguration(ShadowingFunctions.class)
			.run((context) -> assertThat(context).hasNotFailed());
		assertThat(output)
			.containsPattern(
					"The controller method .*Controllers#same.* on '/same' is never called: method same\\(\\) of "
							+ ".*\\(bean 'shadowing'\\) is on the route 'GET /same'")
			.containsPattern("The controller method .*Controllers#literal.* on '/items/new' is never called")
			.doesNotContain("Controllers#other")
			.doesNotContain("Controllers#wider");
	}

	@Configuration(proxyBeanMethods = false)
	static class ShadowingFunctions {

		@Bean
		Shadowing shadowing() {
			return new Shadowing();
		}

		@Bean
		Controllers controllers() {
			return new Controllers();
		}

	}

	static class Shadowing {

		@ServiceInvocationFunction(name = "same", method = RequestMethod.GET)
		String same() {
			return "function";
		}

		@ServiceInvocationFunction("items/{id}")
		String item(@PathVariable String id) {
			return id;
		}

	}

	@RestController
	static class Controllers {

		@PostMapping("/same")
		String same() {
			return "controller";
		}

		@GetMapping("/items/new")
		String literal() {
			return "controller";
		}

		@GetMapping("/other")
		String other() {
			return "controller";
		}

		@GetMapping("/{path}")
		Map<String, String> wider(@PathVariable String path) {
			return Map.of("path", path);
		}

	}

}
