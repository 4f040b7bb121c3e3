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

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

import dev.daprfunctions.contract.TestApp.Received;
import dev.daprfunctions.contract.TestApp.Reply;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Cases for an application that gets so many calls at the same time and not more.
 */
@ClassTemplate
class MaxConcurrencyTests {

	private static final int LIMIT = 2;

	private static final Duration WHILE = Duration.ofMillis(1200);

	@RegisterExtension
	static final Contract contract = new Contract(SidecarSpec.create()
		.everyPubsub("pubsub")
		.component("tick", "bindings.cron", "{name: schedule, value: \"@every 1s\"}", "{name: direction, value: input}")
		.subscriptions("[%s,%s,%s,%s]".formatted(subscription(0), subscription(1), subscription(2), subscription(3)))
		.appHealth(1)
		.awaiting("/dapr/subscribe")
		.app((app) -> app.onStartUp("GET", "/alive", Reply.of(200)))
		.maxConcurrency(LIMIT));

	private final AtomicInteger inside = new AtomicInteger();

	private final AtomicInteger most = new AtomicInteger();

	private static String subscription(int number) {
		return "{\"pubsubname\":\"pubsub\",\"topic\":\"t%1$d\",\"route\":\"/t%1$d\"}".formatted(number);
	}

	@Test
	void metadataShowsLimit() {
		assertThat(contract.send("GET", "/v1.0/metadata")
			.json()
			.path("appConnectionProperties")
			.path("maxConcurrency")
			.asInt(0)).isEqualTo(LIMIT);
	}

	@Test
	void invocationsWait() {
		contract.app().reply(count((request) -> Reply.text(200, request.body())));
		List<Answer> answers = contract.atOnce(6,
				(number) -> contract.send("POST", "/v1.0/invoke/myapp/method/m", String.valueOf(number)));
		assertThat(answers).extracting(Answer::body).containsExactly("0", "1", "2", "3", "4", "5");
		assertThat(this.most).hasValue(LIMIT);
	}

	@Test
	void eventsWait() {
		contract.app().reply(count((request) -> Reply.of(200)));
		contract.atOnce(4, (number) -> contract.send("POST", "/v1.0/publish/pubsub/t" + number, "x"));
		for (int i = 0; i < 4; i++) {
			contract.app().await1("/t" + i);
		}
		await().until(() -> this.inside.get() == 0);
		assertThat(this.most).hasValue(LIMIT);
	}

	@Test
	void whenInvocationsAreUnderWayThenEventsAndTicksWaitButNoProbes() {
		CountDownLatch end = new CountDownLatch(1);
		contract.app().reply("/held", (request) -> Reply.of(hold(end, 20_000) ? 200 : 503));
		Thread calls = new Thread(
				() -> contract.atOnce(LIMIT, (number) -> contract.send("GET", "/v1.0/invoke/myapp/method/held")));
		calls.start();
		contract.app().awaitCount("/held", LIMIT);
		contract.app().received().clear();
		contract.send("POST", "/v1.0/publish/pubsub/t0", "x");
		await().during(WHILE)
			.until(() -> contract.app().received("/t0").isEmpty() && contract.app().received("/tick").isEmpty());
		assertThat(contract.app().received("/alive")).isNotEmpty();
		end.countDown();
		contract.app().await1("/t0");
		contract.app().await1("/tick");
	}

	private Function<Received, Reply> count(Function<Received, Reply> reply) {
		CountDownLatch never = new CountDownLatch(1);
		return (request) -> {
			if (request.path().equals("/alive") || request.path().equals("/tick")) {
				return Reply.of(200);
			}
			this.most.accumulateAndGet(this.inside.incrementAndGet(), Math::max);
			hold(never, 300);
			this.inside.decrementAndGet();
			return reply.apply(request);
		};
	}

	private static boolean hold(CountDownLatch latch, long millis) {
		try {
			return latch.await(millis, TimeUnit.MILLISECONDS);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
