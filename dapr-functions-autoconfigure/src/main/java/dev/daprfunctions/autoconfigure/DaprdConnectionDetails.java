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

package dev.daprfunctions.autoconfigure;

import dev.daprfunctions.sidecar.daprd.DaprdProcess;
import org.jspecify.annotations.Nullable;

/**
 * {@link DaprConnectionDetails} of a {@code daprd} that the application has started.
 */
final class DaprdConnectionDetails implements DaprConnectionDetails {

	private final DaprdProcess daprd;

	private final @Nullable String apiToken;

	DaprdConnectionDetails(DaprdProcess daprd, @Nullable String apiToken) {
		this.daprd = daprd;
		this.apiToken = apiToken;
	}

	@Override
	public String getHttpEndpoint() {
		return "http://127.0.0.1:" + this.daprd.httpPort();
	}

	@Override
	public String getGrpcEndpoint() {
		return "127.0.0.1:" + this.daprd.grpcPort();
	}

	@Override
	public @Nullable String getApiToken() {
		return this.apiToken;
	}

}
