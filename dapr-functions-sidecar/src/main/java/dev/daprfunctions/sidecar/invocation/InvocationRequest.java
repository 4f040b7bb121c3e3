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

package dev.daprfunctions.sidecar.invocation;

import dev.daprfunctions.sidecar.app.AppRequest;
import org.eclipse.jetty.http.HttpFields;
import org.jspecify.annotations.Nullable;

/**
 * Call of a method of an application.
 *
 * @param verb the HTTP verb, empty if the caller named none
 * @param method the method, without percent-encoding
 * @param query the query as it came in
 * @param headers the caller's headers
 * @param body the body
 * @param isStreamed whether the body came in pieces, so that it can be sent only once
 * @since 0.1.0
 */
public record InvocationRequest(String verb, String method, @Nullable String query, HttpFields headers,
		AppRequest.Body body, boolean isStreamed) {
}
