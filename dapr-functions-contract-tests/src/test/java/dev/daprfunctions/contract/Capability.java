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

/**
 * What a sidecar can do, as far as a development sidecar may lack it.
 */
enum Capability {

	/** State stores over HTTP and gRPC. */
	STATE,

	/** Invoking the own application. */
	INVOCATION,

	/** Health and metadata. */
	INSPECTION,

	/** Publishing, subscriptions and their delivery. */
	PUBSUB,

	/** Publishing and delivery in bulk. */
	BULK,

	/** Resiliency policies. */
	RESILIENCY,

	/** Secret stores. */
	SECRETS,

	/** Input and output bindings. */
	BINDINGS,

	/** Token that the sidecar asks for. */
	API_TOKEN,

	/** Token that the sidecar shows to the application. */
	APP_TOKEN,

	/** Health checks of the application. */
	APP_HEALTH,

	/** Invoking another application. */
	OTHER_APPS,

	/** Placeholders such as {@code {appID}} in the settings of components. */
	SETTING_TEMPLATES,

	/** Settings of components that are written as numbers or mappings. */
	SETTING_TYPES,

	/** Components that may fail to load. */
	IGNORED_ERRORS,

	/** Configuration stores. */
	CONFIGURATION,

	/** Locks. */
	LOCKS,

	/** Jobs. */
	JOBS

}
