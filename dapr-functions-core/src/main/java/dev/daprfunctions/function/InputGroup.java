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

import reactor.core.publisher.Mono;

/**
 * Inputs of a function that are read by one request.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface InputGroup {

	/**
	 * Prepares the reading of the inputs; nothing is sent before the result is subscribed
	 * to.
	 * @param call the call, whose arguments are set when they were read
	 * @return completes when all of them were read
	 */
	Mono<Void> read(FunctionCall call);

}
