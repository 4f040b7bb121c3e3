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

package dev.daprfunctions.docs;

import java.util.Map;

import dev.daprfunctions.annotation.DaprSecret;
import dev.daprfunctions.annotation.ServiceInvocationFunction;

import org.springframework.stereotype.Component;

@Component
class SecretFunctions {

	// tag::secrets[]
	@ServiceInvocationFunction("CheckCarrier")
	boolean checkCarrier(@DaprSecret(store = "vault", key = "carrier-key") String key,
			@DaprSecret(store = "vault", key = "carrier-login") Login login) {
		return key.startsWith("live-") && !login.password().isEmpty();
	}
	// end::secrets[]

	// tag::all[]
	@ServiceInvocationFunction("CountSecrets")
	int countSecrets(@DaprSecret(store = "vault") Map<String, Map<String, String>> secrets) {
		return secrets.size();
	}
	// end::all[]

	// tag::secrets[]
	record Login(String user, String password) {
	}
	// end::secrets[]

}
