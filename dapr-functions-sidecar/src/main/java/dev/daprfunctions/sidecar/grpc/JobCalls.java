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

package dev.daprfunctions.sidecar.grpc;

import dev.daprfunctions.sidecar.job.JobApi;
import io.dapr.v1.DaprJobsProtos.DeleteJobRequest;
import io.dapr.v1.DaprJobsProtos.DeleteJobResponse;
import io.dapr.v1.DaprJobsProtos.DeleteJobsByPrefixRequestAlpha1;
import io.dapr.v1.DaprJobsProtos.DeleteJobsByPrefixResponseAlpha1;
import io.dapr.v1.DaprJobsProtos.GetJobRequest;
import io.dapr.v1.DaprJobsProtos.GetJobResponse;
import io.dapr.v1.DaprJobsProtos.ListJobsResponseAlpha1;
import io.dapr.v1.DaprJobsProtos.ScheduleJobRequest;
import io.dapr.v1.DaprJobsProtos.ScheduleJobResponse;

/**
 * Calls of the jobs API.
 */
final class JobCalls {

	private final JobApi jobs;

	JobCalls(JobApi jobs) {
		this.jobs = jobs;
	}

	ScheduleJobResponse schedule(ScheduleJobRequest request) {
		if (!request.hasJob()) {
			throw this.jobs.noJob();
		}
		this.jobs.schedule(request.getJob(), request.getOverwrite());
		return ScheduleJobResponse.getDefaultInstance();
	}

	GetJobResponse get(GetJobRequest request) {
		return GetJobResponse.newBuilder().setJob(this.jobs.get(request.getName())).build();
	}

	DeleteJobResponse delete(DeleteJobRequest request) {
		this.jobs.delete(request.getName());
		return DeleteJobResponse.getDefaultInstance();
	}

	DeleteJobsByPrefixResponseAlpha1 deleteByPrefix(DeleteJobsByPrefixRequestAlpha1 request) {
		this.jobs.deleteByPrefix(request.getNamePrefix());
		return DeleteJobsByPrefixResponseAlpha1.getDefaultInstance();
	}

	ListJobsResponseAlpha1 list() {
		return ListJobsResponseAlpha1.newBuilder().addAllJobs(this.jobs.getAll()).build();
	}

}
