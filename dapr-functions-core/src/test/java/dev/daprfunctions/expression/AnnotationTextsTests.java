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

package dev.daprfunctions.expression;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link AnnotationTexts} and {@link MetadataTemplate}.
 */
class AnnotationTextsTests {

	private final GenericApplicationContext context = new GenericApplicationContext();

	private AnnotationTexts texts;

	@BeforeEach
	void start() {
		Map<String, Object> properties = Map.of("empty", "", "blank", " ", "braces", "{literal}", "ttl", "1m");
		this.context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", properties));
		this.context.refresh();
		TextTemplateParser parser = new TextTemplateParser(this.context.getBeanFactory(),
				this.context.getEnvironment());
		this.texts = new AnnotationTexts(parser, List.of(new TextVariable("payload", 0, String.class)));
	}

	@AfterEach
	void close() {
		this.context.close();
	}

	@ParameterizedTest
	@CsvSource({ "text, text", "${braces}, {literal}", "a-{payload}, a-x", "%braces%, {literal}" })
	void whenTextIsRequiredThenItIsCompiled(String text, String expected) {
		assertThat(this.texts.required("key", text).evaluate(new Object[] { "x" })).isEqualTo(expected);
		assertThat(this.texts.optional("key", text).evaluate(new Object[] { "x" })).isEqualTo(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "${empty}", "%blank%" })
	void whenRequiredTextIsEmptyThenItIsRefused(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> this.texts.required("key", text))
			.withMessage("the key is empty");
	}

	@Test
	void whenOptionalTextIsLeftOutThenThereIsNone() {
		assertThat(this.texts.optional("key", "")).isNull();
	}

	@Test
	void whenOptionalTextIsASettingWithoutValueThenItIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> this.texts.optional("key", "${empty}"))
			.withMessage("the key is empty");
	}

	@Test
	void whenMetadataIsConstantThenEachCallGetsTheSameMap() {
		MetadataTemplate metadata = this.texts.metadata(new String[] { "a=1=2", "b=", "c=${braces}" });
		Map<String, String> evaluated = metadata.evaluate(new Object[0]);
		assertThat(evaluated).isEqualTo(Map.of("a", "1=2", "b", "", "c", "{literal}"));
		assertThat(metadata.evaluate(new Object[0])).isSameAs(evaluated);
		assertThat(metadata.isEmpty()).isFalse();
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> evaluated.put("d", "4"));
	}

	@Test
	void whenMetadataHasVariablesThenEachCallGetsItsOwn() {
		MetadataTemplate metadata = this.texts.metadata(new String[] { "a={payload}", "b=1" });
		assertThat(metadata.evaluate(new Object[] { "x" })).isEqualTo(Map.of("a", "x", "b", "1"));
		Map<String, String> evaluated = metadata.evaluate(new Object[] { "y" });
		assertThat(evaluated).isEqualTo(Map.of("a", "y", "b", "1"));
		assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> evaluated.put("d", "4"));
		assertThatExceptionOfType(MissingVariableException.class)
			.isThrownBy(() -> metadata.evaluate(new Object[] { null }));
	}

	@Test
	void whenThereIsNoMetadataThenItIsEmpty() {
		MetadataTemplate metadata = this.texts.metadata(new String[0]);
		assertThat(metadata.isEmpty()).isTrue();
		assertThat(metadata.evaluate(new Object[0])).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "a", "=1" })
	void whenMetadataHasNoNameOrSeparatorThenItIsRefused(String entry) {
		assertThatIllegalArgumentException().isThrownBy(() -> this.texts.metadata(new String[] { entry }))
			.withMessage("the metadata '" + entry + "' is not written 'name=value'");
	}

	@Test
	void whenConstantMetadataHasVariablesThenItIsRefused() {
		assertThat(this.texts.constantMetadata(new String[] { "a=1", "b=${braces}" }))
			.isEqualTo(Map.of("a", "1", "b", "{literal}"));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> this.texts.constantMetadata(new String[] { "a={payload}" }));
	}

	@ParameterizedTest
	@CsvSource({ "30s, 30", "PT1H, 3600", "${ttl}, 60", "2d, 172800", "1000ms, 1" })
	void whenTtlIsADurationThenItIsInSeconds(String text, long seconds) {
		assertThat(this.texts.ttl(text)).isEqualTo(seconds);
	}

	@Test
	void whenTtlIsLeftOutThenThereIsNone() {
		assertThat(this.texts.ttl("")).isNull();
		assertThat(this.texts.ttl("${empty}")).isNull();
	}

	@ParameterizedTest
	@ValueSource(strings = { "0s", "-1s", "10ms", "PT0.5S", "soon", "PT1.5S" })
	void whenTtlIsNoPositiveNumberOfWholeSecondsThenItIsRefused(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> this.texts.ttl(text));
	}

	@Test
	void whenTtlHasPartsOfSecondsThenMessageSaysWhatIsExpected() {
		assertThatIllegalArgumentException().isThrownBy(() -> AnnotationTexts.ttl(Duration.ofMillis(1500)))
			.withMessage("the ttl 'PT1.5S' is not a positive number of whole seconds");
	}

}
