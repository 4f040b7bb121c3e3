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

package dev.daprfunctions.sidecar.error;

import java.util.List;
import java.util.Map;

import com.google.protobuf.Message;
import io.grpc.Status;

/**
 * Errors of building blocks that nothing was configured for.
 *
 * @since 0.1.0
 */
public final class Unconfigured {

	private Unconfigured() {
	}

	/**
	 * Create the error for any use of configuration.
	 * @return the error
	 */
	public static ApiException configuration() {
		return ApiException.withReason(500, Status.Code.FAILED_PRECONDITION, "ERR_CONFIGURATION_STORE_NOT_CONFIGURED",
				"configuration stores not configured");
	}

	/**
	 * Create the error for any use of a lock.
	 * @return the error
	 */
	public static ApiException lock() {
		return ApiException.plain(500, Status.Code.FAILED_PRECONDITION, "ERR_LOCK_STORE_NOT_CONFIGURED",
				"lock store is not configured");
	}

	/**
	 * Create the error for the use of a job.
	 * @param appId the id of the application
	 * @param verb what was to be done with the job
	 * @param errorCode the error code
	 * @return the error
	 */
	public static ApiException job(String appId, String verb, String errorCode) {
		List<Message> details = List
			.of(ApiException.errorInfo(errorCode, Map.of("appID", appId, "namespace", "default")));
		return ApiException.withDetails(500, Status.Code.INTERNAL, errorCode,
				"failed to %s job due to: scheduler clients are disabled".formatted(verb), details);
	}

}
