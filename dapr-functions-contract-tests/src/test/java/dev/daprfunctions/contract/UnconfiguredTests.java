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

import dev.daprfunctions.contract.Answer.Failure;
import io.dapr.v1.DaprConfigurationProtos.GetConfigurationRequest;
import io.dapr.v1.DaprJobsProtos.GetJobRequest;
import io.grpc.Status.Code;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Cases for building blocks that nothing was configured for.
 */
@ClassTemplate
class UnconfiguredTests {

	@RegisterExtension
	static final Contract contract = new Contract(
			SidecarSpec.needing(Capability.CONFIGURATION, Capability.LOCKS, Capability.JOBS).withoutApp());

	@Test
	void whenThereIsNoConfigurationStoreThenFails() {
		Failure failure = contract.send("GET", "/v1.0/configuration/store?key=k").failure();
		assertThat(failure.status()).isEqualTo(500);
		assertThat(failure.code()).isEqualTo("ERR_CONFIGURATION_STORE_NOT_CONFIGURED");
		assertThat(GrpcFailure
			.of(() -> contract.stub()
				.getConfiguration(GetConfigurationRequest.newBuilder().setStoreName("store").build()))
			.code()).isEqualTo(Code.FAILED_PRECONDITION);
	}

	@Test
	void whenThereIsNoSchedulerThenJobFails() {
		Failure failure = contract.send("POST", "/v1.0/jobs/job", "{\"dueTime\":\"1s\",\"data\":1}").failure();
		assertThat(failure.status()).isEqualTo(500);
		assertThat(failure.code()).isEqualTo("DAPR_SCHEDULER_SCHEDULE_JOB");
		assertThat(contract.send("GET", "/v1.0/jobs/job").status()).isEqualTo(500);
		assertThat(GrpcFailure.of(() -> contract.stub().getJobAlpha1(GetJobRequest.newBuilder().setName("job").build()))
			.code()).isEqualTo(Code.INTERNAL);
	}

	@Test
	void whenThereIsNoLockStoreThenFails() {
		Failure failure = contract
			.send("POST", "/v1.0-alpha1/lock/store",
					"{\"resourceId\":\"r\",\"lockOwner\":\"o\",\"expiryInSeconds\":10}")
			.failure();
		assertThat(failure.status()).isEqualTo(500);
		assertThat(failure.code()).isEqualTo("ERR_LOCK_STORE_NOT_CONFIGURED");
	}

}
