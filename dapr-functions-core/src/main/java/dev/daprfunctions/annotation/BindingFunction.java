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

import org.springframework.aot.hint.annotation.Reflective;
import org.springframework.core.annotation.AliasFor;

/**
 * Makes a method of a bean a function that an input binding runs.
 * <p>
 * The one parameter without an annotation is the payload, read from the body as JSON; the
 * body of some bindings, such as {@code bindings.cron}, is empty, which is {@code null}
 * or an empty {@code Optional}. The metadata of the event are headers.
 *
 * @since 0.1.0
 * @see <a href="https://docs.dapr.io/reference/api/bindings_api/">Bindings API</a>
 */
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Reflective
public @interface BindingFunction {

	/**
	 * Name of the binding component, alias of {@link #name()}.
	 * @return the name
	 */
	@AliasFor("name")
	String value() default "";

	/**
	 * Name of the binding component, or its {@code route}.
	 * @return the name, by default that of the method
	 */
	@AliasFor("value")
	String name() default "";

}
