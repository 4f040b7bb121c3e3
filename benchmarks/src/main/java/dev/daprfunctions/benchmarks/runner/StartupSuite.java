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
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.daprfunctions.benchmarks.startup.StartupApplication;

/**
 * B5: what functions add to the start.
 */
class StartupSuite implements Suite {

	@Override
	public String run(Settings settings) throws IOException {
		Map<String, String> classes = new LinkedHashMap<>();
		classes.put("without functions", "");
		classes.put("10 functions in 1 bean", GeneratedFunctions.compile("functions-10", 10, true));
		classes.put("1,000 functions in 100 beans", GeneratedFunctions.compile("functions-1000", 1000, true));
		classes.put("the same 100 beans without annotations", GeneratedFunctions.compile("methods-1000", 1000, false));
		return starts(settings, classes);
	}

	private static String starts(Settings settings, Map<String, String> classes) throws IOException {
		Measures times = new Measures();
		List<Map.Entry<String, String>> order = new ArrayList<>(classes.entrySet());
		for (Map.Entry<String, String> variant : order) {
			start(variant.getValue());
		}
		for (int round = 1; round <= settings.rounds(); round++) {
			for (Map.Entry<String, String> variant : order) {
				times.add(variant.getKey(), start(variant.getValue()));
			}
			Collections.rotate(order, -1);
		}
		StringBuilder table = new StringBuilder("""
				| start of an application | ms until it is ready | ms more than without functions |
				|---|---|---|
				""");
		Samples without = times.of("without functions");
		for (String name : classes.keySet()) {
			Samples time = times.of(name);
			table.append("| %s | %s | %s |\n".formatted(name, time.format(0), time.minus(without).format(0)));
		}
		return table.toString();
	}

	private static double start(String classes) throws IOException {
		try (JavaProcess process = JavaProcess.start("b5-app", StartupApplication.class, classes, "--server.port=0",
				"--dapr.functions.sidecar.kind=external")) {
			return Double.parseDouble(process.awaitReady()[0]);
		}
	}

}
