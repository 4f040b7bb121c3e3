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

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;

/**
 * Reads the triggers of one annotation.
 *
 * @since 0.1.0
 */
public interface TriggerResolver {

	/**
	 * Returns the annotation that makes a method a function.
	 * @return the type of the annotation
	 */
	Class<? extends Annotation> annotationType();

	/**
	 * Returns the trigger of a method that has the annotation.
	 * @param method the method
	 * @return the trigger
	 * @throws IllegalArgumentException if an attribute of the annotation cannot work
	 */
	Trigger resolve(Method method);

}
