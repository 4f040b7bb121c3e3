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

import java.io.UncheckedIOException;
import java.time.Duration;

import com.google.protobuf.Empty;
import dev.daprfunctions.contract.Answer.Failure;
import io.dapr.v1.DaprGrpc;
import io.dapr.v1.DaprProtos.ShutdownRequest;
import io.grpc.Metadata;
import io.grpc.stub.MetadataUtils;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Cases for ending the sidecar over its API.
 */
@ClassTemplate
class ShutdownTests {

	private static final SidecarSpec OTHER = SidecarSpec.create()
		.appId("other")
		.component("tick", "bindings.cron", "{name: schedule, value: \"@every 1s\"}", "{name: direction, value: input}")
		.environment("DAPR_API_TOKEN", "right");

	@RegisterExtension
	static final Contract contract = new Contract(SidecarSpec.create());

	@Test
	void whenAskedThenAnswersAndEnds() {
		try (SidecarRun other = contract.start(OTHER)) {
			Answer answer = other.send("POST", "/v1.0/shutdown", "", "dapr-api-token: right");
			assertThat(answer.status()).isEqualTo(204);
			assertThat(answer.body()).isEmpty();
			awaitEnd(other);
		}
	}

	@Test
	void whenAskedOverGrpcThenAnswersAndEnds() {
		try (SidecarRun other = contract.start(OTHER)) {
			Metadata token = new Metadata();
			token.put(Metadata.Key.of("dapr-api-token", Metadata.ASCII_STRING_MARSHALLER), "right");
			DaprGrpc.DaprBlockingStub stub = DaprGrpc.newBlockingStub(other.channel())
				.withInterceptors(MetadataUtils.newAttachHeadersInterceptor(token));
			assertThat(stub.shutdown(ShutdownRequest.getDefaultInstance())).isEqualTo(Empty.getDefaultInstance());
			awaitEnd(other);
		}
	}

	@Test
	void whenTokenIsMissingThenGoesOn() {
		try (SidecarRun other = contract.start(OTHER)) {
			assertThat(other.send("POST", "/v1.0/shutdown").status()).isEqualTo(401);
			assertThat(other.send("GET", "/v1.0/metadata", null, "dapr-api-token: right").status()).isEqualTo(200);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET", "PUT", "DELETE" })
	void whenVerbIsNotPostThenNotFound(String verb) {
		assertThat(contract.send(verb, "/v1.0/shutdown").failure())
			.isEqualTo(new Failure(404, "ERR_DIRECT_INVOKE", Messages.NO_APP_ID));
	}

	private static void awaitEnd(SidecarRun other) {
		await().until(() -> hasEnded(other));
		int ticks = other.app().received("/tick").size();
		await().during(Duration.ofMillis(1100)).until(() -> other.app().received("/tick").size() == ticks);
	}

	private static boolean hasEnded(SidecarRun run) {
		try {
			run.send("GET", "/v1.0/healthz");
			return false;
		}
		catch (UncheckedIOException ex) {
			return true;
		}
	}

}
