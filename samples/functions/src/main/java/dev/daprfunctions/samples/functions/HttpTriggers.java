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

package dev.daprfunctions.samples.functions;

import dev.daprfunctions.OutputBinding;
import dev.daprfunctions.annotation.DaprInvoke;
import dev.daprfunctions.annotation.DaprState;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api")
class HttpTriggers {

	@PostMapping("/CreateNewOrderHttpTrigger")
	NewOrder createNewOrder(@Valid @RequestBody NewOrder payload,
			@DaprState(store = "%StateStoreName%", key = "product") OutputBinding<Order> product) {
		product.setValue(payload.value());
		return payload;
	}

	@RequestMapping(path = "/invoke/{appId}/{methodName}", method = { RequestMethod.GET, RequestMethod.POST })
	void invoke(@PathVariable String appId, @PathVariable String methodName,
			@RequestBody(required = false) @Nullable JsonNode body,
			@DaprInvoke(appId = "{appId}", method = "{methodName}") OutputBinding<JsonNode> invocation) {
		invocation.setValue(body);
	}

}
