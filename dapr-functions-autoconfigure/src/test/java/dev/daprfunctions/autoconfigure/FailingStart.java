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

package dev.daprfunctions.autoconfigure;

import org.springframework.boot.test.system.CapturedOutput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Start of an application that fails, and what its developers read.
 */
final class FailingStart {

	private final CapturedOutput output;

	FailingStart(CapturedOutput output) {
		this.output = output;
	}

	void fail(Class<?> functions, String... properties) {
		assertThatException().isThrownBy(() -> TestApplications.run(functions, properties).close());
	}

	void assertAnalysis(String description, String... actions) {
		String all = this.output.getOut();
		String analysis = all.substring(Math.max(0, all.lastIndexOf("APPLICATION FAILED TO START")));
		assertThat(analysis).startsWith("APPLICATION FAILED TO START");
		int split = analysis.indexOf("Action:");
		assertThat(analysis.substring(0, split)).contains(description);
		assertThat(analysis.substring(split)).contains(actions);
	}

}
