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

import java.math.BigDecimal;
import java.util.function.Consumer;
import java.util.regex.Pattern;

import com.google.protobuf.Duration;
import dev.daprfunctions.sidecar.job.JobData;
import dev.daprfunctions.sidecar.json.JsonFormatException;
import dev.daprfunctions.sidecar.json.ProtoStruct;
import io.dapr.v1.CommonProtos.JobFailurePolicy;
import io.dapr.v1.CommonProtos.JobFailurePolicyConstant;
import io.dapr.v1.CommonProtos.JobFailurePolicyDrop;
import io.dapr.v1.DaprJobsProtos.Job;
import org.jspecify.annotations.Nullable;

/**
 * Body of a request that schedules a job.
 *
 * @param job the job
 * @param overwrite whether it replaces one of the same name
 */
record JobBody(Job job, boolean overwrite) {

	private static final Pattern DURATION = Pattern.compile("[+-]?(\\d{1,12}|\\d{1,12}\\.\\d{1,9}|\\.\\d{1,9})s");

	private static final BigDecimal MAX_SECONDS = BigDecimal.valueOf(315_576_000_000L);

	static JobBody of(ProtoStruct body) throws JsonFormatException {
		Job.Builder job = Job.newBuilder();
		set(body.text("name"), job::setName);
		set(body.text("schedule"), job::setSchedule);
		Long repeats = body.uint32("repeats");
		if (repeats != null) {
			job.setRepeats(repeats.intValue());
		}
		set(body.text("dueTime"), job::setDueTime);
		set(body.text("ttl"), job::setTtl);
		job.setData(JobData.of(body.value("data")));
		ProtoStruct policy = body.struct("failurePolicy");
		if (policy != null) {
			job.setFailurePolicy(policy(policy));
		}
		return new JobBody(job.build(), body.flag("overwrite"));
	}

	private static void set(@Nullable String text, Consumer<String> setter) {
		if (text != null) {
			setter.accept(text);
		}
	}

	private static JobFailurePolicy policy(ProtoStruct policy) throws JsonFormatException {
		ProtoStruct drop = policy.struct("drop");
		ProtoStruct constant = policy.struct("constant");
		if (drop != null && constant != null) {
			throw new JsonFormatException(
					"error parsing \"constant\", oneof dapr.proto.common.v1.JobFailurePolicy.policy is already set");
		}
		JobFailurePolicy.Builder builder = JobFailurePolicy.newBuilder();
		if (drop != null) {
			builder.setDrop(JobFailurePolicyDrop.getDefaultInstance());
		}
		if (constant != null) {
			builder.setConstant(constant(constant));
		}
		return builder.build();
	}

	private static JobFailurePolicyConstant constant(ProtoStruct constant) throws JsonFormatException {
		JobFailurePolicyConstant.Builder builder = JobFailurePolicyConstant.newBuilder();
		String interval = constant.text("interval");
		if (interval != null) {
			builder.setInterval(duration(interval));
		}
		Long maxRetries = constant.uint32("maxRetries");
		if (maxRetries != null) {
			builder.setMaxRetries(maxRetries.intValue());
		}
		return builder.build();
	}

	private static Duration duration(String text) throws JsonFormatException {
		if (DURATION.matcher(text).matches()) {
			BigDecimal seconds = new BigDecimal(text.substring(0, text.length() - 1));
			if (seconds.abs().compareTo(MAX_SECONDS) <= 0) {
				BigDecimal whole = new BigDecimal(seconds.toBigInteger());
				return Duration.newBuilder()
					.setSeconds(whole.longValueExact())
					.setNanos(seconds.subtract(whole).movePointRight(9).intValueExact())
					.build();
			}
		}
		throw new JsonFormatException("invalid google.protobuf.Duration value \"%s\"".formatted(text));
	}

}
