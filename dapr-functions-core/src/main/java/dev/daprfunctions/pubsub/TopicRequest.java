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

package dev.daprfunctions.pubsub;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

import dev.daprfunctions.function.TriggerRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.util.MultiValueMap;

/**
 * {@link TriggerRequest} that keeps what was read out of its body.
 *
 * @param <T> the type of what was read
 */
abstract class TopicRequest<T> implements TriggerRequest {

	private final TriggerRequest delegate;

	private @Nullable T content;

	TopicRequest(TriggerRequest delegate) {
		this.delegate = delegate;
	}

	T content() throws IOException {
		if (this.content == null) {
			this.content = read(this.delegate.getBody());
		}
		return this.content;
	}

	abstract T read(byte[] body);

	@Nullable T contentIfRead() {
		return this.content;
	}

	@Override
	public HttpHeaders getHeaders() {
		return this.delegate.getHeaders();
	}

	@Override
	public @Nullable String getContentType() {
		return this.delegate.getContentType();
	}

	@Override
	public MultiValueMap<String, String> getQueryParameters() {
		return this.delegate.getQueryParameters();
	}

	@Override
	public Map<String, String> getPathVariables() {
		return this.delegate.getPathVariables();
	}

	@Override
	public byte[] getBody() throws IOException {
		return this.delegate.getBody();
	}

	@Override
	public InputStream getBodyStream() throws IOException {
		return new ByteArrayInputStream(getBody());
	}

}
