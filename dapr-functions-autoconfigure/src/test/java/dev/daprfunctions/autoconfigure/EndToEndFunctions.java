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

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import dev.daprfunctions.OutputBinding;
import dev.daprfunctions.annotation.DaprState;
import dev.daprfunctions.annotation.ServiceInvocationFunction;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import reactor.core.publisher.Mono;

import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.server.ResponseStatusException;

/**
 * Functions that are called over HTTP.
 */
class EndToEndFunctions {

	private static final String STORE = "statestore";

	@ServiceInvocationFunction("SaveNote")
	void saveNote(Note note, @DaprState(store = STORE, key = "note-{note.id}") OutputBinding<Note> state) {
		state.setValue(note);
	}

	@ServiceInvocationFunction("notes/{id}")
	Note readNote(@PathVariable String id, @DaprState(store = STORE, key = "note-{id}") Note note) {
		return note;
	}

	@ServiceInvocationFunction("FindNote")
	Optional<Note> findNote(Note asked, @DaprState(store = STORE, key = "note-{asked.id}") Optional<Note> note) {
		return note;
	}

	@ServiceInvocationFunction("SaveThenFail")
	void saveThenFail(Note note, @DaprState(store = STORE, key = "note-{note.id}") OutputBinding<Note> state) {
		state.setValue(note);
		throw new IllegalStateException("the secret reason");
	}

	@ServiceInvocationFunction("SaveThenFailLater")
	Mono<Void> saveThenFailLater(Note note,
			@DaprState(store = STORE, key = "note-{note.id}") OutputBinding<Note> state) {
		state.setValue(note);
		return Mono.delay(Duration.ofMillis(1)).then(Mono.error(new IllegalStateException("the secret reason")));
	}

	@ServiceInvocationFunction("FailWithStatus")
	void failWithStatus() {
		throw new ResponseStatusException(HttpStatus.CONFLICT, "out of stock");
	}

	@ServiceInvocationFunction("FailWithAnnotation")
	void failWithAnnotation() {
		throw new GoneException("the secret reason");
	}

	@ServiceInvocationFunction("UnknownStore")
	String unknownStore(@DaprState(store = "no-such-store", key = "key") String value) {
		return value;
	}

	@ServiceInvocationFunction("Validated")
	Note validated(@Valid Note note) {
		return note;
	}

	@ServiceInvocationFunction("EchoNote")
	Note echoNote(Note note) {
		return note;
	}

	@ServiceInvocationFunction("EchoNotes")
	List<Note> echoNotes(List<Note> notes) {
		return notes;
	}

	@ServiceInvocationFunction("EchoText")
	String echoText(String text) {
		return text;
	}

	@ServiceInvocationFunction("EchoBytes")
	byte[] echoBytes(byte[] bytes) {
		return bytes;
	}

	@ServiceInvocationFunction("EchoStream")
	InputStream echoStream(InputStream stream) throws IOException {
		return new ByteArrayInputStream(stream.readAllBytes());
	}

	@ServiceInvocationFunction("EchoResource")
	Resource echoResource(byte[] bytes) {
		return new ByteArrayResource(bytes);
	}

	@ServiceInvocationFunction("BrokenStream")
	InputStream brokenStream() {
		return new InputStream() {

			@Override
			public int read() throws IOException {
				throw new IOException("the secret reason");
			}

		};
	}

	@ServiceInvocationFunction("Nothing")
	void nothing() {
	}

	@ServiceInvocationFunction(name = "ReadOnly", method = RequestMethod.GET)
	String readOnly() {
		return "read";
	}

	@ServiceInvocationFunction(name = "WithOptions", method = { RequestMethod.OPTIONS, RequestMethod.POST })
	String withOptions() {
		return "options";
	}

	@ServiceInvocationFunction("Later")
	CompletionStage<Note> later(Note note) {
		return CompletableFuture.supplyAsync(() -> note);
	}

	@ServiceInvocationFunction("LaterStill")
	Mono<ResponseEntity<Note>> laterStill(Note note,
			@DaprState(store = STORE, key = "note-{note.id}") OutputBinding<Note> state) {
		return Mono.delay(Duration.ofMillis(1)).map((tick) -> {
			state.setValue(note);
			return ResponseEntity.accepted().header("X-Later", "yes").body(note);
		});
	}

	@ServiceInvocationFunction("PlainText")
	ResponseEntity<String> plainText() {
		return ResponseEntity.status(HttpStatus.CREATED).contentType(MediaType.TEXT_PLAIN).body("plain");
	}

	@ServiceInvocationFunction("request/{first}/{second}")
	Map<String, Object> request(@PathVariable String first, @PathVariable String second,
			@RequestParam(required = false) String q, @RequestParam(defaultValue = "3") int n,
			@RequestHeader("X-Tenant") Optional<String> tenant, HttpHeaders headers, Optional<String> body) {
		Map<String, Object> request = new LinkedHashMap<>();
		request.put("first", first);
		request.put("second", second);
		request.put("q", q);
		request.put("n", n);
		request.put("tenant", tenant.orElse(null));
		request.put("contentType", headers.getFirst(HttpHeaders.CONTENT_TYPE));
		request.put("body", body.orElse(null));
		return request;
	}

	record Note(@NotBlank String id, String text) {
	}

	@ResponseStatus(HttpStatus.GONE)
	static class GoneException extends RuntimeException {

		GoneException(String message) {
			super(message);
		}

	}

}
