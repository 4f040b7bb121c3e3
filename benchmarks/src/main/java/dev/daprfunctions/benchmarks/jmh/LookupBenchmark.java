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

package dev.daprfunctions.benchmarks.jmh;

import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.daprfunctions.benchmarks.startup.StartupApplication;
import dev.daprfunctions.function.FunctionRegistry;
import dev.daprfunctions.function.RouteMatch;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * What it costs to find a function by its path, over as many functions as were generated
 * onto the class path. The paths that are looked for are the same ten each time, as texts
 * of their own, whose hash is not known yet.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class LookupBenchmark {

	private ConfigurableApplicationContext context;

	private FunctionRegistry registry;

	private List<String> requests;

	private int next;

	/**
	 * Starts the application.
	 */
	@Setup
	public void start() {
		this.context = SpringApplication.run(StartupApplication.class, "--server.port=0",
				"--dapr.functions.sidecar.kind=external", "--logging.level.root=error",
				"--spring.main.banner-mode=off");
		this.registry = this.context.getBean(FunctionRegistry.class);
		this.requests = this.registry.functions()
			.stream()
			.map((function) -> "/" + function.trigger().route().path())
			.sorted()
			.limit(10)
			.toList();
		if (this.requests.size() != 10) {
			throw new IllegalStateException("There are too few functions: " + this.requests);
		}
	}

	/**
	 * Stops the application.
	 */
	@TearDown
	public void stop() {
		this.context.close();
	}

	/**
	 * Finds a function.
	 * @return the match
	 */
	@Benchmark
	public RouteMatch find() {
		this.next = (this.next + 1) % 10;
		RouteMatch match = this.registry.find(this.requests.get(this.next).substring(1));
		if (match == null) {
			throw new IllegalStateException("The function was not found");
		}
		return match;
	}

}
