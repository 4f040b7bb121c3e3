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

package dev.daprfunctions.invocation;

import java.net.URI;
import java.util.Map;

import dev.daprfunctions.function.OutputWrite;
import org.jspecify.annotations.Nullable;

/**
 * Invocation of another application.
 *
 * @param appId the id of the application
 * @param method the method
 * @param httpMethod the name of the HTTP method
 * @param uri where the sidecar takes the invocation, relative to its address
 * @param body the body, or {@code null} for none
 * @param headers the headers
 * @param function the function that invokes, for messages
 */
record InvocationWrite(String appId, String method, String httpMethod, URI uri, byte @Nullable [] body,
		Map<String, String> headers, String function) implements OutputWrite {

	@Override
	public String target() {
		return "invocation of method '" + this.method + "' of application '" + this.appId + "'";
	}

}
