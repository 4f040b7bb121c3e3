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

import org.springframework.web.bind.annotation.RequestMethod;

/**
 * Binds a parameter of a function, or its return value, to a method of another
 * application that is invoked after the function has returned normally. The answer must
 * be 2xx; its body is ignored.
 * <p>
 * The parameter is an {@link dev.daprfunctions.OutputBinding OutputBinding} or an
 * {@link dev.daprfunctions.OutputCollector OutputCollector}, of the body itself or of an
 * {@link dev.daprfunctions.Invocation Invocation}.
 * <p>
 * All texts may contain {@code ${setting}}, {@code #{bean expression}} and
 * {@code %Setting%}, resolved once when the application starts, and
 * {@code {parameter.property}} over the other parameters, resolved by each call.
 * {@code {{} and {@code }}} are literal braces.
 *
 * @since 0.1.0
 * @see <a href="https://docs.dapr.io/reference/api/service_invocation_api/">Service
 * invocation API</a>
 */
@Target({ ElementType.PARAMETER, ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface DaprInvoke {

	/**
	 * Id of the application to invoke.
	 * @return the id
	 */
	String appId();

	/**
	 * Method of the application, with slashes between its segments.
	 * @return the method
	 */
	String method();

	/**
	 * HTTP method.
	 * @return the HTTP method
	 */
	RequestMethod httpMethod() default RequestMethod.POST;

}
