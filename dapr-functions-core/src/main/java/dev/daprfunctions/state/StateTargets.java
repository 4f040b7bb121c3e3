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

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.daprfunctions.annotation.DaprState;
import dev.daprfunctions.annotation.DaprState.Concurrency;
import dev.daprfunctions.annotation.DaprState.Consistency;
import dev.daprfunctions.expression.TextTemplate;
import dev.daprfunctions.expression.TextTemplateParser;
import dev.daprfunctions.expression.TextVariable;
import io.dapr.client.domain.StateOptions;
import org.jspecify.annotations.Nullable;

import org.springframework.format.datetime.standard.DurationFormatterUtils;
import org.springframework.util.Assert;
import org.springframework.util.StringUtils;

/**
 * Compiles {@link DaprState} annotations.
 */
final class StateTargets {

	private final TextTemplateParser parser;

	StateTargets(TextTemplateParser parser) {
		this.parser = parser;
	}

	StateTarget compile(DaprState annotation, List<TextVariable> variables) {
		return new StateTarget(required("store", annotation.store(), variables),
				required("key", annotation.key(), variables), metadata(annotation.metadata(), variables),
				ttl(this.parser.parseConstant(annotation.ttl())), options(annotation));
	}

	private TextTemplate required(String attribute, String text, List<TextVariable> variables) {
		TextTemplate template = this.parser.parse(text, variables);
		Assert.isTrue(template.constant() == null || StringUtils.hasText(template.constant()),
				() -> "the " + attribute + " is empty");
		return template;
	}

	private Map<String, TextTemplate> metadata(String[] entries, List<TextVariable> variables) {
		Map<String, TextTemplate> metadata = new LinkedHashMap<>();
		for (String entry : entries) {
			int separator = entry.indexOf('=');
			Assert.isTrue(separator > 0, () -> "the metadata '" + entry + "' is not written 'name=value'");
			metadata.put(entry.substring(0, separator), this.parser.parse(entry.substring(separator + 1), variables));
		}
		return metadata;
	}

	private static @Nullable Long ttl(String text) {
		if (text.isEmpty()) {
			return null;
		}
		Duration ttl = DurationFormatterUtils.detectAndParse(text);
		Assert.isTrue(ttl.toSeconds() > 0 && ttl.getNano() == 0,
				() -> "the ttl '" + text + "' is not a positive number of whole seconds");
		return ttl.toSeconds();
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
