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

import java.io.IOException;

import dev.daprfunctions.sidecar.app.AppChannelException;
import dev.daprfunctions.sidecar.app.AppConnection;
import dev.daprfunctions.sidecar.app.AppRequest;
import dev.daprfunctions.sidecar.uri.InvalidEscapeException;
import dev.daprfunctions.sidecar.uri.UrlPath;
import io.dapr.v1.DaprJobsProtos.Job;
import org.eclipse.jetty.http.HttpFields;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs jobs in the application.
 */
final class JobTrigger {

	private static final Logger logger = LoggerFactory.getLogger(JobTrigger.class);

	private static final HttpFields HEADERS = HttpFields.build().add("Content-Type", "application/json");

	private static final int NOT_FOUND = 404;

	private final AppConnection app;

	JobTrigger(AppConnection app) {
		this.app = app;
	}

	/**
	 * Run a job.
	 * @param job the job
	 * @return whether that is done; an application that does not know the job counts as
	 * that, because it will not know it the next time
	 */
	boolean run(Job job) {
		try {
			int status = this.app.ask(request(job)).status();
			if (status == NOT_FOUND) {
				logger.error("The application does not know the job '{}': POST {} answered 404", job.getName(),
						path(job));
				return true;
			}
			boolean done = status >= 200 && status < 300;
			if (!done) {
				logger.error("Job '{}' failed: the application answered {}", job.getName(), status);
			}
			return done;
		}
		catch (AppChannelException | IOException | InvalidEscapeException | JobDataException ex) {
			logger.error("Job '{}' failed: {}", job.getName(), ex.getMessage());
			return false;
		}
	}

	private static AppRequest request(Job job) throws InvalidEscapeException, JobDataException {
		return new AppRequest("POST", path(job), HEADERS,
				new AppRequest.Body(JobData.toBody(job.getData()), true, false));
	}

	private static String path(Job job) throws InvalidEscapeException {
		return UrlPath.toRequestPath("/job/" + job.getName());
	}

}
