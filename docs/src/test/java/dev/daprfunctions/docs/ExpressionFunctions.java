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

import dev.daprfunctions.OutputBinding;
import dev.daprfunctions.annotation.DaprState;
import dev.daprfunctions.annotation.ServiceInvocationFunction;

import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;

@Component
class ExpressionFunctions {

	// tag::expressions[]
	@ServiceInvocationFunction("regions/{region}/notes")
	void takeNote(Map<String, Object> payload, @PathVariable String region,
			@RequestHeader(name = "x-author", defaultValue = "nobody") String author,
			@DaprState(store = "${state-store}", key = "{region}-{payload.order.id}") OutputBinding<String> note,
			@DaprState(store = "%state-store%",
					key = "by {author} in #{environment['region']} {{draft}}") OutputBinding<String> draft) {
		note.setValue("Note");
		draft.setValue("Draft");
	}
	// end::expressions[]

}
