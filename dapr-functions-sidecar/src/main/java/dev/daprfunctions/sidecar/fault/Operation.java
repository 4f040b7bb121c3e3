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

package dev.daprfunctions.sidecar.fault;

/**
 * Operation of the Dapr API that a fault can be put into.
 *
 * @since 0.1.0
 */
public enum Operation {

	/**
	 * Read one state.
	 */
	GET_STATE("ERR_STATE_GET"),

	/**
	 * Read several states.
	 */
	GET_BULK_STATE("ERR_STATE_BULK_GET"),

	/**
	 * Save states, each for itself.
	 */
	SAVE_STATE("ERR_STATE_SAVE"),

	/**
	 * Delete one state.
	 */
	DELETE_STATE("ERR_STATE_DELETE"),

	/**
	 * Delete states, each for itself.
	 */
	DELETE_BULK_STATE("ERR_STATE_BULK_DELETE"),

	/**
	 * Change states in one transaction.
	 */
	TRANSACT_STATE("ERR_STATE_TRANSACTION"),

	/**
	 * Publish one event.
	 */
	PUBLISH("ERR_PUBSUB_PUBLISH_MESSAGE"),

	/**
	 * Publish several events.
	 */
	PUBLISH_BULK("ERR_PUBSUB_PUBLISH_MESSAGE"),

	/**
	 * Call an output binding.
	 */
	INVOKE_BINDING("ERR_INVOKE_OUTPUT_BINDING"),

	/**
	 * Read one secret.
	 */
	GET_SECRET("ERR_SECRET_GET"),

	/**
	 * Read all secrets of a store.
	 */
	GET_BULK_SECRET("ERR_SECRET_GET"),

	/**
	 * Read values of a configuration store.
	 */
	GET_CONFIGURATION("ERR_CONFIGURATION_GET"),

	/**
	 * Subscribe to values of a configuration store.
	 */
	SUBSCRIBE_CONFIGURATION("ERR_CONFIGURATION_SUBSCRIBE"),

	/**
	 * Try to take a lock.
	 */
	TRY_LOCK("ERR_TRY_LOCK"),

	/**
	 * Release a lock.
	 */
	UNLOCK("ERR_UNLOCK"),

	/**
	 * Schedule a job.
	 */
	SCHEDULE_JOB("DAPR_SCHEDULER_SCHEDULE_JOB"),

	/**
	 * Read a job.
	 */
	GET_JOB("DAPR_SCHEDULER_GET_JOB"),

	/**
	 * Delete a job.
	 */
	DELETE_JOB("DAPR_SCHEDULER_DELETE_JOB"),

	/**
	 * Invoke a method of an application.
	 */
	INVOKE_APP("ERR_DIRECT_INVOKE"),

	/**
	 * Read the metadata of the sidecar.
	 */
	GET_METADATA("ERR_METADATA_GET");

	private final String errorCode;

	Operation(String errorCode) {
		this.errorCode = errorCode;
	}

	String errorCode() {
		return this.errorCode;
	}

}
