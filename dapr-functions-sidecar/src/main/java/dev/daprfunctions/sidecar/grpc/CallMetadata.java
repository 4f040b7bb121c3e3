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

package dev.daprfunctions.sidecar.grpc;

import io.grpc.Context;
import io.grpc.Metadata;
import org.jspecify.annotations.Nullable;

/**
 * Metadata of the current call.
 *
 * @param request what the caller sent
 * @param authority the host and port that the caller called
 * @param response what is added to the answer's headers
 */
record CallMetadata(Metadata request, @Nullable String authority, Metadata response) {

	private static final Context.Key<CallMetadata> KEY = Context.key("dapr-call-metadata");

	static CallMetadata current() {
		CallMetadata current = KEY.get();
		if (current == null) {
			throw new IllegalStateException("No call is being handled");
		}
		return current;
	}

	Context attach() {
		return Context.current().withValue(KEY, this);
	}

}
