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

import java.util.List;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.ErrorInfo;
import dev.daprfunctions.contract.Answer.Failure;
import io.dapr.v1.DaprConfigurationProtos.GetConfigurationRequest;
import io.dapr.v1.DaprConfigurationProtos.SubscribeConfigurationRequest;
import io.dapr.v1.DaprConfigurationProtos.UnsubscribeConfigurationRequest;
import io.dapr.v1.DaprConfigurationProtos.UnsubscribeConfigurationResponse;
import io.dapr.v1.DaprJobsProtos.DeleteJobRequest;
import io.dapr.v1.DaprJobsProtos.GetJobRequest;
import io.dapr.v1.DaprJobsProtos.Job;
import io.dapr.v1.DaprJobsProtos.ScheduleJobRequest;
import io.dapr.v1.DaprLockProtos.TryLockRequest;
import io.dapr.v1.DaprLockProtos.UnlockRequest;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Cases for building blocks that nothing was configured for.
 */
@ClassTemplate
class UnconfiguredTests {

	@RegisterExtension
	static final Contract contract = new Contract(SidecarSpec.create().withoutApp());

	@Test
	void whenThereIsNoConfigurationStoreThenFails() {
		for (String version : List.of("v1.0", "v1.0-alpha1")) {
			String store = "/" + version + "/configuration/store";
			for (String path : List.of("?key=k", "/subscribe?key=k", "/1/unsubscribe")) {
				assertThat(contract.send("GET", store + path).failure()).isEqualTo(new Failure(500,
						"ERR_CONFIGURATION_STORE_NOT_CONFIGURED", "configuration stores not configured"));
			}
		}
	}

	@Test
	void whenThereIsNoConfigurationStoreThenFailsOverGrpc() {
		GetConfigurationRequest get = GetConfigurationRequest.newBuilder().setStoreName("store").build();
		SubscribeConfigurationRequest subscribe = SubscribeConfigurationRequest.newBuilder()
			.setStoreName("store")
			.build();
		for (ThrowingCallable call : List.<ThrowingCallable>of(() -> contract.stub().getConfiguration(get),
				() -> contract.stub().getConfigurationAlpha1(get),
				() -> contract.stub().subscribeConfiguration(subscribe).next(),
				() -> contract.stub().subscribeConfigurationAlpha1(subscribe).next())) {
			assertThat(GrpcFailure.of(call))
				.isEqualTo(new GrpcFailure(Code.FAILED_PRECONDITION, "configuration stores not configured"));
			assertThat(reason(call)).isEqualTo("ERR_CONFIGURATION_STORE_NOT_CONFIGURED");
		}
	}

	@Test
	void whenThereIsNoSubscriptionThenItCannotBeEndedOverGrpc() {
		UnsubscribeConfigurationRequest request = UnsubscribeConfigurationRequest.newBuilder()
			.setStoreName("store")
			.setId("1")
			.build();
		UnsubscribeConfigurationResponse expected = UnsubscribeConfigurationResponse.newBuilder()
			.setMessage("failed to unsubscribe to configuration request 1: subscription does not exist")
			.build();
		assertThat(contract.stub().unsubscribeConfiguration(request)).isEqualTo(expected);
		assertThat(contract.stub().unsubscribeConfigurationAlpha1(request)).isEqualTo(expected);
	}

	@Test
	void whenThereIsNoSchedulerThenJobFails() {
		for (String version : List.of("v1.0", "v1.0-alpha1")) {
			String job = "/" + version + "/jobs/job";
			assertThat(contract.send("POST", job, "{\"dueTime\":\"1s\",\"data\":1}").failure())
				.isEqualTo(new Failure(500, "DAPR_SCHEDULER_SCHEDULE_JOB",
						"failed to schedule job due to: scheduler clients are disabled"));
			assertThat(contract.send("GET", job).failure()).isEqualTo(new Failure(500, "DAPR_SCHEDULER_GET_JOB",
					"failed to get job due to: scheduler clients are disabled"));
			assertThat(contract.send("DELETE", job).failure()).isEqualTo(new Failure(500, "DAPR_SCHEDULER_DELETE_JOB",
					"failed to delete job due to: scheduler clients are disabled"));
		}
	}

	@Test
	void whenThereIsNoSchedulerThenJobFailsOverGrpc() {
		ThrowingCallable schedule = () -> contract.stub()
			.scheduleJobAlpha1(
					ScheduleJobRequest.newBuilder().setJob(Job.newBuilder().setName("job").setDueTime("1s")).build());
		assertThat(GrpcFailure.of(schedule))
			.isEqualTo(new GrpcFailure(Code.INTERNAL, "failed to schedule job due to: scheduler clients are disabled"));
		assertThat(reason(schedule)).isEqualTo("DAPR_SCHEDULER_SCHEDULE_JOB");
		ThrowingCallable get = () -> contract.stub().getJobAlpha1(GetJobRequest.newBuilder().setName("job").build());
		assertThat(GrpcFailure.of(get))
			.isEqualTo(new GrpcFailure(Code.INTERNAL, "failed to get job due to: scheduler clients are disabled"));
		assertThat(reason(get)).isEqualTo("DAPR_SCHEDULER_GET_JOB");
		ThrowingCallable delete = () -> contract.stub()
			.deleteJobAlpha1(DeleteJobRequest.newBuilder().setName("job").build());
		assertThat(GrpcFailure.of(delete))
			.isEqualTo(new GrpcFailure(Code.INTERNAL, "failed to delete job due to: scheduler clients are disabled"));
		assertThat(reason(delete)).isEqualTo("DAPR_SCHEDULER_DELETE_JOB");
	}

	@Test
	void whenThereIsNoLockStoreThenFails() {
		for (String verb : List.of("lock", "unlock")) {
			assertThat(contract
				.send("POST", "/v1.0-alpha1/" + verb + "/store",
						"{\"resourceId\":\"r\",\"lockOwner\":\"o\",\"expiryInSeconds\":10}")
				.failure())
				.isEqualTo(new Failure(500, "ERR_LOCK_STORE_NOT_CONFIGURED", "lock store is not configured"));
		}
	}

	@Test
	void whenThereIsNoLockStoreThenFailsOverGrpc() {
		for (ThrowingCallable call : List.<ThrowingCallable>of(
				() -> contract.stub()
					.tryLockAlpha1(TryLockRequest.newBuilder().setStoreName("store").setExpiryInSeconds(10).build()),
				() -> contract.stub().unlockAlpha1(UnlockRequest.newBuilder().setStoreName("store").build()))) {
			assertThat(GrpcFailure.of(call))
				.isEqualTo(new GrpcFailure(Code.FAILED_PRECONDITION, "lock store is not configured"));
		}
	}

	private static String reason(ThrowingCallable call) {
		return StatusProto.fromThrowable(catchThrowableOfType(StatusRuntimeException.class, call))
			.getDetailsList()
			.stream()
			.filter((detail) -> detail.is(ErrorInfo.class))
			.map((detail) -> {
				try {
					return detail.unpack(ErrorInfo.class).getReason();
				}
				catch (InvalidProtocolBufferException ex) {
					throw new IllegalStateException(ex);
				}
			})
			.findFirst()
			.orElse("none");
	}

}
