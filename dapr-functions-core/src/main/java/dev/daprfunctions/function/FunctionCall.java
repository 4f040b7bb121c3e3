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

package dev.daprfunctions.function;

import dev.daprfunctions.error.FunctionException;
import dev.daprfunctions.expression.TextTemplate;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.util.StringUtils;

/**
 * One call of a function.
 *
 * @since 0.1.0
 */
public final class FunctionCall {

	private static final @Nullable CallOutput[] NO_OUTPUTS = new CallOutput[0];

	private final FunctionDefinition function;

	private final TriggerRequest request;

	private final @Nullable Object[] arguments;

	private @Nullable CallOutput[] outputs = NO_OUTPUTS;

	FunctionCall(FunctionDefinition function, TriggerRequest request, @Nullable Object[] arguments) {
		this.function = function;
		this.request = request;
		this.arguments = arguments;
	}

	/**
	 * Returns what ran the function.
	 * @return the request
	 */
	public TriggerRequest request() {
		return this.request;
	}

	/**
	 * Returns the function.
	 * @return the function
	 */
	public FunctionDefinition function() {
		return this.function;
	}

	/**
	 * Returns the arguments as far as they are known: those of the request and the
	 * holders of outputs from the beginning, inputs once they were read.
	 * @return the arguments in the order of the parameters
	 */
	public @Nullable Object[] arguments() {
		return this.arguments;
	}

	/**
	 * Evaluates a text that must not be empty.
	 * @param text the text
	 * @param attribute the name of the attribute, for the message
	 * @return the text for this call
	 * @throws FunctionException if a property is missing, or if the text is empty
	 */
	public String evaluate(TextTemplate text, String attribute) {
		String value = text.evaluate(this.arguments);
		if (!StringUtils.hasText(value)) {
			throw new FunctionException(HttpStatus.BAD_REQUEST,
					"The " + attribute + " '" + text + "' is empty in this call of " + this.function, null);
		}
		return value;
	}

	@Nullable CallOutput[] outputs() {
		return this.outputs;
	}

	void setOutputs(@Nullable CallOutput[] outputs) {
		this.outputs = outputs;
	}

}
