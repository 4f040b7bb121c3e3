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

package dev.daprfunctions.sidecar.binding;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import dev.daprfunctions.sidecar.component.Component;

/**
 * Directions of the types of bindings.
 */
final class BindingTypes {

	static final String CRON = "bindings.cron";

	static final String LOCAL_STORAGE = "bindings.localstorage";

	static final String HTTP = "bindings.http";

	private static final Set<String> INPUT_ONLY = Set.of(CRON, "bindings.kubernetes", "bindings.rethinkdb.statechange",
			"bindings.zeebe.jobworker");

	private static final Set<String> OUTPUT_ONLY = Set.of(LOCAL_STORAGE, HTTP, "bindings.alicloud.oss",
			"bindings.alicloud.sls", "bindings.alicloud.tablestore", "bindings.apns", "bindings.aws.dynamodb",
			"bindings.aws.s3", "bindings.aws.ses", "bindings.aws.sns", "bindings.azure.blobstorage",
			"bindings.azure.cosmosdb", "bindings.azure.cosmosdb.gremlinapi", "bindings.azure.openai",
			"bindings.azure.signalr", "bindings.cloudflare.queues", "bindings.commercetools", "bindings.dubbo",
			"bindings.gcp.bucket", "bindings.graphql", "bindings.huawei.obs", "bindings.influx", "bindings.kitex",
			"bindings.mysql", "bindings.postgres", "bindings.postgresql", "bindings.postmark", "bindings.redis",
			"bindings.sftp", "bindings.smtp", "bindings.twilio.sendgrid", "bindings.twilio.sms", "bindings.wasm",
			"bindings.zeebe.command");

	private static final String DIRECTION = "direction";

	private static final String INPUT = "input";

	private static final String OUTPUT = "output";

	private BindingTypes() {
	}

	static boolean isInput(Component component) {
		return !OUTPUT_ONLY.contains(component.type())
				&& (component.setting(DIRECTION) == null || isExplicitInput(component));
	}

	static boolean isOutput(Component component) {
		return !INPUT_ONLY.contains(component.type())
				&& (component.setting(DIRECTION) == null || hasDirection(component, OUTPUT));
	}

	static boolean isExplicitInput(Component component) {
		return hasDirection(component, INPUT);
	}

	private static boolean hasDirection(Component component, String direction) {
		String directions = component.setting(DIRECTION);
		return directions != null
				&& Arrays.stream(directions.split(",")).map(String::strip).anyMatch(direction::equalsIgnoreCase);
	}

	static List<String> capabilities(Component component) {
		Stream<String> input = (isInput(component)) ? Stream.of("INPUT_BINDING") : Stream.empty();
		Stream<String> output = (isOutput(component)) ? Stream.of("OUTPUT_BINDING") : Stream.empty();
		return Stream.concat(input, output).toList();
	}

}
