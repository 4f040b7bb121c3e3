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

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Input that can be read together with others by one request.
 *
 * @since 0.1.0
 */
public interface GroupableInput extends InputReader {

	/**
	 * Returns what the input can be read together with.
	 * @return an object that is equal for inputs of one request, or {@code null} if this
	 * input needs a request of its own
	 */
	@Nullable Object group();

	/**
	 * Joins inputs of one group.
	 * @param members the inputs, all with the group of this one
	 * @return reads all of them
	 */
	InputGroup join(List<Member> members);

	/**
	 * Input of a group.
	 *
	 * @param index the index of its parameter
	 * @param input the input
	 */
	record Member(int index, GroupableInput input) {
	}

}
