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

import dev.daprfunctions.binding.BindingBinder;
import dev.daprfunctions.function.ParameterBinder;
import dev.daprfunctions.function.ReturnValueBinder;
import dev.daprfunctions.invocation.InvocationBinder;
import dev.daprfunctions.pubsub.PublishBinder;
import dev.daprfunctions.state.StateBinder;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Lets binders of outputs read their values as {@link Envelopes}.
 *
 * @since 0.1.0
 */
public final class EnvelopeAdapter {

	private final Envelopes envelopes;

	private final boolean enabled;

	/**
	 * Creates an adapter.
	 * @param jsonMapper the application's mapper
	 * @param enabled whether values are read as envelopes
	 */
	public EnvelopeAdapter(JsonMapper jsonMapper, boolean enabled) {
		this.envelopes = new Envelopes(jsonMapper);
		this.enabled = enabled;
	}

	/**
	 * Adapts a binder of parameters.
	 * @param binder the binder
	 * @return the binder to use instead
	 */
	public ParameterBinder adapt(ParameterBinder binder) {
		EnvelopeBinder<?> adapted = (this.enabled) ? adaptOutput(binder) : null;
		return (adapted != null) ? adapted : binder;
	}

	/**
	 * Adapts a binder of return values.
	 * @param binder the binder
	 * @return the binder to use instead
	 */
	public ReturnValueBinder adapt(ReturnValueBinder binder) {
		EnvelopeBinder<?> adapted = (this.enabled) ? adaptOutput(binder) : null;
		return (adapted != null) ? adapted : binder;
	}

	private @Nullable EnvelopeBinder<?> adaptOutput(Object binder) {
		if (binder instanceof StateBinder state) {
			return new EnvelopeBinder<>(state, this.envelopes::state);
		}
		if (binder instanceof PublishBinder publish) {
			return new EnvelopeBinder<>(publish, this.envelopes::publish);
		}
		if (binder instanceof InvocationBinder invoke) {
			return new EnvelopeBinder<>(invoke, this.envelopes::invoke);
		}
		return (binder instanceof BindingBinder binding) ? new EnvelopeBinder<>(binding, this.envelopes::binding)
				: null;
	}

}
