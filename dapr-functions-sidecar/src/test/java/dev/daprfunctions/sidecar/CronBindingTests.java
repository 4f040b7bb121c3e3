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

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import dev.daprfunctions.sidecar.RecordingApp.Answer;
import dev.daprfunctions.sidecar.RecordingApp.Received;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@code bindings.cron}. What they expect was seen on a real sidecar.
 */
class CronBindingTests {

	@RegisterExtension
	final BindingFixture bindings = new BindingFixture();

	private final TestFolder folder = this.bindings.folder();

	private final RecordingApp app = this.bindings.app();

	@Test
	void cronFires() {
		this.folder.component("tick", "bindings.cron", "{name: schedule, value: '@every 300ms'}");
		Instant start = Instant.now();
		this.bindings.connect();
		Received event = this.bindings.awaitEvents(3).get(0);
		assertThat(Duration.between(start, Instant.now())).isGreaterThan(Duration.ofMillis(850));
		assertThat(event.path()).isEqualTo("/tick");
		assertThat(event.body()).isEmpty();
		assertThat(event.header("Content-Length")).isEqualTo("0");
		assertThat(event.header("Content-Type")).isEqualTo("application/json");
		assertThat(event.header("Timezone")).isEqualTo("Local");
		assertThat(event.header("Readtimeutc"))
			.matches("[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})? \\+0000 UTC");
		assertThat(event.header("Traceparent")).isEqualTo(SidecarFixture.NO_TRACE);
		assertThat(event.headers().keySet()).containsExactlyInAnyOrder("Accept-encoding", "Content-length",
				"Content-type", "Host", "Readtimeutc", "Timezone", "Traceparent", "User-agent");
	}

	@Test
	void cronDoesNotWaitForApplication() {
		this.folder.component("tick", "bindings.cron", "{name: schedule, value: '@every 100ms'}",
				"{name: direction, value: input}");
		CountDownLatch latch = new CountDownLatch(1);
		this.app.answer((request) -> {
			if (request.verb().equals("POST")) {
				RecordingApp.block(latch);
			}
			return Answer.of(500);
		});
		this.bindings.connect();
		this.bindings.awaitEvents(3);
		latch.countDown();
	}

	@Test
	void cronWithFieldsFires() {
		this.folder.component("tick", "bindings.cron", "{name: schedule, value: '* * * * * *'}");
		this.bindings.connect();
		List<Received> events = this.bindings.awaitEvents(2);
		assertThat(Duration.between(readTime(events.get(0)), readTime(events.get(1)))).isBetween(Duration.ofMillis(500),
				Duration.ofMillis(1500));
	}

	private static LocalDateTime readTime(Received event) {
		return LocalDateTime.parse(event.header("Readtimeutc").substring(0, 23).replaceFirst(" ", "T"));
	}

	@Test
	void cronOfOtherDirectionIsSilent() {
		this.folder.component("tick", "bindings.cron", "{name: schedule, value: '@every 10ms'}",
				"{name: direction, value: output}");
		this.bindings.connect();
		assertThat(this.bindings.probes()).isEmpty();
		assertThatIllegalArgumentException().isThrownBy(() -> this.bindings.fire("tick"))
			.withMessage("There is no input binding 'tick', but []");
		assertThat(this.bindings.send("GET", "/v1.0/metadata", null).body())
			.contains("{\"name\":\"tick\",\"type\":\"bindings.cron\",\"version\":\"v1\"}");
	}

}
