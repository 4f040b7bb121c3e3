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

package dev.daprfunctions.json;

import java.lang.reflect.Type;
import java.util.regex.Pattern;

/**
 * Names of types as they stand in messages.
 *
 * @since 0.1.0
 */
public final class TypeNames {

	private static final Pattern QUALIFIER = Pattern.compile("(?:[\\p{javaJavaIdentifierPart}]+[.$])+");

	private TypeNames() {
	}

	/**
	 * Returns the name of a type without packages and enclosing classes.
	 * @param type the type, for example {@code java.util.List<app.Order>}
	 * @return the short name, for example {@code List<Order>}
	 */
	public static String shortName(Type type) {
		return shorten(type.getTypeName());
	}

	static String shorten(String names) {
		return QUALIFIER.matcher(names).replaceAll("");
	}

}
