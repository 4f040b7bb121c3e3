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

package dev.daprfunctions.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Binds a parameter of a function, or its return value, to an output binding that is
 * invoked after the function has returned normally.
 * <p>
 * The parameter is an {@link dev.daprfunctions.OutputBinding OutputBinding} or an
 * {@link dev.daprfunctions.OutputCollector OutputCollector}, of the data itself or of a
 * {@link dev.daprfunctions.BindingRequest BindingRequest}.
 * <p>
 * All texts may contain {@code ${setting}}, {@code #{bean expression}} and
 * {@code %Setting%}, resolved once when the application starts, and
 * {@code {parameter.property}} over the other parameters, resolved by each call.
 * {@code {{} and {@code }}} are literal braces.
 *
 * @since 0.1.0
 * @see <a href="https://docs.dapr.io/reference/api/bindings_api/">Bindings API</a>
 */
@Target({ ElementType.PARAMETER, ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface DaprBinding {

	/**
	 * Name of the binding component.
	 * @return the name
	 */
	String name();

	/**
	 * Operation to carry out, for example {@code create}.
	 * @return the operation; required unless each value is a
	 * {@link dev.daprfunctions.BindingRequest BindingRequest} with an operation
	 */
	String operation() default "";

	/**
	 * Metadata of the request, each as {@code name=value}.
	 * @return the metadata
	 */
	String[] metadata() default {};

}
