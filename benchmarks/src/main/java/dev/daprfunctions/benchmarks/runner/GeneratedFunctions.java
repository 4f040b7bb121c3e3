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

package dev.daprfunctions.benchmarks.runner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import javax.tools.ToolProvider;

/**
 * Generates and compiles beans of ten methods each, with or without what makes them
 * functions.
 */
final class GeneratedFunctions {

	private static final String PACKAGE = "dev.daprfunctions.benchmarks.startup.generated";

	private static final int METHODS = 10;

	private GeneratedFunctions() {
	}

	static String folder(String name) {
		return Path.of("benchmarks", "target", "generated", name, "classes").toString();
	}

	/**
	 * Generates and compiles beans.
	 * @param name the name of the folder
	 * @param methods how many methods they have together
	 * @param annotated whether the methods are functions
	 * @return the folder with the classes
	 * @throws IOException if a file cannot be written
	 */
	static String compile(String name, int methods, boolean annotated) throws IOException {
		Path sources = Files.createDirectories(Path.of("benchmarks", "target", "generated", name, "sources"));
		Path classes = Files.createDirectories(Path.of(folder(name)));
		List<String> arguments = new ArrayList<>(List.of("-proc:none", "-parameters", "-d", classes.toString(),
				"-classpath", System.getProperty("java.class.path")));
		for (int i = 0; i < methods / METHODS; i++) {
			Path source = sources.resolve("Functions" + i + ".java");
			Files.writeString(source, source(i, annotated));
			arguments.add(source.toString());
		}
		int status = ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new));
		if (status != 0) {
			throw new IllegalStateException("The generated classes in " + sources + " do not compile");
		}
		return classes.toString();
	}

	private static String source(int number, boolean annotated) {
		StringBuilder source = new StringBuilder("""
				package %s;

				import dev.daprfunctions.OutputBinding;
				import dev.daprfunctions.annotation.DaprState;
				import dev.daprfunctions.annotation.ServiceInvocationFunction;
				import org.springframework.stereotype.Component;

				@Component
				class Functions%d {

					record Order(String id, int quantity) { }

				""".formatted(PACKAGE, number));
		for (int i = 0; i < METHODS; i++) {
			source.append(method("function-" + number + "-" + i, i, annotated));
		}
		return source.append("}\n").toString();
	}

	private static String method(String name, int number, boolean annotated) {
		if (!annotated) {
			return "\tOrder method%d(Order order, Order stored, OutputBinding<Order> changed) { return order; }\n"
				.formatted(number);
		}
		return """
					@ServiceInvocationFunction("%s")
					Order method%d(Order order, @DaprState(store = "statestore", key = "{order.id}") Order stored,
							@DaprState(store = "statestore", key = "{order.id}") OutputBinding<Order> changed) {
						return order;
					}

				""".formatted(name, number);
	}

}
