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

package dev.daprfunctions.secret;

import dev.daprfunctions.client.SidecarFailures;
import dev.daprfunctions.client.SidecarReads;
import dev.daprfunctions.function.FunctionCall;
import dev.daprfunctions.function.FunctionParameter;
import dev.daprfunctions.function.InputReader;
import io.dapr.client.DaprClient;
import io.dapr.client.domain.GetBulkSecretRequest;
import reactor.core.publisher.Mono;

/**
 * All secrets of a store.
 */
final class AllSecretsInput implements InputReader {

	private final DaprClient client;

	private final FunctionParameter parameter;

	private final SecretBinder.Target target;

	AllSecretsInput(DaprClient client, FunctionParameter parameter, SecretBinder.Target target) {
		this.client = client;
		this.parameter = parameter;
		this.target = target;
	}

	@Override
	public Mono<?> read(FunctionCall call) {
		String store = call.evaluate(this.target.store(), "store");
		GetBulkSecretRequest request = new GetBulkSecretRequest(store)
			.setMetadata(this.target.metadata().evaluate(call.arguments()));
		return SidecarReads.cancellable(() -> this.client.getBulkSecret(request))
			.onErrorMap((failure) -> SidecarFailures.translate(failure,
					"reading the secrets of store '" + store + "' for " + this.parameter.describeInCall()));
	}

}
