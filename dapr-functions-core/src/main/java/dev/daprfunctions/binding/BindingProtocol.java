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

package dev.daprfunctions.binding;

import dev.daprfunctions.function.BoundParameter;
import dev.daprfunctions.function.FunctionParameter;
import dev.daprfunctions.function.PayloadBinder;
import dev.daprfunctions.function.TriggerProtocol;

/**
 * {@link TriggerProtocol} of input bindings: the sidecar asks by OPTIONS whether an
 * application wants one, and some have no body.
 *
 * @see <a href="https://docs.dapr.io/reference/api/bindings_api/">Bindings API</a>
 */
final class BindingProtocol implements TriggerProtocol {

	@Override
	public BoundParameter bindPayload(FunctionParameter parameter, PayloadBinder payloads) {
		return payloads.bind(parameter, true);
	}

	@Override
	public boolean isProbed() {
		return true;
	}

}
