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
 * Binds a parameter of a function to a value in a Dapr state store, or makes the return
 * value of the function one.
 * <p>
 * The type of the parameter decides the direction. An
 * {@link dev.daprfunctions.OutputBinding OutputBinding} is written after the function has
 * returned normally. Anything else is read before the function runs: a value ({@code T})
 * that must be there, or the caller gets 404; an {@code Optional<T>} or
 * {@code @Nullable T} that may be missing; the Dapr SDK's {@code State<T>} with key and
 * ETag. A stored JSON {@code null} counts as missing.
 * <p>
 * All texts may contain {@code ${setting}}, {@code #{bean expression}} and
 * {@code %Setting%}, resolved once when the application starts, and in store, key and
 * metadata values {@code {parameter.property}} over the other parameters, resolved by
 * each call. {@code {{} and {@code }}} are literal braces.
 *
 * @since 0.1.0
 * @see <a href="https://docs.dapr.io/reference/api/state_api/">State management API</a>
 */
@Target({ ElementType.PARAMETER, ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface DaprState {

	/**
	 * Name of the state store component.
	 * @return the name
	 */
	String store();

	/**
	 * Key of the value.
	 * @return the key
	 */
	String key() default "";

	/**
	 * Keys of several values, read at once into a {@code Map<String, T>} by key that
	 * leaves out those that are missing.
	 * @return the keys, instead of {@link #key()}
	 */
	String[] keys() default {};

	/**
	 * Time after which a written value expires, in Spring's duration form ({@code 30s},
	 * {@code PT1H}), in whole seconds.
	 * @return the time to live, by default none
	 */
	String ttl() default "";

	/**
	 * What happens when the value was written by somebody else meanwhile.
	 * @return the concurrency of writes
	 */
	Concurrency concurrency() default Concurrency.DEFAULT;

	/**
	 * How many replicas must agree.
	 * @return the consistency of reads and writes
	 */
	Consistency consistency() default Consistency.DEFAULT;

	/**
	 * Whether writes may share a transaction with other writes of the function, where the
	 * state store is known to be right with it.
	 * @return {@code false} for no transaction
	 */
	boolean transactional() default true;

	/**
	 * Metadata of the request, each as {@code name=value}.
	 * @return the metadata
	 */
	String[] metadata() default {};

	/**
	 * Concurrency of a state operation.
	 */
	enum Concurrency {

		/**
		 * What the state store does by itself; nothing is sent.
		 */
		DEFAULT,

		/**
		 * The first write wins: a write without the current ETag fails.
		 */
		FIRST_WRITE,

		/**
		 * The last write wins.
		 */
		LAST_WRITE

	}

	/**
	 * Consistency of a state operation.
	 */
	enum Consistency {

		/**
		 * What the state store does by itself; nothing is sent.
		 */
		DEFAULT,

		/**
		 * Reads may be stale, writes return before all replicas have them.
		 */
		EVENTUAL,

		/**
		 * Reads are up to date, writes wait for all or a quorum of replicas.
		 */
		STRONG

	}

}
