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

import org.junit.jupiter.api.Test;

import org.springframework.boot.servlet.filter.OrderedFormContentFilter;
import org.springframework.boot.servlet.filter.OrderedHiddenHttpMethodFilter;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.web.filter.FormContentFilter;
import org.springframework.web.filter.HiddenHttpMethodFilter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for when {@link FunctionFormContentFilter} and
 * {@link FunctionHiddenHttpMethodFilter} are there.
 */
class FunctionFilterTests {

	private final WebApplicationContextRunner runner = FunctionContexts.web();

	@Test
	void whenFormContentFilterIsNotConfiguredThenOursStands() {
		this.runner.run((context) -> assertThat(context).getBean(FormContentFilter.class)
			.isInstanceOf(FunctionFormContentFilter.class));
	}

	@Test
	void whenFormContentFilterIsSwitchedOffThenThereIsNone() {
		this.runner.withPropertyValues("spring.mvc.formcontent.filter.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(FormContentFilter.class));
	}

	@Test
	void whenUserHasFormContentFilterThenBacksOff() {
		this.runner.withBean("userFilter", OrderedFormContentFilter.class)
			.run((context) -> assertThat(context).hasSingleBean(FormContentFilter.class)
				.doesNotHaveBean(FunctionFormContentFilter.class));
	}

	@Test
	void whenHiddenMethodFilterIsSwitchedOnThenOursStands() {
		this.runner.withPropertyValues("spring.mvc.hiddenmethod.filter.enabled=true")
			.run((context) -> assertThat(context).getBean(HiddenHttpMethodFilter.class)
				.isInstanceOf(FunctionHiddenHttpMethodFilter.class));
	}

	@Test
	void whenHiddenMethodFilterIsNotSwitchedOnThenThereIsNone() {
		this.runner.run((context) -> assertThat(context).doesNotHaveBean(HiddenHttpMethodFilter.class));
	}

	@Test
	void whenUserHasHiddenMethodFilterThenBacksOff() {
		this.runner.withPropertyValues("spring.mvc.hiddenmethod.filter.enabled=true")
			.withBean("userFilter", OrderedHiddenHttpMethodFilter.class)
			.run((context) -> assertThat(context).hasSingleBean(HiddenHttpMethodFilter.class)
				.doesNotHaveBean(FunctionHiddenHttpMethodFilter.class));
	}

}
