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

package dev.daprfunctions.function;

/**
 * What runs a function.
 *
 * @param kind the kind of the trigger
 * @param name the name of the function
 * @param route where the sidecar calls it
 * @param protocol how the sidecar calls it
 * @since 0.1.0
 */
public record Trigger(Kind kind, String name, FunctionRoute route, TriggerProtocol protocol) {

	/**
	 * Kind of a trigger.
	 */
	public enum Kind {

		/**
		 * Another application, or a user through the sidecar, invokes the function.
		 */
		SERVICE_INVOCATION,

		/**
		 * An event of a topic.
		 */
		TOPIC,

		/**
		 * An input binding.
		 */
		BINDING,

		/**
		 * A request to a handler method of Spring MVC.
		 */
		HTTP

	}

}
