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

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.daprfunctions.sidecar.RecordingApp.Answer;
import dev.daprfunctions.sidecar.binding.BindingAnswer;
import dev.daprfunctions.sidecar.binding.BindingException;
import dev.daprfunctions.sidecar.binding.BindingResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for what programs do with the bindings of their sidecar.
 */
class BindingControlTests {

	@RegisterExtension
	final BindingFixture bindings = new BindingFixture();

	private final TestFolder folder = this.bindings.folder();

	private final RecordingApp app = this.bindings.app();

	@Test
	void fireReturnsAnswerOfApplication() {
		this.folder.component("queue", "bindings.rabbitmq");
		this.app.answer((request) -> Answer.of((request.verb().equals("POST")) ? 418 : 200, "text/plain", "teapot"));
		this.bindings.connect();
		BindingAnswer answer = this.bindings.sidecar()
			.fireBinding("queue", "data".getBytes(StandardCharsets.UTF_8), Map.of("k", "v"));
		assertThat(answer.status()).isEqualTo(418);
		assertThat(answer.isSuccess()).isFalse();
		assertThat(answer.body()).asString().isEqualTo("teapot");
		assertThat(this.bindings.events()).singleElement().satisfies((event) -> {
			assertThat(event.body()).isEqualTo("data");
			assertThat(event.header("K")).isEqualTo("v");
		});
		assertThatIllegalArgumentException().isThrownBy(() -> this.bindings.fire("nope"))
			.withMessage("There is no input binding 'nope', but [queue]");
		this.app.close();
		assertThatIllegalStateException().isThrownBy(() -> this.bindings.fire("queue"))
			.withMessage("The application did not answer to an event of the binding 'queue'")
			.havingCause()
			.withMessageStartingWith("Post \"http://127.0.0.1:%d/queue\": ", this.app.port());
	}

	@Test
	void interceptorSeesAndAnswersCalls() {
		this.folder.component("queue", "bindings.rabbitmq");
		this.bindings.connect();
		List<String> seen = new CopyOnWriteArrayList<>();
		this.bindings.sidecar().interceptBindings((name, request, binding) -> {
			seen.add("%s %s %s".formatted(name, request.operation(),
					new String(request.data(), StandardCharsets.UTF_8)));
			return switch (name) {
				case "stub" -> new BindingResponse("stubbed".getBytes(StandardCharsets.UTF_8), Map.of("k", "v"));
				case "broken" -> throw new BindingException("out of order", Map.of("k", "v"));
				default -> binding.invoke(request);
			};
		});
		assertThat(this.bindings.create("queue", "1", "").status()).isEqualTo(204);
		RawHttp.Answer stubbed = this.bindings.create("stub", "2", "");
		assertThat(stubbed.status()).isEqualTo(200);
		assertThat(stubbed.body()).isEqualTo("stubbed");
		assertThat(stubbed.header("Metadata.k")).isEqualTo("v");
		RawHttp.Answer broken = this.bindings.create("broken", "3", "");
		assertThat(broken.status()).isEqualTo(500);
		assertThat(broken.body()).contains("error invoking output binding broken: out of order");
		assertThat(broken.header("Metadata.k")).isEqualTo("v");
		assertThat(this.bindings.create("nope", "4", "").body()).contains("couldn't find output binding nope");
		assertThat(seen).containsExactly("queue create 1", "stub create 2", "broken create 3", "nope create 4");
		this.bindings.sidecar().interceptBindings(null);
		assertThat(this.bindings.create("stub", "5", "").status()).isEqualTo(500);
		assertThat(seen).hasSize(4);
	}

}
