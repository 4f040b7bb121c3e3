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

package dev.daprfunctions.sidecar.job;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

import dev.daprfunctions.sidecar.app.AppConnection;
import dev.daprfunctions.sidecar.app.AppHealthListener;
import dev.daprfunctions.sidecar.error.ApiException;
import dev.daprfunctions.sidecar.fault.FaultableCall;
import dev.daprfunctions.sidecar.fault.Faults;
import dev.daprfunctions.sidecar.fault.Faults.FaultyCall;
import dev.daprfunctions.sidecar.fault.Operation;
import dev.daprfunctions.sidecar.network.Deliveries;
import io.dapr.v1.DaprJobsProtos.Job;
import io.grpc.Status;

/**
 * Jobs API of one application, as the HTTP and the gRPC front end share it. Jobs end with
 * the sidecar.
 *
 * @since 0.1.0
 */
public final class JobApi implements AppHealthListener, AutoCloseable {

	private static final String NAMESPACE = "default";

	private static final String DISABLED = "scheduler clients are disabled";

	private static final String UNKNOWN = "rpc error: code = Unknown desc = ";

	private final String appId;

	private final boolean enabled;

	private final Jobs jobs;

	private final Faults faults;

	/**
	 * Create a jobs API.
	 * @param appId the id of the application
	 * @param enabled whether there is a scheduler
	 * @param app the connection to the application
	 * @param clock the clock that jobs run by
	 * @param executor runs what calls the application
	 * @param deliveries counts the calls of the application
	 * @param faults the faults of the sidecar
	 */
	public JobApi(String appId, boolean enabled, AppConnection app, InstantSource clock, Executor executor,
			Deliveries deliveries, Faults faults) {
		this.appId = appId;
		this.enabled = enabled;
		this.jobs = new Jobs(new JobTrigger(app)::run, clock, executor, deliveries);
		this.faults = faults;
	}

	@Override
	public void onHealthy() {
		this.jobs.start();
	}

	@Override
	public void onUnhealthy() {
		this.jobs.pause();
	}

	/**
	 * Schedule a job.
	 * @param job the job
	 * @param overwrite whether it replaces one of the same name
	 * @throws ApiException if the job is wrong, or exists
	 */
	public void schedule(Job job, boolean overwrite) {
		if (job.getName().isEmpty() || job.getName().contains("|")) {
			throw empty("Name", "DAPR_SCHEDULER_JOB_NAME_EMPTY");
		}
		if (!job.hasSchedule() && !job.hasDueTime()) {
			throw empty("Schedule", "DAPR_SCHEDULER_SCHEDULE_EMPTY");
		}
		FaultyCall call = this.faults.begin(FaultableCall.of(Operation.SCHEDULE_JOB, "", job.getName()));
		Problem problem = Problem.SCHEDULE;
		JobName name = name(job.getName());
		boolean added = attempt(problem, () -> {
			name.verify();
			return add(job, overwrite);
		});
		if (!added) {
			throw error(409, Status.Code.ALREADY_EXISTS, problem,
					"rpc error: code = AlreadyExists desc = job already exists: '%s'".formatted(name.value()));
		}
		call.end();
	}

	private boolean add(Job job, boolean overwrite) {
		try {
			return this.jobs.add(job, overwrite);
		}
		catch (IllegalArgumentException ex) {
			throw new IllegalArgumentException("job failed validation: " + ex.getMessage(), ex);
		}
	}

	/**
	 * Return a job.
	 * @param name the name of the job
	 * @return the job
	 * @throws ApiException if there is none
	 */
	public Job get(String name) {
		verifyNotEmpty(name);
		FaultyCall call = this.faults.begin(FaultableCall.of(Operation.GET_JOB, "", name));
		Optional<Job> job = attempt(Problem.GET, () -> {
			name(name).verify();
			return this.jobs.get(name);
		});
		call.end();
		return job.orElseThrow(() -> error(500, Status.Code.INTERNAL, Problem.GET,
				"rpc error: code = NotFound desc = job not found: " + name));
	}

	/**
	 * Delete a job, if it exists.
	 * @param name the name of the job
	 * @throws ApiException if the name is wrong
	 */
	public void delete(String name) {
		verifyNotEmpty(name);
		FaultyCall call = this.faults.begin(FaultableCall.of(Operation.DELETE_JOB, "", name));
		attempt(Problem.DELETE, () -> {
			name(name).verify();
			this.jobs.remove(name::equals);
			return true;
		});
		call.end();
	}

	/**
	 * Delete the jobs whose names begin alike.
	 * @param prefix the beginning of the names, empty for all
	 */
	public void deleteByPrefix(String prefix) {
		attempt(Problem.DELETE, () -> {
			this.jobs.remove((name) -> name.startsWith(prefix));
			return true;
		});
	}

	/**
	 * Return all jobs.
	 * @return the jobs by name
	 */
	public List<Job> getAll() {
		return attempt(Problem.LIST, this.jobs::getAll);
	}

	/**
	 * Forget all jobs.
	 */
	public void clear() {
		this.jobs.remove((name) -> true);
	}

	private JobName name(String name) {
		return JobName.of(NAMESPACE, this.appId, name);
	}

	private <T> T attempt(Problem problem, Supplier<T> call) {
		if (!this.enabled) {
			throw error(500, Status.Code.INTERNAL, problem, DISABLED);
		}
		try {
			return call.get();
		}
		catch (IllegalArgumentException ex) {
			throw error(500, Status.Code.INTERNAL, problem, UNKNOWN + ex.getMessage());
		}
	}

	private void verifyNotEmpty(String name) {
		if (name.isEmpty()) {
			throw empty("Name", "DAPR_SCHEDULER_JOB_NAME_EMPTY");
		}
	}

	private ApiException empty(String what, String reason) {
		return error(400, Status.Code.INVALID_ARGUMENT, reason, what + " is empty");
	}

	private ApiException error(int httpStatus, Status.Code code, Problem problem, String cause) {
		return error(httpStatus, code, problem.reason, "failed to %s due to: %s".formatted(problem.action, cause));
	}

	private ApiException error(int httpStatus, Status.Code code, String reason, String message) {
		return ApiException.withDetails(httpStatus, code, reason, message,
				List.of(ApiException.errorInfo(reason, Map.of("appID", this.appId, "namespace", NAMESPACE))));
	}

	/**
	 * Create the error for a job that is named in the body of a request, too.
	 * @return the error
	 */
	public ApiException namedTwice() {
		String reason = "DAPR_SCHEDULER_JOB_NAME";
		return ApiException.withDetails(400, Status.Code.INVALID_ARGUMENT, reason, "Set the job name in the url only",
				List.of(ApiException.errorInfo(reason, Map.of("appID", this.appId))));
	}

	/**
	 * Create the error for a request without a job.
	 * @return the error
	 */
	public ApiException noJob() {
		return empty("Job", "DAPR_SCHEDULER_EMPTY");
	}

	@Override
	public void close() {
		this.jobs.close();
	}

	/**
	 * What may fail.
	 */
	private enum Problem {

		SCHEDULE("schedule job", "DAPR_SCHEDULER_SCHEDULE_JOB"), GET("get job", "DAPR_SCHEDULER_GET_JOB"),
		DELETE("delete job", "DAPR_SCHEDULER_DELETE_JOB"), LIST("list jobs", "DAPR_SCHEDULER_LIST_JOBS");

		private final String action;

		private final String reason;

		Problem(String action, String reason) {
			this.action = action;
			this.reason = reason;
		}

	}

}
