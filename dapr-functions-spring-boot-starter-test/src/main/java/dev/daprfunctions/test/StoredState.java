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

import java.util.Optional;

import org.assertj.core.api.AssertProvider;
import tools.jackson.databind.json.JsonMapper;

/**
 * State of the application in a store. {@code Assertions.assertThat} takes it.
 *
 * @since 0.1.0
 */
public final class StoredState implements AssertProvider<StoredStateAssert> {

	private final SidecarBackend backend;

	private final JsonMapper jsonMapper;

	private final String store;

	private final String key;

	private final Patience patience;

	StoredState(SidecarBackend backend, JsonMapper jsonMapper, String store, String key, Patience patience) {
		this.backend = backend;
		this.jsonMapper = jsonMapper;
		this.store = store;
		this.key = key;
		this.patience = patience;
	}

	/**
	 * Return the value that the state has now.
	 * @return the value, empty if there is none
	 */
	public Optional<Content> content() {
		return Optional.ofNullable(this.backend.state(this.store, this.key))
			.map((bytes) -> new Content(bytes, this.jsonMapper));
	}

	/**
	 * Return the assertions.
	 * @return the assertions
	 * @deprecated for {@code Assertions.assertThat} only
	 */
	@Deprecated
	@Override
	public StoredStateAssert assertThat() {
		return new StoredStateAssert(this, this.patience);
	}

	String describeExpected(Object value) {
		return new Content(new byte[0], this.jsonMapper).describe(value);
	}

	String describeStore() {
		return this.backend.describe(this.store);
	}

	@Override
	public String toString() {
		return "State '%s' of '%s'".formatted(this.key, this.store);
	}

}
