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

package dev.daprfunctions.state;

import java.util.Arrays;
import java.util.List;

import dev.daprfunctions.annotation.DaprState;
import dev.daprfunctions.annotation.DaprState.Concurrency;
import dev.daprfunctions.annotation.DaprState.Consistency;
import dev.daprfunctions.expression.AnnotationTexts;
import dev.daprfunctions.expression.TextTemplate;
import dev.daprfunctions.expression.TextTemplateParser;
import dev.daprfunctions.expression.TextVariable;
import io.dapr.client.domain.StateOptions;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Compiles {@link DaprState} annotations.
 */
final class StateTargets {

	private final TextTemplateParser parser;

	StateTargets(TextTemplateParser parser) {
		this.parser = parser;
	}

	StateTarget compile(DaprState annotation, List<TextVariable> variables, boolean keyRequired) {
		AnnotationTexts texts = new AnnotationTexts(this.parser, variables);
		TextTemplate key = (keyRequired) ? texts.required("key", annotation.key())
				: texts.optional("key", annotation.key());
		checkKey(key);
		return new StateTarget(texts.required("store", annotation.store()), key, texts.metadata(annotation.metadata()),
				texts.ttl(annotation.ttl()), options(annotation), annotation.transactional());
	}

	private static void checkKey(@Nullable TextTemplate key) {
		Assert.isTrue(key == null || key.constant() == null || StateTarget.isKey(key.constant()),
				() -> "the key '" + key + "' contains '||'");
	}

	List<TextTemplate> keys(DaprState annotation, List<TextVariable> variables) {
		AnnotationTexts texts = new AnnotationTexts(this.parser, variables);
		return Arrays.stream(annotation.keys()).map((key) -> {
			TextTemplate template = texts.required("key", key);
			checkKey(template);
			return template;
		}).toList();
	}

	private static @Nullable StateOptions options(DaprState annotation) {
		StateOptions.Consistency consistency = consistency(annotation.consistency());
		StateOptions.Concurrency concurrency = concurrency(annotation.concurrency());
		return (consistency == null && concurrency == null) ? null : new StateOptions(consistency, concurrency);
	}

	private static StateOptions.@Nullable Consistency consistency(Consistency consistency) {
		return switch (consistency) {
			case DEFAULT -> null;
			case EVENTUAL -> StateOptions.Consistency.EVENTUAL;
			case STRONG -> StateOptions.Consistency.STRONG;
		};
	}

	private static StateOptions.@Nullable Concurrency concurrency(Concurrency concurrency) {
		return switch (concurrency) {
			case DEFAULT -> null;
			case FIRST_WRITE -> StateOptions.Concurrency.FIRST_WRITE;
			case LAST_WRITE -> StateOptions.Concurrency.LAST_WRITE;
		};
	}

}
