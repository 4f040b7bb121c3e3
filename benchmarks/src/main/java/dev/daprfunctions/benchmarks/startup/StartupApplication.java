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

package dev.daprfunctions.benchmarks.startup;

import java.util.Objects;

import dev.daprfunctions.benchmarks.sidecar.StandardInput;
import dev.daprfunctions.function.FunctionRegistry;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.EventListener;

/**
 * Application whose functions are generated. It prints how long its start took, and ends
 * with its standard input.
 */
@SpringBootApplication
public class StartupApplication {

	/**
	 * Starts the application.
	 * @param args settings
	 */
	public static void main(String[] args) {
		ConfigurableApplicationContext context = SpringApplication.run(StartupApplication.class, args);
		StandardInput.awaitEnd();
		context.close();
	}

	@EventListener
	void ready(ApplicationReadyEvent event) {
		int functions = event.getApplicationContext().getBean(FunctionRegistry.class).functions().size();
		System.out.println("READY " + Objects.requireNonNull(event.getTimeTaken()).toMillis() + " " + functions);
	}

}
