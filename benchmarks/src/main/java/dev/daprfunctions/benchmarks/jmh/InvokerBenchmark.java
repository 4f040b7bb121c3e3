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

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

import dev.daprfunctions.benchmarks.app.BenchmarkApplication;
import dev.daprfunctions.benchmarks.app.EchoFunctions;
import dev.daprfunctions.benchmarks.app.Message;
import dev.daprfunctions.function.FunctionDefinition;
import dev.daprfunctions.function.FunctionInvoker;
import dev.daprfunctions.function.FunctionRegistry;
import dev.daprfunctions.function.TriggerResponse;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * What a call by the invoker costs over the method itself, without and with JSON.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class InvokerBenchmark {

	private ConfigurableApplicationContext context;

	private EchoFunctions bean;

	private FunctionInvoker invoker;

	private FunctionDefinition records;

	private FunctionDefinition bytes;

	private ObjectReader reader;

	private ObjectWriter writer;

	private byte[] body;

	/**
	 * Starts the application.
	 */
	@Setup
	public void start() {
		this.context = SpringApplication.run(BenchmarkApplication.class, "--server.port=0",
				"--dapr.functions.sidecar.kind=external", "--logging.level.root=error",
				"--spring.main.banner-mode=off");
		this.bean = this.context.getBean(EchoFunctions.class);
		this.invoker = this.context.getBean(FunctionInvoker.class);
		this.records = find("b1/function");
		this.bytes = find("b1/bytes");
		JsonMapper jsonMapper = this.context.getBean(JsonMapper.class);
		this.reader = jsonMapper.readerFor(Message.class);
		this.writer = jsonMapper.writerFor(Message.class);
		this.body = this.writer.writeValueAsBytes(new Message(4711, "Ada Lovelace", 3, 12.5, "leave at the door"));
		String json = new String(this.body, StandardCharsets.UTF_8);
		if (!json.equals(new String(invokeRecord(), StandardCharsets.UTF_8))
				|| !json.equals(new String(invokeBytes(), StandardCharsets.UTF_8))) {
			throw new IllegalStateException("A function does not echo");
		}
	}

	private FunctionDefinition find(String path) {
		return Objects.requireNonNull(
				Objects.requireNonNull(this.context.getBean(FunctionRegistry.class).find(path)).function("POST"));
	}

	/**
	 * Stops the application.
	 */
	@TearDown
	public void stop() {
		this.context.close();
	}

	/**
	 * Calls the method.
	 * @return the bytes
	 */
	@Benchmark
	public byte[] methodBytes() {
		return this.bean.echoBytes(this.body);
	}

	/**
	 * Calls the function that takes and returns bytes.
	 * @return the bytes
	 */
	@Benchmark
	public byte[] invokeBytes() {
		return bodyOf(this.invoker.invoke(this.bytes, new CallRequest(this.body)));
	}

	/**
	 * Calls the method between the reading and the writing of JSON.
	 * @return the JSON
	 */
	@Benchmark
	public byte[] methodRecord() {
		Message message = this.reader.readValue(this.body);
		return this.writer.writeValueAsBytes(this.bean.echo(message));
	}

	/**
	 * Calls the function that takes and returns a record.
	 * @return the JSON
	 */
	@Benchmark
	public byte[] invokeRecord() {
		return bodyOf(this.invoker.invoke(this.records, new CallRequest(this.body)));
	}

	private static byte[] bodyOf(TriggerResponse response) {
		byte[] body = response.body();
		if (body == null || response.status().value() != 200) {
			throw new IllegalStateException("The call failed: " + response);
		}
		return body;
	}

}
