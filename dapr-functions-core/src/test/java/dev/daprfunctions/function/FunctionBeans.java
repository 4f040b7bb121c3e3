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

import dev.daprfunctions.annotation.ServiceInvocationFunction;

import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * Beans with functions that several kinds of tests look for.
 */
final class FunctionBeans {

	private FunctionBeans() {
	}

	interface Api {

		@ServiceInvocationFunction
		String api();

	}

	static class ApiImplementation implements Api {

		@Override
		public String api() {
			return "from class";
		}

	}

	abstract static class Converter<S, T> {

		@ServiceInvocationFunction
		T convert(S source) {
			return apply(source);
		}

		abstract T apply(S source);

	}

	static class StringConverter extends Converter<Integer, Long> {

		@Override
		Long apply(Integer source) {
			return source + 1L;
		}

	}

	interface GenericHandler<T> {

		T handle(T value);

	}

	static class GenericHandlerBean implements GenericHandler<Integer> {

		@Override
		@ServiceInvocationFunction
		public Integer handle(Integer value) {
			return value + 1;
		}

	}

	interface Marker {

		void marked();

	}

	static class HiddenByProxy implements Marker {

		@Override
		public void marked() {
		}

		@ServiceInvocationFunction
		String hidden() {
			return "hidden";
		}

	}

	@Lazy
	@Component
	static class LazyFunctions {

		static int created;

		LazyFunctions() {
			created++;
		}

		@ServiceInvocationFunction
		String lazy() {
			return "lazy";
		}

	}

}
