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

import dev.daprfunctions.contract.TestApp.Received;
import dev.daprfunctions.contract.TestApp.Reply;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Cases for input bindings, driven by the clock.
 */
@ClassTemplate
class CronTests {

	private static final String SECOND = "{name: schedule, value: \"@every 1s\"}";

	@RegisterExtension
	static final Contract contract = new Contract(SidecarSpec.create()
		.component("wanted", "bindings.cron", SECOND)
		.component("allowed", "bindings.cron", SECOND)
		.component("unwanted", "bindings.cron", SECOND)
		.component("failing", "bindings.cron", SECOND)
		.component("moved", "bindings.cron", SECOND)
		.component("routed", "bindings.cron", SECOND, "{name: route, value: /custom/path}")
		.component("unasked", "bindings.cron", SECOND, "{name: direction, value: input}")
		.component("sixfields", "bindings.cron", "{name: schedule, value: \"* * * * * *\"}")
		.app((app) -> {
			app.onStartUp("OPTIONS", "/wanted", Reply.of(200));
			app.onStartUp("OPTIONS", "/allowed", Reply.of(405));
			app.onStartUp("OPTIONS", "/unwanted", Reply.of(404));
			app.onStartUp("OPTIONS", "/moved", Reply.redirect("/wanted"));
			app.onStartUp("OPTIONS", "/failing", Reply.of(204));
			app.onStartUp("OPTIONS", "/custom/path", Reply.of(200));
			app.onStartUp("OPTIONS", "/sixfields", Reply.of(200));
		}));

	@Test
	void appIsAskedWhichBindingsItWants() {
		assertThat(contract.app().startUp()).filteredOn((request) -> request.verb().equals("OPTIONS"))
			.extracting(Received::path)
			.containsExactlyInAnyOrder("/wanted", "/allowed", "/unwanted", "/moved", "/failing", "/custom/path",
					"/sixfields");
	}

	@Test
	void questionHasContentType() {
		Received question = contract.app()
			.startUp()
			.stream()
			.filter((request) -> request.path().equals("/wanted"))
			.findFirst()
			.orElseThrow();
		assertThat(question.header("Content-Type")).isEqualTo("application/json");
		assertThat(question.body()).isEmpty();
		assertThat(question.headers().keySet()).containsExactlyInAnyOrder("Host", "User-agent", "Content-type",
				"Accept-encoding");
	}

	@Test
	void tickHasHeadersAndNoBody() {
		Received tick = contract.app().await1("/wanted");
		assertThat(tick.verb()).isEqualTo("POST");
		assertThat(tick.body()).isEmpty();
		assertThat(tick.header("Content-Length")).isEqualTo("0");
		assertThat(tick.header("Content-Type")).isEqualTo("application/json");
		assertThat(tick.header("Traceparent")).isEqualTo(Messages.NO_TRACE);
		assertThat(tick.header("Readtimeutc")).matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d.* UTC");
		assertThat(tick.header("Timezone")).isNotEmpty();
	}

	@Test
	void ticksGoOnWhateverAppAnswers() {
		contract.app().reply("/failing", Reply.of(500));
		contract.app().reply("/allowed", Reply.of(404));
		contract.app().awaitCount("/failing", 2);
		contract.app().awaitCount("/allowed", 2);
		contract.app().await1("/custom/path");
		contract.app().await1("/unasked");
		contract.app().await1("/sixfields");
		assertThat(contract.app().received("/unwanted")).isEmpty();
		assertThat(contract.app().received("/moved")).isEmpty();
		assertThat(contract.app().received("/routed")).isEmpty();
		assertThat(contract.app().received("/failing")).extracting((tick) -> tick.header("Readtimeutc"))
			.doesNotHaveDuplicates();
	}

}
