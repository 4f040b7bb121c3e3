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

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.StringValue;
import io.dapr.v1.DaprGrpc;
import io.dapr.v1.DaprJobsProtos.DeleteJobRequest;
import io.dapr.v1.DaprJobsProtos.DeleteJobsByPrefixRequestAlpha1;
import io.dapr.v1.DaprJobsProtos.GetJobRequest;
import io.dapr.v1.DaprJobsProtos.Job;
import io.dapr.v1.DaprJobsProtos.ListJobsRequestAlpha1;
import io.dapr.v1.DaprJobsProtos.ScheduleJobRequest;
import io.grpc.CallOptions;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCalls;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Tests for jobs over gRPC.
 */
class JobGrpcTests {

	@RegisterExtension
	static final SidecarFixture fixture = new SidecarFixture();

	@AfterEach
	void clear() {
		assertThat(fixture.sidecar().control().clear(Duration.ofSeconds(30))).isTrue();
	}

	@Test
	void whenDataAreBytesThenAppGetsThemWithoutSpaceAround() {
		schedule(job("bytes").setData(Any.newBuilder().setValue(ByteString.copyFromUtf8(" \n{\"a\": 1}\t "))));
		assertThat(fixture.receive("/job/bytes").body()).isEqualTo("{\"a\": 1}");
	}

	@Test
	void whenDataAreAMessageThenAppGetsItsBytesWithoutSpaceAround() {
		schedule(job("message").setData(Any.pack(StringValue.of("abc"))));
		assertThat(fixture.receive("/job/message").body()).isEqualTo("\u0003abc");
	}

	@Test
	void whenThereAreNoDataThenBodyIsEmpty() {
		schedule(job("empty"));
		assertThat(fixture.receive("/job/empty").body()).isEmpty();
		assertThat(fixture.receive("/job/empty").header("Content-Length")).isEqualTo("0");
	}

	@Test
	void whenJobExistsThenItIsReadListedAndDeleted() {
		Job daily = Job.newBuilder().setName("daily").setSchedule("@daily").build();
		schedule(daily.toBuilder());
		schedule(daily.toBuilder().setName("daily2"));
		Job read = fixture.stub().getJobAlpha1(GetJobRequest.newBuilder().setName("daily").build()).getJob();
		assertThat(read.getSchedule()).isEqualTo("@daily");
		assertThat(read.getFailurePolicy().getConstant().getMaxRetries()).isEqualTo(3);
		assertThat(fixture.stub().listJobsAlpha1(ListJobsRequestAlpha1.getDefaultInstance()).getJobsList())
			.extracting(Job::getName)
			.containsExactly("daily", "daily2");
		fixture.stub().deleteJobAlpha1(DeleteJobRequest.newBuilder().setName("daily").build());
		fixture.stub().deleteJobAlpha1(DeleteJobRequest.newBuilder().setName("daily").build());
		assertThat(failure(() -> fixture.stub().getJobAlpha1(GetJobRequest.newBuilder().setName("daily").build())))
			.isEqualTo("INTERNAL: failed to get job due to: rpc error: code = NotFound desc = job not found: daily");
		fixture.stub()
			.deleteJobsByPrefixAlpha1(DeleteJobsByPrefixRequestAlpha1.newBuilder().setNamePrefix("dai").build());
		assertThat(fixture.stub().listJobsAlpha1(ListJobsRequestAlpha1.getDefaultInstance()).getJobsList()).isEmpty();
	}

	@Test
	void whenJobIsWrongThenFails() {
		assertThat(failure(() -> fixture.stub().scheduleJobAlpha1(ScheduleJobRequest.getDefaultInstance())))
			.isEqualTo("INVALID_ARGUMENT: Job is empty");
		assertThat(failure(() -> schedule(Job.newBuilder()))).isEqualTo("INVALID_ARGUMENT: Name is empty");
		assertThat(failure(() -> schedule(Job.newBuilder().setName("j"))))
			.isEqualTo("INVALID_ARGUMENT: Schedule is empty");
		schedule(Job.newBuilder().setName("j").setSchedule("@daily"));
		assertThat(failure(() -> schedule(Job.newBuilder().setName("j").setSchedule("@daily"))))
			.isEqualTo("ALREADY_EXISTS: failed to schedule job due to: rpc error: code = AlreadyExists desc = "
					+ "job already exists: 'app||default||myapp||j'");
	}

	@Test
	void whenMethodHasItsStableNameThenItWorksToo() {
		call(DaprGrpc.getScheduleJobAlpha1Method(), "ScheduleJob",
				ScheduleJobRequest.newBuilder()
					.setJob(Job.newBuilder().setName("stable").setSchedule("@daily"))
					.build());
		assertThat(
				call(DaprGrpc.getGetJobAlpha1Method(), "GetJob", GetJobRequest.newBuilder().setName("stable").build())
					.getJob()
					.getName())
			.isEqualTo("stable");
		assertThat(call(DaprGrpc.getListJobsAlpha1Method(), "ListJobs", ListJobsRequestAlpha1.getDefaultInstance())
			.getJobsCount()).isEqualTo(1);
		call(DaprGrpc.getDeleteJobAlpha1Method(), "DeleteJob", DeleteJobRequest.newBuilder().setName("stable").build());
		assertThat(call(DaprGrpc.getListJobsAlpha1Method(), "ListJobs", ListJobsRequestAlpha1.getDefaultInstance())
			.getJobsCount()).isZero();
	}

	private static <Q, R> R call(MethodDescriptor<Q, R> method, String name, Q request) {
		MethodDescriptor<Q, R> stable = method.toBuilder()
			.setFullMethodName(MethodDescriptor.generateFullMethodName(DaprGrpc.SERVICE_NAME, name))
			.build();
		return ClientCalls.blockingUnaryCall(fixture.channel(), stable, CallOptions.DEFAULT, request);
	}

	private static Job.Builder job(String name) {
		return Job.newBuilder().setName(name).setDueTime("0s");
	}

	private static void schedule(Job.Builder job) {
		fixture.stub().scheduleJobAlpha1(ScheduleJobRequest.newBuilder().setJob(job).build());
	}

	private static String failure(ThrowingCallable call) {
		Status status = catchThrowableOfType(StatusRuntimeException.class, call).getStatus();
		return status.getCode() + ": " + status.getDescription();
	}

}
