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

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import dev.daprfunctions.contract.Answer.Failure;
import dev.daprfunctions.contract.Target.Store;
import dev.daprfunctions.contract.TestApp.Received;
import dev.daprfunctions.contract.TestApp.Reply;
import io.dapr.v1.CommonProtos.HTTPExtension;
import io.dapr.v1.CommonProtos.InvokeRequest;
import io.dapr.v1.DaprInvokeProtos.InvokeServiceRequest;
import io.grpc.Status.Code;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Cases for a sidecar that looks after the health of the application.
 */
@ClassTemplate
class AppHealthTests {

	private static final String UNHEALTHY = "rpc error: code = Internal desc = app is not in a healthy state";

	@RegisterExtension
	static final Contract contract = new Contract(SidecarSpec.create()
		.everyPubsub("pubsub")
		.redisSetting("{name: processingTimeout, value: \"1000\"}")
		.redisSetting("{name: redeliverInterval, value: \"1000\"}")
		.component("tick", "bindings.cron", "{name: schedule, value: \"@every 1s\"}")
		.subscriptions("[{\"pubsubname\":\"pubsub\",\"topic\":\"health\",\"route\":\"/orders\"}]")
		.appHealth(1)
		.awaiting("/tick")
		.environment("APP_API_TOKEN", "secret")
		.app((app) -> app.onStartUp("GET", "/alive", Reply.of(200)))
		.app((app) -> app.onStartUp("OPTIONS", "/tick", Reply.of(200))));

	@BeforeEach
	void awaitHealthy() {
		await().until(() -> invoke().status() == 200);
		contract.app().received().clear();
	}

	@Test
	void probeIsPlainGet() {
		Received probe = contract.app().await1("/alive");
		assertThat(probe.verb()).isEqualTo("GET");
		assertThat(probe.body()).isEmpty();
		assertThat(probe.headers().keySet()).containsExactlyInAnyOrder("Host", "User-agent", "Accept-encoding");
		assertThat(probe.header("User-Agent")).isEqualTo("Go-http-client/1.1");
	}

	@Test
	void metadataShowsCheck() {
		assertThat(contract.send("GET", "/v1.0/metadata").json().path("appConnectionProperties").path("health"))
			.hasToString("{\"healthCheckPath\":\"alive\",\"healthProbeInterval\":\"1s\","
					+ "\"healthProbeTimeout\":\"1s\",\"healthThreshold\":1}");
	}

	@Test
	void whenAppIsUnhealthyThenInvocationFailsUntilItIsHealthy() {
		fallIll();
		assertThat(invoke().failure())
			.isEqualTo(new Failure(500, "ERR_DIRECT_INVOKE", "failed to invoke, id: myapp, err: " + UNHEALTHY));
		contract.app().reply("/alive", Reply.of(204));
		await().until(() -> invoke().status() == 200);
	}

	@Test
	void whenAppIsUnhealthyThenInvocationFailsOverGrpc() {
		fallIll();
		InvokeRequest message = InvokeRequest.newBuilder()
			.setMethod("m")
			.setData(Any.newBuilder().setValue(ByteString.EMPTY))
			.setHttpExtension(HTTPExtension.newBuilder().setVerb(HTTPExtension.Verb.GET))
			.build();
		assertThat(GrpcFailure.of(() -> contract.stub()
			.invokeService(InvokeServiceRequest.newBuilder().setId("myapp").setMessage(message).build())))
			.isEqualTo(new GrpcFailure(Code.INTERNAL, "failed to invoke, id: myapp, err: " + UNHEALTHY));
	}

	@Test
	void whenAppIsUnhealthyThenOthersCannotInvokeIt() {
		try (SidecarRun other = contract
			.start(SidecarSpec.create().appId("other").namesOf(contract.run().workspace()))) {
			fallIll();
			assertThat(other.send("GET", "/v1.0/invoke/myapp/method/m").failure()).isEqualTo(new Failure(500,
					"ERR_DIRECT_INVOKE",
					"failed to invoke, id: myapp, err: rpc error: code = Internal desc = error invoking app channel: "
							+ UNHEALTHY));
		}
	}

	@Test
	void whenAppIsUnhealthyThenSidecarIsReady() {
		fallIll();
		assertThat(contract.send("GET", "/v1.0/healthz").status()).isEqualTo(204);
		assertThat(contract.send("GET", "/v1.0/healthz/outbound").status()).isEqualTo(204);
	}

	@Test
	void whenAppIsUnhealthyThenEventsWaitWhereBrokerKeepsThem() {
		fallIll();
		contract.send("POST", "/v1.0/publish/pubsub/health", "first");
		contract.app().reply("/alive", Reply.of(200));
		await().until(() -> invoke().status() == 200);
		await().until(() -> {
			contract.send("POST", "/v1.0/publish/pubsub/health", "second");
			return events().anyMatch("second"::equals);
		});
		if (contract.store() == Store.REDIS) {
			await().until(() -> events().anyMatch("first"::equals));
		}
		else {
			assertThat(events()).doesNotContain("first");
		}
	}

	@Test
	void whenAppIsHealthyAgainThenItIsAskedForItsBindingsOnly() {
		fallIll();
		contract.app().received().clear();
		contract.app().awaitCount("/alive", 3);
		assertThat(contract.app().received("/tick")).isEmpty();
		contract.app().reply("/alive", Reply.of(200));
		await().until(() -> contract.app().received("/tick").size() >= 3);
		assertThat(contract.app().received("/tick")).extracting(Received::verb)
			.startsWith("OPTIONS", "POST")
			.filteredOn("OPTIONS"::equals)
			.hasSize(1);
		assertThat(contract.app().received()).extracting(Received::path)
			.doesNotContain("/dapr/config", "/dapr/subscribe");
	}

	@Test
	void whenAppWantsBindingNoMoreThenItGetsNothing() {
		fallIll();
		contract.app().reply("/tick", Reply.of(404));
		contract.app().reply("/alive", Reply.of(200));
		contract.app().await1("/tick");
		contract.app().received().clear();
		contract.app().awaitCount("/alive", 3);
		assertThat(contract.app().received("/tick")).isEmpty();
		fallIll();
		contract.app().reset();
		contract.app().awaitCount("/tick", 2);
	}

	@Test
	void whenProbeIsAnsweredLateThenAppIsUnhealthy() {
		CountDownLatch answered = new CountDownLatch(1);
		contract.app().reply("/alive", late(answered));
		await().until(() -> invoke().status() == 500);
		answered.countDown();
		await().until(() -> invoke().status() == 200);
	}

	@Test
	void whenProbeIsRedirectedThenAppIsUnhealthy() {
		contract.app().reply("/alive", Reply.redirect("/elsewhere"));
		await().until(() -> invoke().status() == 500);
		assertThat(contract.app().received("/elsewhere")).isEmpty();
	}

	private static Function<Received, Reply> late(CountDownLatch answered) {
		return (probe) -> {
			try {
				return Reply.of((answered.await(20, TimeUnit.SECONDS)) ? 200 : 503);
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		};
	}

	private static Stream<String> events() {
		return contract.app().received("/orders").stream().map((event) -> event.json().path("data").asString());
	}

	private static void fallIll() {
		contract.app().reply("/alive", Reply.of(500));
		await().until(() -> invoke().status() == 500);
	}

	private static Answer invoke() {
		return contract.send("GET", "/v1.0/invoke/myapp/method/m");
	}

}
