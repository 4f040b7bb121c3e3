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

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import dev.daprfunctions.contract.TestApp.Received;
import dev.daprfunctions.contract.TestApp.Reply;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Cases for input bindings with a policy, driven by the clock.
 */
@ClassTemplate
class CronRetryTests {

	private static final String POLICY = """
			apiVersion: dapr.io/v1alpha1
			kind: Resiliency
			metadata:
			  name: resiliency
			spec:
			  policies:
			    retries:
			      three:
			        policy: constant
			        duration: 20ms
			        maxRetries: 3
			      some:
			        policy: constant
			        duration: 20ms
			        maxRetries: 3
			        matching:
			          httpStatusCodes: "500-599"
			  targets:
			    components:
			      tick:
			        inbound:
			          retry: three
			      choosy:
			        inbound:
			          retry: some
			""";

	private static final String SECOND = "{name: schedule, value: \"@every 1s\"}";

	@RegisterExtension
	static final Contract contract = new Contract(SidecarSpec.create()
		.component("tick", "bindings.cron", SECOND)
		.component("choosy", "bindings.cron", SECOND)
		.resource("resiliency", POLICY)
		.app((app) -> {
			app.onStartUp("OPTIONS", "/tick", Reply.of(200));
			app.onStartUp("OPTIONS", "/choosy", Reply.of(200));
		}));

	private final Map<String, Integer> tries = new ConcurrentHashMap<>();

	@ParameterizedTest
	@CsvSource({ "tick, 500 201 200, 3", "tick, 200, 1", "tick, 204, 4", "tick, 404, 4", "choosy, 500 201 200, 2",
			"choosy, 500, 4" })
	void whenAnswerIsNot200ThenPolicyOfComponentCounts(String binding, String statuses, int expectedTries) {
		String[] sequence = statuses.split(" ");
		contract.app().reply("/" + binding, (tick) -> reply(tick, sequence));
		await().until(() -> ticks(binding).size() == 3);
		assertThat(ticks(binding).get(1)).hasSize(expectedTries);
	}

	private Reply reply(Received tick, String[] sequence) {
		int number = this.tries.merge(time(tick), 1, Integer::sum);
		return Reply.of(Integer.parseInt(sequence[Math.min(number, sequence.length) - 1]));
	}

	private static List<List<Received>> ticks(String binding) {
		Map<String, List<Received>> ticks = contract.app()
			.received("/" + binding)
			.stream()
			.collect(Collectors.groupingBy(CronRetryTests::time, LinkedHashMap::new, Collectors.toList()));
		return List.copyOf(ticks.values());
	}

	private static String time(Received tick) {
		return tick.header("Readtimeutc");
	}

}
