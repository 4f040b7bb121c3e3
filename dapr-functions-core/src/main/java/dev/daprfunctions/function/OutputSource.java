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

/**
 * Output of a function, as far as it is known when the application starts.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface OutputSource {

	/**
	 * Evaluates where the output of one call goes, before the first input is read.
	 * @param call the call, with the arguments that do not come from the sidecar
	 * @return the output of the call
	 * @throws dev.daprfunctions.error.FunctionException if the caller did not send what a
	 * text of the annotation needs
	 */
	CallOutput resolve(FunctionCall call);

}
