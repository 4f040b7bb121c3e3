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

package dev.daprfunctions.secret;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import dev.daprfunctions.OutputBinding;
import dev.daprfunctions.annotation.DaprSecret;
import dev.daprfunctions.annotation.ServiceInvocationFunction;
import dev.daprfunctions.annotation.TopicFunction;
import dev.daprfunctions.error.InvalidFunctionException;
import dev.daprfunctions.function.FunctionFixture;
import dev.daprfunctions.function.TestResponse;
import io.dapr.client.DaprClient;
import io.dapr.client.domain.GetBulkSecretRequest;
import io.dapr.client.domain.GetSecretRequest;
import io.dapr.exceptions.DaprException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mockito.ArgumentCaptor;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.mock;
import static org.mockito.BDDMockito.then;
import static org.mockito.BDDMockito.willThrow;

/**
 * Tests for {@link SecretBinder}, {@link SecretInput} and {@link AllSecretsInput}.
 */
class SecretBinderTests {

	private static final String SECRET = "s3cr3t-v4lue";

	private final DaprClient client = mock(DaprClient.class);

	private final FunctionFixture fixture = FunctionFixture.of(Secrets.class)
		.client(this.client)
		.property("store", "vault")
		.property("name", "{literal}");

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '!',
			value = { "text ! abcd", "optional ! Optional[abcd]", "nullable ! abcd", "values ! {my-secret=abcd}",
					"optionalValues ! Optional[{my-secret=abcd}]", "node ! {\"my-secret\":\"abcd\"}",
					"object ! {my-secret=abcd}" })
	void whenSecretHasOneValueThenItIsTheArgument(String function, String expected) {
		givenSecret(Map.of("my-secret", "abcd"));
		assertThat(this.fixture.call(function).body()).contains(expected.replace("\"", "\\\""));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '!', value = { "login ! Login[user=scott, age=5]",
			"node ! {\"age\":\"5\",\"user\":\"scott\"}", "numbers ! {age=5, user=7}" })
	void whenSecretHasSeveralValuesThenTheyAreReadByName(String function, String expected) {
		givenSecret(new java.util.TreeMap<>(Map.of("user", (function.equals("numbers")) ? "7" : "scott", "age", "5")));
		assertThat(this.fixture.call(function).body()).isEqualTo("\"" + expected.replace("\"", "\\\"") + "\"");
	}

	@Test
	void whenSecretsAreAMapThenItCannotBeChanged() {
		givenSecret(Map.of("a", "1"));
		assertThat(this.fixture.call("change").body()).isEqualTo("\"unmodifiable\"");
	}

	@ParameterizedTest
	@ValueSource(strings = { "text", "optional", "nullable" })
	void whenTextHasSeveralValuesThenResponseIs500WithoutThem(String function) {
		givenSecret(Map.of("a", SECRET, "b", SECRET));
		TestResponse response = callUnseen(function);
		assertThat(response.status()).isEqualTo(500);
		assertThat(response.detail()).isEqualTo("The secret 'my-secret' of store 'vault' for parameter 'secret' of "
				+ "function '" + function + "' has 2 values, but a String needs exactly one");
	}

	@ParameterizedTest
	@CsvSource({ "optional, Optional.empty", "nullable, null", "optionalValues, Optional.empty", "values, {}" })
	void whenSecretHasNoValuesThenArgumentIsEmpty(String function, String expected) {
		givenSecret(Map.of());
		assertThat(this.fixture.call(function).body()).isEqualTo("\"" + expected + "\"");
	}

	@Test
	void whenRequiredTextHasNoValueThenResponseIs500() {
		givenSecret(Map.of());
		TestResponse response = this.fixture.call("text");
		assertThat(response.status()).isEqualTo(500);
		assertThat(response.detail()).contains("has 0 values, but a String needs exactly one");
	}

	@ParameterizedTest
	@CsvSource({ "login, Login", "checked, Checked", "numbers, 'Map<String, Integer>'" })
	void whenValuesCannotBeReadThenResponseIs500WithoutThem(String function, String type) {
		givenSecret(Map.of("user", "scott", "age", SECRET));
		TestResponse response = callUnseen(function);
		assertThat(response.status()).isEqualTo(500);
		assertThat(response.detail()).isEqualTo("The secret 'my-secret' of store 'vault' for parameter 'secret' of "
				+ "function '" + function + "' cannot be read as " + type);
	}

	@Test
	void whenTopicFunctionCannotReadSecretThenItsEventIsDeliveredAgainWithoutIt() {
		givenSecret(Map.of("user", "scott", "age", SECRET));
		TestResponse response = callUnseen("event");
		assertThat(response.status()).isEqualTo(500);
		assertThat(response.json()).containsEntry("status", 500);
	}

	@Test
	void whenAttributesHaveSettingsAndVariablesThenTheyAreSent() {
		givenSecret(Map.of("k", "v"));
		this.fixture.call("dynamic", "\"x\"");
		ArgumentCaptor<GetSecretRequest> request = ArgumentCaptor.forClass(GetSecretRequest.class);
		then(this.client).should().getSecret(request.capture());
		assertThat(request.getValue().getStoreName()).isEqualTo("vault-x");
		assertThat(request.getValue().getKey()).isEqualTo("{literal}/x");
		assertThat(request.getValue().getMetadata())
			.containsExactlyInAnyOrderEntriesOf(Map.of("metadata.namespace", "default", "version", "x"));
	}

	@Test
	void whenThereIsNoKeyThenAllSecretsAreRead() {
		given(this.client.getBulkSecret(any(GetBulkSecretRequest.class)))
			.willReturn(Mono.just(Map.of("a", Map.of("a", "1"))));
		assertThat(this.fixture.call("all", "\"x\"").body()).isEqualTo("\"{a={a=1}}\"");
		ArgumentCaptor<GetBulkSecretRequest> request = ArgumentCaptor.forClass(GetBulkSecretRequest.class);
		then(this.client).should().getBulkSecret(request.capture());
		assertThat(request.getValue().getStoreName()).isEqualTo("vault-x");
		assertThat(request.getValue().getMetadata()).containsExactly(Map.entry("m", "1"));
	}

	@ParameterizedTest
	@CsvSource({ "text, UNAVAILABLE, 503, ERR_DAPR_SIDECAR_DOES_NOT_EXIST",
			"text, DEADLINE_EXCEEDED, 504, ERR_DAPR_SIDECAR_TIMEOUT",
			"text, INVALID_ARGUMENT, 500, ERR_FUNCTION_FAILED", "text, INTERNAL, 502, ERR_INVOKE_FAILED",
			"text, PERMISSION_DENIED, 502, ERR_INVOKE_FAILED", "all, INVALID_ARGUMENT, 500, ERR_FUNCTION_FAILED",
			"all, INTERNAL, 502, ERR_INVOKE_FAILED" })
	void whenSidecarFailsThenFailureIsTranslated(String function, String code, int status, String errorCode) {
		DaprException failure = new DaprException(code, "failed", new IllegalStateException());
		given(this.client.getSecret(any(GetSecretRequest.class))).willReturn(Mono.error(failure));
		given(this.client.getBulkSecret(any(GetBulkSecretRequest.class))).willReturn(Mono.error(failure));
		TestResponse response = this.fixture.call(function, "\"x\"");
		assertThat(response.status()).isEqualTo(status);
		assertThat(response.json()).containsEntry("errorCode", errorCode);
		assertThat(response.detail()).contains("of store 'vault")
			.contains("for parameter 'secret' of function '" + function + "' failed");
	}

	@Test
	void whenClientThrowsAtOnceThenFailureIsTranslated() {
		willThrow(new IllegalArgumentException("bad request")).given(this.client)
			.getSecret(any(GetSecretRequest.class));
		willThrow(new IllegalArgumentException("bad request")).given(this.client)
			.getBulkSecret(any(GetBulkSecretRequest.class));
		assertThat(this.fixture.call("text").detail()).startsWith("Reading secret 'my-secret' of store 'vault'");
		assertThat(this.fixture.call("all", "\"x\"").detail()).startsWith("Reading the secrets of store 'vault-x'");
	}

	@ParameterizedTest
	@ValueSource(classes = { Holder.class, AllAsText.class, AllAsTexts.class, AllAsNumbers.class, OneNumber.class,
			OneList.class, OneArray.class, OneLibraryType.class, NoStore.class })
	void whenParameterCannotBeASecretThenStartStops(Class<?> bean) {
		try (FunctionFixture invalid = FunctionFixture.of(bean)) {
			assertThatExceptionOfType(InvalidFunctionException.class).isThrownBy(invalid::start)
				.withMessageStartingWith("Parameter 'secret' (")
				.withMessageContaining("of " + bean.getName());
		}
	}

	private TestResponse callUnseen(String function) {
		Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
		Logger ours = (Logger) LoggerFactory.getLogger("dev.daprfunctions");
		ListAppender<ILoggingEvent> appender = new ListAppender<>();
		appender.start();
		root.addAppender(appender);
		ours.setLevel(Level.TRACE);
		try {
			TestResponse response = this.fixture.call(function, "\"x\"");
			assertThat(response.body()).doesNotContain(SECRET);
			assertThat(appender.list).isNotEmpty()
				.noneMatch((event) -> event.getFormattedMessage().contains(SECRET) || (event.getThrowableProxy() != null
						&& ThrowableProxyUtil.asString(event.getThrowableProxy()).contains(SECRET)));
			return response;
		}
		finally {
			ours.setLevel(null);
			root.detachAppender(appender);
		}
	}

	private void givenSecret(Map<String, String> values) {
		given(this.client.getSecret(any(GetSecretRequest.class))).willReturn(Mono.just(values));
	}

	record Login(String user, int age) {

	}

	record Checked(String user, String age) {

		Checked {
			throw new IllegalArgumentException("bad age " + age);
		}

	}

	static class Secrets {

		@ServiceInvocationFunction
		String text(@DaprSecret(store = "${store}", key = "my-secret") String secret) {
			return secret;
		}

		@ServiceInvocationFunction
		String optional(@DaprSecret(store = "${store}", key = "my-secret") Optional<String> secret) {
			return secret.toString();
		}

		@ServiceInvocationFunction
		String nullable(@DaprSecret(store = "${store}", key = "my-secret") @Nullable String secret) {
			return String.valueOf(secret);
		}

		@ServiceInvocationFunction
		String values(@DaprSecret(store = "${store}", key = "my-secret") Map<String, String> secret) {
			return secret.toString();
		}

		@ServiceInvocationFunction
		String optionalValues(@DaprSecret(store = "${store}", key = "my-secret") Optional<Map<String, String>> secret) {
			return secret.toString();
		}

		@ServiceInvocationFunction
		String change(@DaprSecret(store = "${store}", key = "my-secret") Map<String, String> secret) {
			try {
				secret.put("b", "2");
				return "changed";
			}
			catch (UnsupportedOperationException ex) {
				return "unmodifiable";
			}
		}

		@ServiceInvocationFunction
		String node(@DaprSecret(store = "${store}", key = "my-secret") JsonNode secret) {
			return secret.toString();
		}

		@ServiceInvocationFunction
		String object(@DaprSecret(store = "${store}", key = "my-secret") Object secret) {
			return secret.toString();
		}

		@ServiceInvocationFunction
		String login(@DaprSecret(store = "${store}", key = "my-secret") Login secret) {
			return secret.toString();
		}

		@ServiceInvocationFunction
		String checked(@DaprSecret(store = "${store}", key = "my-secret") Checked secret) {
			return secret.toString();
		}

		@ServiceInvocationFunction
		String numbers(@DaprSecret(store = "${store}", key = "my-secret") Map<String, Integer> secret) {
			return new java.util.TreeMap<>(secret).toString();
		}

		@TopicFunction(pubsub = "pubsub")
		void event(String data, @DaprSecret(store = "${store}", key = "my-secret") Login secret) {
		}

		@ServiceInvocationFunction
		void dynamic(String payload, @DaprSecret(store = "${store}-{payload}", key = "${name}/{payload}",
				metadata = { "metadata.namespace=default", "version={payload}" }) String secret) {
		}

		@ServiceInvocationFunction
		String all(String payload,
				@DaprSecret(store = "${store}-{payload}", metadata = "m=1") Map<String, Map<String, String>> secret) {
			return secret.toString();
		}

	}

	static class Holder {

		@ServiceInvocationFunction
		void call(@DaprSecret(store = "vault", key = "k") OutputBinding<String> secret) {
		}

	}

	static class AllAsText {

		@ServiceInvocationFunction
		void call(@DaprSecret(store = "vault") String secret) {
		}

	}

	static class AllAsTexts {

		@ServiceInvocationFunction
		void call(@DaprSecret(store = "vault") Map<String, String> secret) {
		}

	}

	static class AllAsNumbers {

		@ServiceInvocationFunction
		void call(@DaprSecret(store = "vault") Map<String, Map<String, Integer>> secret) {
		}

	}

	static class OneNumber {

		@ServiceInvocationFunction
		void call(@DaprSecret(store = "vault", key = "k") int secret) {
		}

	}

	static class OneList {

		@ServiceInvocationFunction
		void call(@DaprSecret(store = "vault", key = "k") List<String> secret) {
		}

	}

	static class OneArray {

		@ServiceInvocationFunction
		void call(@DaprSecret(store = "vault", key = "k") byte[] secret) {
		}

	}

	static class OneLibraryType {

		@ServiceInvocationFunction
		void call(@DaprSecret(store = "vault", key = "k") java.io.InputStream secret) {
		}

	}

	static class NoStore {

		@ServiceInvocationFunction
		void call(@DaprSecret(store = "", key = "k") String secret) {
		}

	}

}
