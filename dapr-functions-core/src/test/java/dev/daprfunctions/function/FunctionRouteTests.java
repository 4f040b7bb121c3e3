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

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.web.bind.annotation.RequestMethod;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link FunctionRoute}.
 */
class FunctionRouteTests {

	@ParameterizedTest
	@CsvSource({ "CreateNewOrder, CreateNewOrder", "/CreateNewOrder, CreateNewOrder", "orders/new/, orders/new",
			"//orders/{id}//, orders/{id}", "sp ace/é, sp ace/é", "a.b/..c, a.b/..c" })
	void whenPathHasSlashesAroundItThenTheyDoNotCount(String path, String expected) {
		assertThat(FunctionRoute.of(path).path()).isEqualTo(expected);
	}

	@Test
	void whenPathHasVariablesThenTheyAreNamedInOrder() {
		assertThat(FunctionRoute.of("{b}/x/{a-1}/{c_2}").variables()).containsExactly("b", "a-1", "c_2");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "/", "///", "a//b", "./a", "a/.", "..", "a/../b" })
	void whenSegmentIsRemovedBySidecarsThenPathIsRefused(String path) {
		assertThatIllegalArgumentException().isThrownBy(() -> FunctionRoute.of(path))
			.withMessage("'" + path
					+ "' has an empty, '.' or '..' segment, which a sidecar removes from the paths that it calls");
	}

	@ParameterizedTest
	@CsvSource({ "a{b}, a{b}", "{, {", "x/}, }", "{}, {}", "{a b}, {a b}", "{a}{b}, {a}{b}", "{*rest}, {*rest}",
			"{a:[0-9]+}, {a:[0-9]+}" })
	void whenBracesAreNoWholeSegmentThenPathIsRefused(String path, String segment) {
		assertThatIllegalArgumentException().isThrownBy(() -> FunctionRoute.of(path))
			.withMessage("'" + path + "' has the segment '" + segment
					+ "': a path variable is a whole segment, written '{name}'");
	}

	@Test
	void whenVariableStandsTwiceThenPathIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> FunctionRoute.of("{a}/{a}"))
			.withMessage("'{a}/{a}' has the path variable 'a' twice");
	}

	@ParameterizedTest
	@ValueSource(strings = { "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND" })
	void whenNoMethodIsDeclaredThenAnyButOptionsIsAccepted(String method) {
		assertThat(FunctionRoute.of("f").accepts(method)).isTrue();
		assertThat(FunctionRoute.of("f").accepts("OPTIONS")).isFalse();
	}

	@Test
	void whenMethodsAreDeclaredThenOnlyTheyAreAccepted() {
		FunctionRoute route = FunctionRoute.of("f", RequestMethod.OPTIONS, RequestMethod.PUT);
		assertThat(route.accepts("OPTIONS")).isTrue();
		assertThat(route.accepts("PUT")).isTrue();
		assertThat(route.accepts("POST")).isFalse();
		assertThat(route.accepts("HEAD")).isFalse();
	}

	@Test
	void whenGetIsDeclaredThenHeadIsAcceptedToo() {
		assertThat(FunctionRoute.of("f", RequestMethod.GET).accepts("HEAD")).isTrue();
	}

	@ParameterizedTest
	@CsvSource({ ", , true", ", GET, true", ", OPTIONS, false", "OPTIONS, , false", "GET, POST, false",
			"GET, HEAD, true", "HEAD, GET, true", "GET, GET, true" })
	void whenRoutesAcceptOneMethodThenTheyOverlap(RequestMethod first, RequestMethod second, boolean expected) {
		assertThat(route(first).overlaps(route(second))).isEqualTo(expected);
	}

	@Test
	void whenPrintedThenMethodsStandBeforeThePath() {
		assertThat(FunctionRoute.of("a/{b}")).hasToString("/a/{b}");
		assertThat(FunctionRoute.of("a", RequestMethod.GET, RequestMethod.PUT)).hasToString("GET|PUT /a");
	}

	private static FunctionRoute route(RequestMethod method) {
		return (method != null) ? FunctionRoute.of("f", method) : FunctionRoute.of("f");
	}

}
