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
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.core.ParameterizedTypeReference;
import org.springframework.core.ResolvableType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TypeNames}.
 */
class TypeNamesTests {

	@ParameterizedTest
	@MethodSource("types")
	void whenTypeIsNamedThenPackagesAndEnclosingClassesAreLeftOut(Type type, String expected) {
		assertThat(TypeNames.shortName(type)).isEqualTo(expected);
	}

	static Stream<Arguments> types() {
		return Stream.of(Arguments.of(String.class, "String"), Arguments.of(int.class, "int"),
				Arguments.of(byte[].class, "byte[]"), Arguments.of(String[][].class, "String[][]"),
				Arguments.of(Nested.class, "Nested"), Arguments.of(Map.Entry.class, "Entry"),
				Arguments.of(type(new ParameterizedTypeReference<Map<String, List<Nested[]>>>() {
				}), "Map<String, List<Nested[]>>"),
				Arguments.of(type(new ParameterizedTypeReference<List<? extends Nested>>() {
				}), "List<? extends Nested>"),
				Arguments.of(type(new ParameterizedTypeReference<List<? super Integer>>() {
				}), "List<? super Integer>"), Arguments.of(type(new ParameterizedTypeReference<List<?>>() {
				}), "List<?>"), Arguments.of(type(new ParameterizedTypeReference<List<String>[]>() {
				}), "List<String>[]"),
				Arguments.of(ResolvableType.forClassWithGenerics(List.class, Nested.class).getType(), "List<Nested>"));
	}

	private static Type type(ParameterizedTypeReference<?> reference) {
		return reference.getType();
	}

	static class Nested {

	}

}
