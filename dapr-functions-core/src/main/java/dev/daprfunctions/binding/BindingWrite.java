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

import java.util.Map;

import dev.daprfunctions.function.OutputWrite;
import org.jspecify.annotations.Nullable;

/**
 * Request to an output binding.
 *
 * @param name the name of the binding
 * @param operation the operation
 * @param data the data, or {@code null} for none
 * @param metadata the metadata
 * @param function the function that requests, for messages
 */
record BindingWrite(String name, String operation, byte @Nullable [] data, Map<String, String> metadata,
		String function) implements OutputWrite {

	@Override
	public String target() {
		return "operation '" + this.operation + "' of binding '" + this.name + "'";
	}

}
