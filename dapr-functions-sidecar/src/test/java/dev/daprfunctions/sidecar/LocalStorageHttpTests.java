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

package dev.daprfunctions.sidecar;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.util.FileSystemUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@code bindings.localstorage}, and for what all output bindings have in
 * common, over HTTP. What they expect was seen on a real sidecar.
 */
class LocalStorageHttpTests {

	private static final TestFolder folder = new TestFolder()
		.component("files", "bindings.localstorage", "{name: rootPath, value: FOLDER/root}")
		.component("input", "bindings.localstorage", "{name: rootPath, value: FOLDER/root}",
				"{name: direction, value: input}")
		.component("tick", "bindings.cron", "{name: schedule, value: '@yearly'}");

	private static final Path root = folder.path().resolve("root");

	@RegisterExtension
	static final SidecarFixture fixture = new SidecarFixture(folder, (builder) -> {
	});

	@BeforeEach
	void clear() throws IOException {
		FileSystemUtils.deleteRecursively(root);
		Files.createDirectories(root);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "\"hello\" | hello", "\"YWJj\" | abc", "\"YW\\nJj\" | abc", "\"YQ\" | YQ", "\"YR==\" | a",
					"\"Y===\" | Y===", "\"\" | ''", "\"t\\\"\\\\q\\u00e9\\u0001<\" | t\"\\qé\u0001<", "12345 | 12345",
					"1.0 | 1", "false | false", "{\"z\":1.50,\"a\":\"<x>\"} | {\"a\":\"\\u003cx\\u003e\",\"z\":1.5}",
					"[1, 2] | [1,2]" })
	void createsAndGets(String data, String content) throws IOException {
		HttpResponse<String> response = invoke(
				"{\"operation\":\"create\",\"data\":%s,\"metadata\":{\"fileName\":\"f\"}}".formatted(data));
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
		assertThat(response.body()).isEqualTo("{\"fileName\":\"f\"}");
		assertThat(root.resolve("f")).hasContent(content);
		assertThat(invoke("get", "f").body()).isEqualTo(Files.readString(root.resolve("f")));
	}

	@ParameterizedTest
	@CsvSource({ "a/b/c.txt, a/b/c.txt", "../../../etc/x, etc/x", "/etc/x, etc/x", "a/./b/../c, a/c", "a//b/, a/b",
			"é ü, é ü", "%2e%2e, %2e%2e" })
	void nameStaysWithinRoot(String name, String file) {
		assertThat(
				invoke("{\"operation\":\"create\",\"data\":\"x\",\"metadata\":{\"fileName\":\"%s\"}}".formatted(name))
					.body())
			.isEqualTo("{\"fileName\":\"%s\"}".formatted(file));
		assertThat(root.resolve(file)).hasContent("x");
		assertThat(invoke("get", name).body()).isEqualTo("x");
	}

	@Test
	void linksStayWithinRoot() throws IOException {
		write("a/b.txt", "inside");
		Files.writeString(folder.path().resolve("outside.txt"), "outside");
		Files.createSymbolicLink(root.resolve("absolute"), folder.path());
		Files.createSymbolicLink(root.resolve("up"), Path.of(".."));
		Files.createSymbolicLink(root.resolve("relative"), Path.of("a"));
		Files.createSymbolicLink(root.resolve("loop"), Path.of("loop"));
		assertThat(invoke("get", "relative/b.txt").body()).isEqualTo("inside");
		assertError(invoke("get", "absolute/outside.txt"),
				"file not found: %s".formatted(root.resolve(folder.path().toString().substring(1) + "/outside.txt")));
		assertError(invoke("get", "up/outside.txt"), "file not found: %s/outside.txt".formatted(root));
		assertError(invoke("get", "loop"), ("error getting absolute path for file loop: "
				+ "SecureJoin %s/loop: too many levels of symbolic links")
			.formatted(root));
		assertThat(invoke("{\"operation\":\"list\"}").body()).isEqualTo(
				"[\"R/a/b.txt\",\"R/absolute\",\"R/loop\",\"R/relative\",\"R/up\"]".replace("R", root.toString()));
	}

	@Test
	void nameIsMadeUpIfMissing() {
		String name = invoke("{\"operation\":\"create\",\"data\":\"x\"}").body().substring(13, 49);
		assertThat(name).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
		assertThat(root.resolve(name)).hasContent("x");
	}

	@Test
	void withoutDataNullIsWritten() {
		invoke("create", "f");
		assertThat(root.resolve("f")).hasBinaryContent(new byte[] { (byte) 0x9e, (byte) 0xe9, 0x65 });
	}

	@Test
	void lists() throws IOException {
		write("b", "1");
		write("a/z", "2");
		write("a/y/x", "3");
		Files.createDirectories(root.resolve("empty"));
		assertThat(invoke("{\"operation\":\"list\"}").body())
			.isEqualTo("[\"R/a/y/x\",\"R/a/z\",\"R/b\"]".replace("R", root.toString()));
		assertThat(invoke("list", "a/y").body()).isEqualTo("[\"%s/a/y/x\"]".formatted(root));
		assertThat(invoke("list", "empty").body()).isEqualTo("null");
	}

	@Test
	void deletes() throws IOException {
		write("a/b", "1");
		HttpResponse<String> response = invoke("delete", "a/b");
		assertThat(response.statusCode()).isEqualTo(204);
		assertThat(response.body()).isEmpty();
		assertThat(root.resolve("a/b")).doesNotExist();
		assertThat(invoke("delete", "a").statusCode()).isEqualTo(204);
		assertThat(root.resolve("a")).doesNotExist();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "get | nope | file not found: R/nope", "get | '' | error reading file R: read R: is a directory",
					"get | d | error reading file R/d: read R/d: is a directory",
					"get | f/x | error opening path R/f/x: open R/f/x: not a directory",
					"list | nope | error getting stats for path R/nope: stat R/nope: no such file or directory",
					"list | f | unable to list files as the file specified is not a directory: R/f",
					"list | f/x | error getting stats for path R/f/x: stat R/f/x: not a directory",
					"create | f/x | error creating directory R/f: mkdir R/f: not a directory",
					"create | f/x/y | error creating directory R/f/x: mkdir R/f: not a directory",
					"create | d | error creating file R/d: open R/d: is a directory",
					"create | .. | error creating file R: open R: is a directory",
					"delete | nope | error deleting file R/nope: remove R/nope: no such file or directory",
					"delete | '' | error deleting file R: remove R: directory not empty",
					"delete | f/x | error deleting file R/f/x: remove R/f/x: not a directory" })
	void impossibleFileFails(String operation, String name, String problem) throws IOException {
		write("f", "1");
		Files.createDirectories(root.resolve("d"));
		assertError(invoke(operation, name), problem.replace("R", root.toString()));
	}

	@Test
	void nulInNameFails() {
		HttpResponse<String> response = invoke("get", "a\\u0000b");
		assertThat(response.statusCode()).isEqualTo(500);
		assertThat(response.body()).contains("error getting absolute path for file a\\u0000b: ");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = {
			"files | {\"operation\":\"copy\"} | binding files does not support operation copy. supported operations:create get list delete",
			"files | {\"operation\":\"Get\"} | binding files does not support operation Get. supported operations:create get list delete",
			"files | {\"operation\":\"\"} | operation field is missing from request",
			"files | {} | operation field is missing from request",
			"files | null | operation field is missing from request",
			"nope | {} | operation field is missing from request",
			"nope | {\"operation\":\"create\"} | couldn't find output binding nope",
			"tick | {\"operation\":\"create\"} | couldn't find output binding tick",
			"input | {\"operation\":\"create\"} | couldn't find output binding input" })
	void impossibleCallFails(String name, String body, String problem) {
		HttpResponse<String> response = fixture.send("POST", "/v1.0/bindings/" + name, body);
		assertThat(response.statusCode()).isEqualTo(500);
		assertThat(response.body()).isEqualTo(
				"{\"errorCode\":\"ERR_INVOKE_OUTPUT_BINDING\",\"message\":\"error invoking output binding %s: %s\"}"
					.formatted(name, problem));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "'' | EOF", "{ | unexpected EOF",
			"[] | json: cannot unmarshal array into Go value of type http.OutputBindingRequest",
			"{\"operation\":1} | json: cannot unmarshal number into Go struct field OutputBindingRequest.operation of type string",
			"{\"metadata\":{\"a\":1}} | json: cannot unmarshal number into Go struct field OutputBindingRequest.metadata of type string",
			"{\"metadata\":\"x\"} | json: cannot unmarshal string into Go struct field OutputBindingRequest.metadata of type map[string]string",
			"{\"data\":1E999} | json: cannot unmarshal number 1E999 into Go struct field OutputBindingRequest.data of type float64" })
	void malformedBodyIsRefused(String body, String problem) {
		HttpResponse<String> response = fixture.send("POST", "/v1.0/bindings/files", body);
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(response.body())
			.isEqualTo("{\"errorCode\":\"ERR_MALFORMED_REQUEST\",\"message\":\"failed deserializing HTTP body: %s\"}"
				.formatted(problem));
	}

	@Test
	void bodyOverLimitIsRefused() {
		HttpResponse<String> response = invoke(
				"{\"operation\":\"create\",\"data\":\"%s\"}".formatted("x".repeat(4 * 1024 * 1024)));
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(response.body()).contains("stream too large");
	}

	@Test
	void putWorksAndQueryDoesNot() throws IOException {
		write("a/b", "1");
		assertThat(
				fixture.send("PUT", "/v1.0/bindings/files?metadata.fileName=nope", "{\"OPERATION\":\"list\"}").body())
			.isEqualTo("[\"%s/a/b\"]".formatted(root));
	}

	@ParameterizedTest
	@CsvSource({ "GET, /files", "DELETE, /files", "POST, /files/x", "POST, ''" })
	void otherVerbsAndPathsAreNotFound(String verb, String path) {
		HttpResponse<String> response = fixture.send(verb, "/v1.0/bindings" + path, "{}");
		assertThat(response.statusCode()).isEqualTo(404);
		assertThat(response.body()).contains("ERR_DIRECT_INVOKE");
	}

	@Test
	void metadataListsBindings() {
		assertThat(fixture.send("GET", "/v1.0/metadata").body()).contains("\"components\":["
				+ "{\"name\":\"files\",\"type\":\"bindings.localstorage\",\"version\":\"v1\",\"capabilities\":"
				+ "[\"OUTPUT_BINDING\"]},{\"name\":\"input\",\"type\":\"bindings.localstorage\",\"version\":\"v1\"},"
				+ "{\"name\":\"tick\",\"type\":\"bindings.cron\",\"version\":\"v1\",\"capabilities\":"
				+ "[\"INPUT_BINDING\"]}]");
	}

	private static void write(String name, String content) throws IOException {
		Path file = root.resolve(name);
		Files.createDirectories(file.getParent());
		Files.writeString(file, content);
	}

	private static HttpResponse<String> invoke(String operation, String name) {
		return invoke("{\"operation\":\"%s\",\"metadata\":{\"fileName\":\"%s\"}}".formatted(operation, name));
	}

	private static HttpResponse<String> invoke(String body) {
		return fixture.send("POST", "/v1.0/bindings/files", body);
	}

	private static void assertError(HttpResponse<String> response, String problem) {
		assertThat(response.statusCode()).isEqualTo(500);
		assertThat(response.body()).isEqualTo(
				"{\"errorCode\":\"ERR_INVOKE_OUTPUT_BINDING\",\"message\":\"error invoking output binding files: %s\"}"
					.formatted(problem));
	}

}
