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

package dev.daprfunctions.sidecar.app;

import org.eclipse.jetty.http.HttpFields;

/**
 * Request to the application.
 *
 * @param verb the HTTP verb
 * @param path the path with its query, as the request line has it
 * @param headers the headers
 * @param body the body
 * @since 0.1.0
 */
public record AppRequest(String verb, String path, HttpFields headers, Body body) {

	/**
	 * Body of a request.
	 *
	 * @param bytes the bytes
	 * @param isLengthKnown whether to tell the application the length beforehand
	 * @param isTruncated whether the body is larger than the sidecar takes
	 */
	public record Body(byte[] bytes, boolean isLengthKnown, boolean isTruncated) {

		/**
		 * No body.
		 */
		public static final Body NONE = new Body(new byte[0], false, false);

	}

}
