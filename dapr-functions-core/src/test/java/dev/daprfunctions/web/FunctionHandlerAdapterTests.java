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

package dev.daprfunctions.web;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;

import dev.daprfunctions.annotation.ServiceInvocationFunction;
import dev.daprfunctions.function.FailureResponses;
import dev.daprfunctions.function.FunctionFixture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.mock.web.MockAsyncContext;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FunctionHandlerAdapter}.
 */
class FunctionHandlerAdapterTests {

	private static final CompletableFuture<InputStream> pending = new CompletableFuture<>();

	private static final AtomicInteger closed = new AtomicInteger();

	private final FunctionFixture fixture = FunctionFixture.of(Functions.class);

	@AfterEach
	void close() {
		this.fixture.close();
	}

	@Test
	void whenRequestEndsBeforeTheFunctionThenItsStreamIsClosed() throws Exception {
		FailureResponses failures = new FailureResponses(JsonMapper.shared(), (request) -> false);
		FunctionHandlerAdapter adapter = new FunctionHandlerAdapter(this.fixture.invoker(), failures, null);
		MockHttpServletRequest request = new MockHttpServletRequest("POST", "/later");
		request.setAsyncSupported(true);
		adapter.handle(request, new MockHttpServletResponse(),
				Objects.requireNonNull(this.fixture.registry().find("later")));
		((MockAsyncContext) Objects.requireNonNull(request.getAsyncContext())).complete();
		assertThat(closed).hasValue(0);
		pending.complete(new ByteArrayInputStream(new byte[1]) {

			@Override
			public void close() {
				closed.incrementAndGet();
			}

		});
		assertThat(closed).hasValue(1);
	}

	static class Functions {

		@ServiceInvocationFunction
		CompletionStage<InputStream> later() {
			return pending;
		}

	}

}
