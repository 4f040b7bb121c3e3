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

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.daprfunctions.function.GroupableInput.Member;
import reactor.core.publisher.Mono;

/**
 * How the inputs of one function are read: as few requests as possible, all of them at
 * the same time.
 */
final class InputPlan {

	private final List<InputGroup> groups;

	private InputPlan(List<InputGroup> groups) {
		this.groups = List.copyOf(groups);
	}

	/**
	 * Plans the inputs of a function.
	 * @param parameters the parameters in their order
	 * @return the plan
	 */
	static InputPlan of(List<BoundParameter> parameters) {
		List<InputGroup> groups = new ArrayList<>();
		Map<Object, List<Member>> joined = new LinkedHashMap<>();
		for (int i = 0; i < parameters.size(); i++) {
			InputReader input = parameters.get(i).input();
			if (input instanceof GroupableInput groupable && groupable.group() != null) {
				joined.computeIfAbsent(groupable.group(), (key) -> new ArrayList<>()).add(new Member(i, groupable));
			}
			else if (input != null) {
				groups.add(single(i, input));
			}
		}
		joined.values().forEach((members) -> groups.add(join(members)));
		return new InputPlan(groups);
	}

	private static InputGroup join(List<Member> members) {
		Member first = members.get(0);
		return (members.size() == 1) ? single(first.index(), first.input()) : first.input().join(members);
	}

	private static InputGroup single(int index, InputReader input) {
		return (call) -> input.read(call).doOnNext((value) -> call.arguments()[index] = value).then();
	}

	boolean isEmpty() {
		return this.groups.isEmpty();
	}

	/**
	 * Prepares the reading of all inputs; every text is evaluated before anything is
	 * sent.
	 * @param call the call
	 * @return completes when all inputs were read; if one fails, the others are cancelled
	 */
	Mono<Void> read(FunctionCall call) {
		if (this.groups.size() == 1) {
			return this.groups.get(0).read(call);
		}
		Mono<?>[] reads = new Mono<?>[this.groups.size()];
		for (int i = 0; i < reads.length; i++) {
			reads[i] = this.groups.get(i).read(call);
		}
		return Mono.when(reads);
	}

}
