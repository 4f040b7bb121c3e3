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

package dev.daprfunctions.contract;

import java.io.IOException;
import java.nio.file.Files;

import com.google.protobuf.ByteString;
import dev.daprfunctions.contract.Answer.Failure;
import io.dapr.v1.DaprBindingsProtos.InvokeBindingRequest;
import io.dapr.v1.DaprBindingsProtos.InvokeBindingResponse;
import io.grpc.Status.Code;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Cases for output bindings, most of them over the local file system.
 */
@ClassTemplate
class BindingTests {

	@RegisterExtension
	static final Contract contract = new Contract(SidecarSpec.create()
		.component("files", "bindings.localstorage", "{name: rootPath, value: \"{folder}/files\"}")
		.component("tick", "bindings.cron", "{name: schedule, value: \"@every 1h\"}")
		.resource("hidden",
				Workspace.component("hidden", "bindings.localstorage", "{name: rootPath, value: \"{folder}/hidden\"}")
						+ "scopes: [other]\n"));

	@Test
	void createWritesFile() throws IOException {
		Answer answer = call("{\"operation\":\"create\",\"data\":\"hello\",\"metadata\":{\"fileName\":\"a.txt\"}}");
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.header("Content-Type")).isEqualTo("application/json");
		assertThat(answer.json().path("fileName").asString()).isEqualTo("a.txt");
		assertThat(contract.run().workspace().folder().resolve("files/a.txt")).hasContent("hello");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "{\"a\":1} | {\"a\":1}", "\"a text\" | a text", "42 | 42", "[1, 2] | [1,2]",
					"{ \"b\" : 1.0, \"a\":\"<\" } | {\"a\":\"\\u003c\",\"b\":1}", "\"aGVsbG8=\" | hello",
					"\"{\\\"a\\\":1}\" | {\"a\":1}" })
	void dataIsWrittenAsJsonUnlessStringOrBase64(String data, String content) {
		call("{\"operation\":\"create\",\"data\":%s,\"metadata\":{\"fileName\":\"data.txt\"}}".formatted(data));
		assertThat(contract.run().workspace().folder().resolve("files/data.txt")).hasContent(content);
	}

	@Test
	void getReadsFile() {
		call("{\"operation\":\"create\",\"data\":\"hello\",\"metadata\":{\"fileName\":\"get.txt\"}}");
		Answer answer = call("{\"operation\":\"get\",\"metadata\":{\"fileName\":\"get.txt\"}}");
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.body()).isEqualTo("hello");
	}

	@Test
	void listNamesFiles() {
		call("{\"operation\":\"create\",\"data\":\"1\",\"metadata\":{\"fileName\":\"dir/one.txt\"}}");
		Answer answer = call("{\"operation\":\"list\",\"metadata\":{\"fileName\":\"dir\"}}");
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.json().size()).isEqualTo(1);
		assertThat(answer.json().get(0).asString()).endsWith("/files/dir/one.txt");
	}

	@Test
	void deleteRemovesFile() {
		call("{\"operation\":\"create\",\"data\":\"1\",\"metadata\":{\"fileName\":\"gone.txt\"}}");
		Answer answer = call("{\"operation\":\"delete\",\"metadata\":{\"fileName\":\"gone.txt\"}}");
		assertThat(answer.status()).isEqualTo(204);
		assertThat(Files.exists(contract.run().workspace().folder().resolve("files/gone.txt"))).isFalse();
	}

	@Test
	void metadataDoesNotComeFromQuery() {
		Answer answer = contract.send("POST", "/v1.0/bindings/files?metadata.fileName=query.txt",
				"{\"operation\":\"create\",\"data\":\"a text\"}");
		String name = answer.json().path("fileName").asString();
		assertThat(name).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
		assertThat(contract.run().workspace().folder().resolve("files/" + name)).hasContent("a text");
	}

	@Test
	void putIsTheSame() {
		assertThat(contract
			.send("PUT", "/v1.0/bindings/files",
					"{\"operation\":\"create\",\"data\":\"hello\",\"metadata\":{\"fileName\":\"put.txt\"}}")
			.status()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"operation\":\"get\",\"metadata\":{\"fileName\":\"nofile.txt\"}}",
			"{\"operation\":\"get\"}", "{\"operation\":\"delete\",\"metadata\":{\"fileName\":\"nofile.txt\"}}",
			"{\"operation\":\"frobnicate\"}", "{\"operation\":\"\"}", "{}",
			"{\"operation\":\"get\",\"metadata\":{\"fileName\":\"../../names.db\"}}" })
	void whenComponentFailsThenFails(String body) {
		Failure failure = call(body).failure();
		assertThat(failure.status()).isEqualTo(500);
		assertThat(failure.code()).isEqualTo("ERR_INVOKE_OUTPUT_BINDING");
	}

	@Test
	void whenOperationIsUnknownThenSaysWhich() {
		assertThat(call("{\"operation\":\"frobnicate\"}").failure().message())
			.isEqualTo("error invoking output binding files: binding files does not support operation frobnicate. "
					+ "supported operations:create get list delete");
	}

	@ParameterizedTest
	@ValueSource(strings = { "nobinding", "hidden", "tick" })
	void whenBindingIsUnknownOrInputOnlyThenFails(String name) {
		assertThat(contract.send("POST", "/v1.0/bindings/" + name, "{\"operation\":\"create\"}").failure())
			.isEqualTo(new Failure(500, "ERR_INVOKE_OUTPUT_BINDING",
					"error invoking output binding %s: couldn't find output binding %s".formatted(name, name)));
		assertThat(GrpcFailure.of(() -> call(name, "create", "", "x"))).isEqualTo(new GrpcFailure(Code.INTERNAL,
				"error invoking output binding %s: couldn't find output binding %s".formatted(name, name)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "{bad", "[]", "{\"operation\":1}" })
	void whenBodyIsMalformedThenRefused(String body) {
		Failure failure = call(body).failure();
		assertThat(failure.status()).isEqualTo(400);
		assertThat(failure.code()).isEqualTo("ERR_MALFORMED_REQUEST");
	}

	@ParameterizedTest
	@CsvSource({ "GET, files", "DELETE, files", "POST, files/x", "POST, ''" })
	void otherVerbsAndPathsAreNotFound(String verb, String path) {
		assertThat(contract.send(verb, "/v1.0/bindings/" + path, "{}").failure())
			.isEqualTo(new Failure(404, "ERR_DIRECT_INVOKE", Messages.NO_APP_ID));
	}

	@Test
	void callsOverGrpc() {
		InvokeBindingResponse created = call("files", "create", "grpc.txt", "{ \"raw\" : 1 }");
		assertThat(created.getData().toStringUtf8()).contains("grpc.txt");
		assertThat(call("files", "get", "grpc.txt", "").getData().toStringUtf8()).isEqualTo("{ \"raw\" : 1 }");
		assertThat(call("files", "delete", "grpc.txt", "").getData().isEmpty()).isTrue();
		assertThat(GrpcFailure.of(() -> call("files", "get", "grpc.txt", "")).code()).isEqualTo(Code.INTERNAL);
	}

	@Test
	void metadataListsBindings() {
		assertThat(contract.send("GET", "/v1.0/metadata").json().path("components").toString())
			.contains("{\"name\":\"files\",\"type\":\"bindings.localstorage\",\"version\":\"v1\","
					+ "\"capabilities\":[\"OUTPUT_BINDING\"]}")
			.contains("{\"name\":\"tick\",\"type\":\"bindings.cron\",\"version\":\"v1\","
					+ "\"capabilities\":[\"INPUT_BINDING\"]}");
	}

	private static Answer call(String body) {
		return contract.send("POST", "/v1.0/bindings/files", body);
	}

	private static InvokeBindingResponse call(String name, String operation, String file, String data) {
		return contract.stub()
			.invokeBinding(InvokeBindingRequest.newBuilder()
				.setName(name)
				.setOperation(operation)
				.setData(ByteString.copyFromUtf8(data))
				.putMetadata("fileName", file)
				.build());
	}

}
