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

package dev.daprfunctions.sidecar.binding;

import dev.daprfunctions.sidecar.resiliency.Policy;

/**
 * Input binding with what its component says about it.
 *
 * @param name the name of the component
 * @param route the route of the application
 * @param isExplicit whether the component says that it is an input, so that the
 * application is not asked
 * @param binding the binding
 * @param policy how often and how long to try to deliver an event
 */
record ConfiguredInput(String name, String route, boolean isExplicit, InputBinding binding, Policy policy) {

	/**
	 * Return whether the Dapr runtime takes an answer for a success: with retries it
	 * loses any other answer than 200.
	 * @param answer the answer of the application
	 * @return {@code true} if it does
	 */
	boolean isSuccess(BindingAnswer answer) {
		return (this.policy.hasRetry()) ? answer.isOk() : answer.isSuccess();
	}

}
