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

package dev.daprfunctions;

/**
 * What a topic function tells the sidecar about an event.
 *
 * @since 0.1.0
 * @see <a href="https://docs.dapr.io/reference/api/pubsub_api/#expected-http-response">
 * Expected HTTP response of a subscriber</a>
 */
public enum TopicResult {

	/**
	 * The event was processed.
	 */
	SUCCESS,

	/**
	 * The event could not be processed now and is to be delivered again. The outputs of
	 * the function are not written.
	 */
	RETRY,

	/**
	 * The event is to be dropped, or sent to the dead-letter topic if there is one.
	 */
	DROP

}
