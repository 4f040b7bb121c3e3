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
 * Binds a parameter of a function to a secret, read before the function runs.
 * <p>
 * The parameter is a {@code String} if the secret has exactly one value; a
 * {@code Map<String, String>}, a record, another object or a {@code JsonNode} of its
 * values by name; without a {@link #key()} a {@code Map<String, Map<String, String>>} of
 * all secrets. Secrets are never logged, and never part of an exception.
 * <p>
 * All texts may contain {@code ${setting}}, {@code #{bean expression}} and
 * {@code %Setting%}, resolved once when the application starts, and
 * {@code {parameter.property}} over the other parameters, resolved by each call.
 * {@code {{} and {@code }}} are literal braces.
 *
 * @since 0.1.0
 * @see <a href="https://docs.dapr.io/reference/api/secrets_api/">Secrets API</a>
 */
@Target({ ElementType.PARAMETER, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface DaprSecret {

	/**
	 * Name of the secret store component.
	 * @return the name
	 */
	String store();

	/**
	 * Key of the secret.
	 * @return the key, by default all secrets that the application may read
	 */
	String key() default "";

	/**
	 * Metadata of the request, each as {@code name=value}.
	 * @return the metadata
	 */
	String[] metadata() default {};

}
