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

package dev.daprfunctions.function;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeInfo.Id;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.daprfunctions.annotation.ServiceInvocationFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FunctionResult}.
 */
class FunctionResultTests {

	private static final FunctionFixture fixture = FunctionFixture.of(Results.class);

	@AfterAll
	static void close() {
		fixture.close();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '!', quoteCharacter = '`', value = { "text ! \"quo\\\"ted\" ! application/json",
			"object ! {\"id\":1,\"date\":\"2026-02-28\"} ! application/json",
			"list ! [{\"id\":1,\"date\":null}] ! application/json", "number ! 42 ! application/json",
			"bool ! true ! application/json", "bytes ! raw ! application/octet-stream",
			"stream ! raw ! application/octet-stream", "resource ! raw ! application/octet-stream",
			"optional ! \"x\" ! application/json", "entity ! {\"id\":1,\"date\":null} ! application/json",
			"textEntity ! hé ! text/plain;charset=UTF-8", "jsonTextEntity ! \"x\" ! application/problem+json",
			"bytesEntity ! raw ! image/png", "streamEntity ! raw ! text/csv", "stage ! \"later\" ! application/json",
			"doneStage ! \"done\" ! application/json", "stageEntity ! \"later\" ! application/json",
			"mono ! \"later\" ! application/json", "monoEntity ! \"later\" ! application/json",
			"shapes ! [{\"@type\":\"circle\",\"radius\":1}] ! application/json",
			"shape ! {\"@type\":\"circle\",\"radius\":1} ! application/json",
			"base ! {\"a\":1,\"b\":2} ! application/json", "any ! {\"a\":[1]} ! application/json" })
	void whenFunctionReturnsValueThenItIsTheBody(String function, String body, String contentType) {
		TestResponse response = fixture.call(function);
		assertThat(response.body()).isEqualTo(body);
		assertThat(response.contentType()).isEqualTo(contentType);
		assertThat(response.status()).isEqualTo(200);
	}

	@ParameterizedTest
	@ValueSource(strings = { "nothing", "nullText", "emptyOptional", "emptyEntity", "nullStage", "emptyMono",
			"voidStage", "voidMono", "noStage", "noMono", "emptyOptionalMono" })
	void whenFunctionReturnsNothingThenResponseIs200WithoutBody(String function) {
		TestResponse response = fixture.call(function);
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.body()).isNull();
		assertThat(response.headers().getContentType()).isNull();
	}

	@Test
	void whenEntityHasStatusAndHeadersThenTheyAreKept() {
		TestResponse response = fixture.call("created");
		assertThat(response.status()).isEqualTo(201);
		assertThat(response.headers().getLocation()).hasToString("/orders/1");
		assertThat(response.headers().get("X-Two")).containsExactly("1", "2");
		assertThat(response.contentType()).isEqualTo("application/json");
		assertThat(response.body()).isEqualTo("\"created\"");
	}

	@Test
	void whenEntityHasErrorStatusThenItIsANormalResponse() {
		TestResponse response = fixture.call("teapot");
		assertThat(response.status()).isEqualTo(418);
		assertThat(response.body()).isEqualTo("\"short and stout\"");
	}

	@Test
	void whenTextEntityHasCharsetThenItIsUsed() {
		FunctionDefinition function = fixture.function("latinEntity");
		TriggerResponse response = fixture.invoker().invoke(function, TestRequest.post());
		assertThat(response.body()).isEqualTo("é".getBytes(StandardCharsets.ISO_8859_1));
	}

	@Test
	void whenResultCannotBeWrittenThenResponseIs500() {
		assertThat(fixture.call("unwritable").status()).isEqualTo(500);
		assertThat(fixture.call("unwritableMono").status()).isEqualTo(500);
	}

	record Order(int id, @Nullable LocalDate date) {

	}

	@JsonTypeInfo(use = Id.NAME)
	interface Shape {

	}

	@JsonTypeName("circle")
	record Circle(int radius) implements Shape {

	}

	public static class Base {

		public int getA() {
			return 1;
		}

	}

	public static class Derived extends Base {

		public int getB() {
			return 2;
		}

	}

	public static class Self {

		public Self getSelf() {
			return this;
		}

	}

	static class Results {

		@ServiceInvocationFunction
		String text() {
			return "quo\"ted";
		}

		@ServiceInvocationFunction
		Order object() {
			return new Order(1, LocalDate.of(2026, 2, 28));
		}

		@ServiceInvocationFunction
		List<Order> list() {
			return List.of(new Order(1, null));
		}

		@ServiceInvocationFunction
		int number() {
			return 42;
		}

		@ServiceInvocationFunction
		Boolean bool() {
			return true;
		}

		@ServiceInvocationFunction
		byte[] bytes() {
			return "raw".getBytes(StandardCharsets.UTF_8);
		}

		@ServiceInvocationFunction
		InputStream stream() {
			return new ByteArrayInputStream(bytes());
		}

		@ServiceInvocationFunction
		Resource resource() {
			return new ByteArrayResource(bytes());
		}

		@ServiceInvocationFunction
		Optional<String> optional() {
			return Optional.of("x");
		}

		@ServiceInvocationFunction
		ResponseEntity<Order> entity() {
			return ResponseEntity.ok(new Order(1, null));
		}

		@ServiceInvocationFunction
		ResponseEntity<String> textEntity() {
			return ResponseEntity.ok().contentType(new MediaType("text", "plain", StandardCharsets.UTF_8)).body("hé");
		}

		@ServiceInvocationFunction
		ResponseEntity<String> latinEntity() {
			return ResponseEntity.ok()
				.contentType(new MediaType("text", "plain", StandardCharsets.ISO_8859_1))
				.body("é");
		}

		@ServiceInvocationFunction
		ResponseEntity<String> jsonTextEntity() {
			return ResponseEntity.ok().contentType(MediaType.APPLICATION_PROBLEM_JSON).body("x");
		}

		@ServiceInvocationFunction
		ResponseEntity<byte[]> bytesEntity() {
			return ResponseEntity.ok().contentType(MediaType.IMAGE_PNG).body(bytes());
		}

		@ServiceInvocationFunction
		ResponseEntity<InputStream> streamEntity() {
			return ResponseEntity.ok().contentType(new MediaType("text", "csv")).body(stream());
		}

		@ServiceInvocationFunction
		CompletionStage<String> stage() {
			return CompletableFuture.supplyAsync(() -> "later");
		}

		@ServiceInvocationFunction
		CompletionStage<String> doneStage() {
			return CompletableFuture.completedStage("done");
		}

		@ServiceInvocationFunction
		CompletionStage<ResponseEntity<String>> stageEntity() {
			return stage().thenApply(ResponseEntity::ok);
		}

		@ServiceInvocationFunction
		Mono<String> mono() {
			return Mono.just("later").publishOn(Schedulers.parallel());
		}

		@ServiceInvocationFunction
		Mono<ResponseEntity<String>> monoEntity() {
			return mono().map(ResponseEntity::ok);
		}

		@ServiceInvocationFunction
		List<Shape> shapes() {
			return List.of(new Circle(1));
		}

		@ServiceInvocationFunction
		Shape shape() {
			return new Circle(1);
		}

		@ServiceInvocationFunction
		Base base() {
			return new Derived();
		}

		@ServiceInvocationFunction
		ResponseEntity<?> any() {
			return ResponseEntity.ok(Map.of("a", List.of(1)));
		}

		@ServiceInvocationFunction
		void nothing() {
		}

		@ServiceInvocationFunction
		@Nullable String nullText() {
			return null;
		}

		@ServiceInvocationFunction
		Optional<String> emptyOptional() {
			return Optional.empty();
		}

		@ServiceInvocationFunction
		ResponseEntity<Void> emptyEntity() {
			return ResponseEntity.ok().build();
		}

		@ServiceInvocationFunction
		CompletionStage<@Nullable String> nullStage() {
			return CompletableFuture.completedStage(null);
		}

		@ServiceInvocationFunction
		Mono<String> emptyMono() {
			return Mono.empty();
		}

		@ServiceInvocationFunction
		CompletionStage<Void> voidStage() {
			return CompletableFuture.runAsync(() -> {
			});
		}

		@ServiceInvocationFunction
		Mono<Void> voidMono() {
			return Mono.empty();
		}

		@ServiceInvocationFunction
		@Nullable CompletionStage<String> noStage() {
			return null;
		}

		@ServiceInvocationFunction
		@Nullable Mono<String> noMono() {
			return null;
		}

		@ServiceInvocationFunction
		Mono<Optional<String>> emptyOptionalMono() {
			return Mono.just(Optional.empty());
		}

		@ServiceInvocationFunction
		ResponseEntity<String> created() {
			return ResponseEntity.created(URI.create("/orders/1")).header("X-Two", "1", "2").body("created");
		}

		@ServiceInvocationFunction
		ResponseEntity<String> teapot() {
			return ResponseEntity.status(HttpStatus.I_AM_A_TEAPOT).body("short and stout");
		}

		@ServiceInvocationFunction
		Self unwritable() {
			return new Self();
		}

		@ServiceInvocationFunction
		Mono<Self> unwritableMono() {
			return Mono.just(new Self());
		}

	}

}
