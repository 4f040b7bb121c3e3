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

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.util.MultiValueMap;

/**
 * What runs a function, as it came from the sidecar.
 *
 * @since 0.1.0
 */
public interface TriggerRequest {

	/**
	 * Returns the headers.
	 * @return the headers, whose names have no case
	 */
	HttpHeaders getHeaders();

	/**
	 * Returns the content type.
	 * @return the header as it came, or {@code null} if there is none
	 */
	default @Nullable String getContentType() {
		return getHeaders().getFirst(HttpHeaders.CONTENT_TYPE);
	}

	/**
	 * Returns the parameters of the query; never those of a form in the body.
	 * @return the decoded parameters
	 */
	MultiValueMap<String, String> getQueryParameters();

	/**
	 * Returns the values of the variables of the function's route.
	 * @return the decoded values by name
	 */
	Map<String, String> getPathVariables();

	/**
	 * Returns the body, read at the first call.
	 * @return the bytes, empty without a body
	 * @throws IOException if the body cannot be received
	 */
	byte[] getBody() throws IOException;

	/**
	 * Returns the body as it is received, instead of {@link #getBody()}.
	 * @return the stream
	 * @throws IOException if the body cannot be received
	 */
	InputStream getBodyStream() throws IOException;

}
