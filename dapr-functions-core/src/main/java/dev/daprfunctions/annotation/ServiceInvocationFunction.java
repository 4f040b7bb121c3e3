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
import org.springframework.web.bind.annotation.RequestMethod;

/**
 * Makes a method of a bean a function that answers Dapr service invocation: other
 * applications call it by this application's id and the name of the function.
 * <p>
 * The one parameter without an annotation is the payload, read from the body as JSON.
 * Further parameters are Spring's {@code @RequestHeader}, {@code @RequestParam} (of the
 * query), {@code @PathVariable} and {@code HttpHeaders}, and the inputs and outputs of
 * this package. The method returns the body of the response, nothing, a
 * {@code ResponseEntity}, a {@code CompletionStage} or a {@code Mono}.
 *
 * @since 0.1.0
 * @see <a href="https://docs.dapr.io/reference/api/service_invocation_api/">Service
 * invocation API</a>
 */
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Reflective
public @interface ServiceInvocationFunction {

	/**
	 * Name of the function, alias of {@link #name()}.
	 * @return the name
	 */
	@AliasFor("name")
	String value() default "";

	/**
	 * Name by which the function is invoked; it may have several segments and path
	 * variables ({@code orders/{id}}), and settings ({@code ${...}}, {@code %...%}).
	 * @return the name, by default that of the method
	 */
	@AliasFor("value")
	String name() default "";

	/**
	 * HTTP methods that the function answers.
	 * @return the methods, by default any but OPTIONS, by which a sidecar probes for
	 * input bindings
	 */
	RequestMethod[] method() default {};

}
