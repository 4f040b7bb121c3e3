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

package dev.daprfunctions.sidecar.http;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

import com.google.protobuf.Any;
import com.google.protobuf.Duration;
import dev.daprfunctions.sidecar.error.ApiException;
import dev.daprfunctions.sidecar.job.JobApi;
import dev.daprfunctions.sidecar.job.JobData;
import dev.daprfunctions.sidecar.job.JobDataException;
import dev.daprfunctions.sidecar.json.RuntimeJson;
import io.dapr.v1.CommonProtos.JobFailurePolicy;
import io.dapr.v1.DaprJobsProtos.Job;
import io.grpc.Status;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Endpoints of the jobs API.
 */
final class JobEndpoints {

	private static final String NAME = "name";

	private static final int NANOS_PER_MILLI = 1_000_000;

	private static final int NANOS_PER_MICRO = 1_000;

	private final JobApi jobs;

	JobEndpoints(JobApi jobs) {
		this.jobs = jobs;
	}

	List<Route> routes() {
		return Stream.of("/v1.0/jobs/{name}", "/v1.0-alpha1/jobs/{name}")
			.flatMap((path) -> Stream.of(Route.post(path, this::schedule), Route.get(path, this::get),
					Route.delete(path, this::delete)))
			.toList();
	}

	private void schedule(ApiExchange exchange) throws IOException {
		JobBody body = ProtoBody.read(exchange, JobBody::of);
		if (!body.job().getName().isEmpty()) {
			throw this.jobs.namedTwice();
		}
		this.jobs.schedule(body.job().toBuilder().setName(exchange.path(NAME).strip()).build(), body.overwrite());
		exchange.respondEmpty();
	}

	private void delete(ApiExchange exchange) {
		this.jobs.delete(exchange.path(NAME));
		exchange.respondEmpty();
	}

	private void get(ApiExchange exchange) throws IOException {
		Job job = this.jobs.get(exchange.path(NAME));
		ObjectNode json = JsonNodeFactory.instance.objectNode();
		json.put(NAME, job.getName());
		if (job.hasSchedule()) {
			json.put("schedule", job.getSchedule());
		}
		if (job.hasRepeats()) {
			json.put("repeats", Integer.toUnsignedLong(job.getRepeats()));
		}
		if (job.hasDueTime()) {
			json.put("dueTime", job.getDueTime());
		}
		if (job.hasTtl()) {
			json.put("ttl", job.getTtl());
		}
		if (job.hasData()) {
			addData(json.putObject("data"), job.getData());
		}
		addPolicy(json.putObject("failurePolicy"), job.getFailurePolicy());
		exchange.respond(200, RuntimeJson.write(json));
	}

	private static void addData(ObjectNode json, Any data) {
		if (data.equals(Any.getDefaultInstance())) {
			return;
		}
		if (data.getTypeUrl().isEmpty()) {
			throw unwritable("proto: google.protobuf.Any: empty type URL");
		}
		if (!JobData.isJson(data)) {
			throw unwritable(
					"proto: google.protobuf.Any: unable to resolve \"%s\": not found".formatted(data.getTypeUrl()));
		}
		json.put("@type", data.getTypeUrl());
		try {
			json.set("value", JobData.toJson(data));
		}
		catch (JobDataException ex) {
			throw unwritable(String.valueOf(ex.getMessage()));
		}
	}

	private static ApiException unwritable(String problem) {
		return ApiException.plain(500, Status.Code.INTERNAL, "ERR_INTERNAL",
				"failed to encode response as JSON: " + problem);
	}

	private static void addPolicy(ObjectNode json, JobFailurePolicy policy) {
		if (policy.hasDrop()) {
			json.putObject("drop");
		}
		else if (policy.hasConstant()) {
			ObjectNode constant = json.putObject("constant");
			if (policy.getConstant().hasInterval()) {
				constant.put("interval", toText(policy.getConstant().getInterval()));
			}
			if (policy.getConstant().hasMaxRetries()) {
				constant.put("maxRetries", Integer.toUnsignedLong(policy.getConstant().getMaxRetries()));
			}
		}
	}

	private static String toText(Duration duration) {
		int nanos = Math.abs(duration.getNanos());
		String sign = (duration.getSeconds() < 0 || duration.getNanos() < 0) ? "-" : "";
		String seconds = sign + Math.abs(duration.getSeconds());
		if (nanos == 0) {
			return seconds + "s";
		}
		if (nanos % NANOS_PER_MILLI == 0) {
			return "%s.%03ds".formatted(seconds, nanos / NANOS_PER_MILLI);
		}
		return (nanos % NANOS_PER_MICRO == 0) ? "%s.%06ds".formatted(seconds, nanos / NANOS_PER_MICRO)
				: "%s.%09ds".formatted(seconds, nanos);
	}

}
