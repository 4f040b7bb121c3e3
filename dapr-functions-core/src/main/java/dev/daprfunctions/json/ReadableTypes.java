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

import java.io.InputStream;
import java.lang.reflect.Type;
import java.util.List;

import dev.daprfunctions.OutputBinding;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.json.JsonMapper;

/**
 * Tells the types that a value can be read as from those that belong to a library, such
 * as the request of a server or a stream that is written to.
 *
 * @since 0.1.0
 */
public final class ReadableTypes {

	private static final List<String> LIBRARIES = List.of("jakarta.servlet.", "org.springframework.", "reactor.",
			"org.reactivestreams.", "java.io.", "java.nio.", "java.util.concurrent.", "java.util.function.",
			"java.util.stream.", "java.security.", "io.dapr.");

	private static final String ATOMIC_PACKAGE = "java.util.concurrent.atomic.";

	private ReadableTypes() {
	}

	/**
	 * Returns whether values can be read as a type.
	 * @param jsonMapper the application's mapper
	 * @param type the type
	 * @param user the class of the application that wants to read; one that lives below a
	 * package of a library may read the types of that package
	 * @return {@code true} if they can
	 * @throws IllegalArgumentException if the mapper does not understand the type
	 */
	public static boolean isReadable(JsonMapper jsonMapper, Type type, Class<?> user) {
		return isReadable(jsonMapper.constructType(type), user);
	}

	private static boolean isReadable(JavaType type, Class<?> user) {
		Class<?> raw = type.getRawClass();
		if (type.hasRawClass(InputStream.class)) {
			return true;
		}
		if (OutputBinding.class.isAssignableFrom(raw)) {
			return false;
		}
		if (type.isContainerType()) {
			return isReadable(type.getContentType(), user);
		}
		return raw.isEnum() || raw.isRecord() || raw.getName().startsWith(ATOMIC_PACKAGE)
				|| LIBRARIES.stream()
					.filter(raw.getName()::startsWith)
					.allMatch((library) -> user.getName().startsWith(library));
	}

}
