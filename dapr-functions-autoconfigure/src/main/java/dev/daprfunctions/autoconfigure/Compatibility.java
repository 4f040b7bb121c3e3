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

package dev.daprfunctions.autoconfigure;

/**
 * System whose behaviour an application expects.
 *
 * @since 0.1.0
 */
public enum Compatibility {

	/**
	 * None but this one.
	 */
	NONE,

	/**
	 * The Dapr extension for Azure Functions: outputs are read as its envelopes, topic
	 * functions get whole events as texts, bytes, streams and JSON trees, names match in
	 * any case, and the port is DAPR_APP_PORT or 3001.
	 */
	AZURE_FUNCTIONS

}
