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
import io.grpc.Status.Code;
import io.grpc.stub.ClientCalls;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Cases for jobs over gRPC.
 */
@ClassTemplate
class JobGrpcTests {

	@RegisterExtension
	static final Contract contract = new Contract(SidecarSpec.create().withScheduler());

	@Test
	void bytesAreSentWithoutSpaceAround() {
		schedule(soon("bytes").setData(Any.newBuilder().setValue(ByteString.copyFromUtf8(" \n{\"a\": 1}\t "))));
		assertThat(contract.app().await1("/job/bytes").body()).isEqualTo("{\"a\": 1}");
		assertThat(contract.app().await1("/job/bytes").header("Content-Type")).isEqualTo("application/json");
	}

	@Test
	void messageIsSentAsItsBytesOfWhichSpaceIsLost() {
		schedule(soon("message").setData(Any.pack(StringValue.of("abc"))));
		assertThat(StringValue.of("abc").toByteArray()).containsExactly('\n', 3, 'a', 'b', 'c');
		assertThat(contract.app().await1("/job/message").bytes()).containsExactly(3, 'a', 'b', 'c');
	}

	@Test
	void withoutDataBodyIsEmpty() {
		schedule(soon("empty"));
		assertThat(contract.app().await1("/job/empty").body()).isEmpty();
		assertThat(contract.app().await1("/job/empty").header("Content-Length")).isEqualTo("0");
	}

	@Test
	void jobIsReadAndDeleted() {
		schedule(later("read").setData(Any.newBuilder().setValue(ByteString.copyFromUtf8("x"))));
		Job job = contract.stub().getJobAlpha1(get("read")).getJob();
		assertThat(job.getName()).isEqualTo("read");
		assertThat(job.getSchedule()).isEqualTo("@every 1h");
		assertThat(job.getData().getValue().toStringUtf8()).isEqualTo("x");
		assertThat(job.getFailurePolicy().getConstant().getMaxRetries()).isEqualTo(3);
		contract.stub().deleteJobAlpha1(delete("read"));
		contract.stub().deleteJobAlpha1(delete("read"));
		assertThat(GrpcFailure.of(() -> contract.stub().getJobAlpha1(get("read")))).isEqualTo(new GrpcFailure(
				Code.INTERNAL, "failed to get job due to: rpc error: code = NotFound desc = job not found: read"));
	}

	@Test
	void jobWithoutDataIsReadOverHttp() {
		schedule(later("bare"));
		assertThat(contract.send("GET", "/v1.0/jobs/bare").json().toString())
			.isEqualTo("{\"name\":\"bare\",\"schedule\":\"@every 1h\","
					+ "\"failurePolicy\":{\"constant\":{\"interval\":\"1s\",\"maxRetries\":3}}}");
	}

	@Test
	void jobWithBytesIsNotReadOverHttp() {
		schedule(later("opaque").setData(Any.newBuilder().setValue(ByteString.copyFromUtf8("x"))));
		Answer answer = contract.send("GET", "/v1.0/jobs/opaque");
		assertThat(answer.status()).isEqualTo(500);
		assertThat(answer.failure().code()).isEqualTo("ERR_INTERNAL");
		assertThat(answer.failure().message()).startsWith("failed to encode response as JSON: proto:");
	}

	@Test
	void jobsAreListedAndDeletedByPrefix() {
		schedule(later("listed1"));
		schedule(later("listed2"));
		assertThat(contract.stub().listJobsAlpha1(ListJobsRequestAlpha1.getDefaultInstance()).getJobsList())
			.extracting(Job::getName)
			.contains("listed1", "listed2");
		contract.stub()
			.deleteJobsByPrefixAlpha1(DeleteJobsByPrefixRequestAlpha1.newBuilder().setNamePrefix("listed").build());
		assertThat(contract.stub().listJobsAlpha1(ListJobsRequestAlpha1.getDefaultInstance()).getJobsList())
			.extracting(Job::getName)
			.doesNotContain("listed1", "listed2");
	}

	@Test
	void whenJobIsWrongThenFails() {
		assertThat(GrpcFailure.of(() -> contract.stub().scheduleJobAlpha1(ScheduleJobRequest.getDefaultInstance())))
			.isEqualTo(new GrpcFailure(Code.INVALID_ARGUMENT, "Job is empty"));
		assertThat(GrpcFailure.of(() -> schedule(Job.newBuilder())))
			.isEqualTo(new GrpcFailure(Code.INVALID_ARGUMENT, "Name is empty"));
		assertThat(GrpcFailure.of(() -> schedule(Job.newBuilder().setName("a|b").setDueTime("1h"))))
			.isEqualTo(new GrpcFailure(Code.INVALID_ARGUMENT, "Name is empty"));
		assertThat(GrpcFailure.of(() -> schedule(Job.newBuilder().setName("j"))))
			.isEqualTo(new GrpcFailure(Code.INVALID_ARGUMENT, "Schedule is empty"));
		assertThat(GrpcFailure.of(() -> contract.stub().getJobAlpha1(get(""))))
			.isEqualTo(new GrpcFailure(Code.INVALID_ARGUMENT, "Name is empty"));
		assertThat(GrpcFailure.of(() -> contract.stub().deleteJobAlpha1(delete(""))))
			.isEqualTo(new GrpcFailure(Code.INVALID_ARGUMENT, "Name is empty"));
	}

	@Test
	void whenJobExistsThenFails() {
		schedule(later("twice"));
		assertThat(GrpcFailure.of(() -> schedule(later("twice")))).isEqualTo(new GrpcFailure(Code.ALREADY_EXISTS,
				"failed to schedule job due to: rpc error: code = AlreadyExists desc = "
						+ "job already exists: 'app||default||myapp||twice'"));
		contract.stub()
			.scheduleJobAlpha1(ScheduleJobRequest.newBuilder().setJob(later("twice")).setOverwrite(true).build());
	}

	@Test
	void methodsHaveStableNamesToo() {
		call(DaprGrpc.getScheduleJobAlpha1Method(), "ScheduleJob",
				ScheduleJobRequest.newBuilder().setJob(later("stable")).build());
		assertThat(call(DaprGrpc.getGetJobAlpha1Method(), "GetJob", get("stable")).getJob().getName())
			.isEqualTo("stable");
		assertThat(call(DaprGrpc.getListJobsAlpha1Method(), "ListJobs", ListJobsRequestAlpha1.getDefaultInstance())
			.getJobsList()).extracting(Job::getName).contains("stable");
		call(DaprGrpc.getDeleteJobAlpha1Method(), "DeleteJob", delete("stable"));
		call(DaprGrpc.getDeleteJobsByPrefixAlpha1Method(), "DeleteJobsByPrefix",
				DeleteJobsByPrefixRequestAlpha1.newBuilder().setNamePrefix("stable").build());
		assertThat(GrpcFailure.of(() -> call(DaprGrpc.getGetJobAlpha1Method(), "GetJob", get("stable"))).code())
			.isEqualTo(Code.INTERNAL);
	}

	private static <Q, R> R call(MethodDescriptor<Q, R> method, String name, Q request) {
		MethodDescriptor<Q, R> renamed = method.toBuilder()
			.setFullMethodName(MethodDescriptor.generateFullMethodName(DaprGrpc.SERVICE_NAME, name))
			.build();
		return ClientCalls.blockingUnaryCall(contract.channel(), renamed, CallOptions.DEFAULT, request);
	}

	private static Job.Builder soon(String name) {
		return Job.newBuilder().setName(name).setDueTime("0s");
	}

	private static Job.Builder later(String name) {
		return Job.newBuilder().setName(name).setSchedule("@every 1h");
	}

	private static GetJobRequest get(String name) {
		return GetJobRequest.newBuilder().setName(name).build();
	}

	private static DeleteJobRequest delete(String name) {
		return DeleteJobRequest.newBuilder().setName(name).build();
	}

	private static void schedule(Job.Builder job) {
		contract.stub().scheduleJobAlpha1(ScheduleJobRequest.newBuilder().setJob(job).build());
	}

}
