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

package dev.daprfunctions.compatibility;

import java.util.function.UnaryOperator;

import dev.daprfunctions.function.BoundParameter;
import dev.daprfunctions.function.CallOutput;
import dev.daprfunctions.function.FunctionMethod;
import dev.daprfunctions.function.FunctionParameter;
import dev.daprfunctions.function.OutputHolders;
import dev.daprfunctions.function.OutputSource;
import dev.daprfunctions.function.ParameterBinder;
import dev.daprfunctions.function.ReturnValueBinder;
import org.jspecify.annotations.Nullable;

/**
 * Binder that reads the values of the outputs of another one as {@link Envelopes}.
 *
 * @param <B> the type of the other binder
 */
final class EnvelopeBinder<B extends ParameterBinder & ReturnValueBinder>
		implements ParameterBinder, ReturnValueBinder {

	private final B delegate;

	private final UnaryOperator<@Nullable Object> envelopes;

	/**
	 * Creates a binder.
	 * @param delegate the other binder
	 * @param envelopes reads its values
	 */
	EnvelopeBinder(B delegate, UnaryOperator<@Nullable Object> envelopes) {
		this.delegate = delegate;
		this.envelopes = envelopes;
	}

	@Override
	public @Nullable BoundParameter bind(FunctionParameter parameter) {
		BoundParameter bound = this.delegate.bind(parameter);
		return (bound == null || bound.output() == null || !OutputHolders.isHolder(parameter)) ? bound
				: new BoundParameter(bound.argument(), bound.input(), reading(bound.output()));
	}

	@Override
	public @Nullable OutputSource bind(FunctionMethod method) {
		OutputSource output = this.delegate.bind(method);
		return (output != null) ? reading(output) : null;
	}

	private OutputSource reading(OutputSource output) {
		return (call) -> {
			CallOutput resolved = output.resolve(call);
			return (value, outputs) -> resolved.collect(this.envelopes.apply(value), outputs);
		};
	}

}
