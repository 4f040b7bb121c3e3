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

package dev.daprfunctions.test;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

import dev.daprfunctions.annotation.BindingFunction;
import dev.daprfunctions.annotation.ServiceInvocationFunction;
import dev.daprfunctions.annotation.TopicFunction;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.core.type.classreading.MetadataReader;
import org.springframework.core.type.classreading.MetadataReaderFactory;

/**
 * Excludes what has no functions, of its own or inherited.
 */
final class FunctionTypeExcludeFilter extends TypeExcludeFilter {

	private static final List<String> ANNOTATIONS = Stream
		.of(ServiceInvocationFunction.class, TopicFunction.class, BindingFunction.class)
		.map(Class::getName)
		.toList();

	@Override
	public boolean match(MetadataReader metadataReader, MetadataReaderFactory metadataReaderFactory)
			throws IOException {
		return !hasFunctions(metadataReader.getAnnotationMetadata(), metadataReaderFactory);
	}

	private static boolean hasFunctions(AnnotationMetadata type, MetadataReaderFactory readers) throws IOException {
		if (ANNOTATIONS.stream().anyMatch(type::hasAnnotatedMethods)) {
			return true;
		}
		for (String parent : type.getInterfaceNames()) {
			if (hasFunctions(parent, readers)) {
				return true;
			}
		}
		String parent = type.getSuperClassName();
		return parent != null && hasFunctions(parent, readers);
	}

	private static boolean hasFunctions(String type, MetadataReaderFactory readers) throws IOException {
		return !type.startsWith("java.")
				&& hasFunctions(readers.getMetadataReader(type).getAnnotationMetadata(), readers);
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return other != null && other.getClass() == getClass();
	}

	@Override
	public int hashCode() {
		return getClass().hashCode();
	}

}
