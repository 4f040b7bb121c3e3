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

package dev.daprfunctions.test;

/**
 * Sidecar that a test runs with.
 *
 * @since 0.1.0
 */
public enum SidecarType {

	/**
	 * The sidecar in the application's own JVM.
	 */
	EMBEDDED,

	/**
	 * The real {@code daprd}, started as a child process. It can be made to invoke
	 * functions, to publish events and to show and save states, and to nothing else. It
	 * does not tell which states it has: between tests those are removed that a test has
	 * saved or looked at.
	 */
	DAPRD

}
