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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.format.datetime.standard.DurationFormatterUtils;
import org.springframework.util.Assert;
import org.springframework.util.StringUtils;

/**
 * Compiles the attributes of one annotation. What cannot work is an
 * {@link IllegalArgumentException} that names the attribute.
 *
 * @since 0.1.0
 */
public final class AnnotationTexts {

	private final TextTemplateParser parser;

	private final List<TextVariable> variables;

	/**
	 * Creates a compiler.
	 * @param parser the parser
	 * @param variables what the texts may name
	 */
	public AnnotationTexts(TextTemplateParser parser, List<TextVariable> variables) {
		this.parser = parser;
		this.variables = List.copyOf(variables);
	}

	/**
	 * Compiles an attribute that must not be empty.
	 * @param attribute the name of the attribute
	 * @param text the text
	 * @return the compiled text
	 */
	public TextTemplate required(String attribute, String text) {
		TextTemplate template = this.parser.parse(text, this.variables);
		Assert.isTrue(template.constant() == null || StringUtils.hasText(template.constant()),
				() -> "the " + attribute + " is empty");
		return template;
	}

	/**
	 * Compiles an attribute that may be left out.
	 * @param attribute the name of the attribute
	 * @param text the text
	 * @return the compiled text, or {@code null} if the text is empty
	 */
	public @Nullable TextTemplate optional(String attribute, String text) {
		return (text.isEmpty()) ? null : required(attribute, text);
	}

	/**
	 * Compiles metadata.
	 * @param entries the entries, each as {@code name=value}
	 * @return the compiled metadata
	 */
	public MetadataTemplate metadata(String[] entries) {
		Map<String, TextTemplate> metadata = new LinkedHashMap<>();
		for (String entry : entries) {
			int separator = entry.indexOf('=');
			Assert.isTrue(separator > 0, () -> "the metadata '" + entry + "' is not written 'name=value'");
			metadata.put(entry.substring(0, separator),
					this.parser.parse(entry.substring(separator + 1), this.variables));
		}
		return new MetadataTemplate(metadata);
	}

	/**
	 * Compiles metadata that is the same in every call.
	 * @param entries the entries, each as {@code name=value}
	 * @return the metadata by name
	 */
	public Map<String, String> constantMetadata(String[] entries) {
		return new AnnotationTexts(this.parser, List.of()).metadata(entries).evaluate(new Object[0]);
	}

	/**
	 * Compiles a text that is the same in every call.
	 * @param text the text
	 * @return the resolved text
	 */
	public String constant(String text) {
		return this.parser.parseConstant(text);
	}

	/**
	 * Compiles a time to live in Spring's duration form.
	 * @param text the text
	 * @return the time in seconds, or {@code null} if the text is empty
	 */
	public @Nullable Long ttl(String text) {
		String resolved = this.parser.parseConstant(text);
		return (resolved.isEmpty()) ? null : ttl(DurationFormatterUtils.detectAndParse(resolved), resolved);
	}

	/**
	 * Checks a time to live.
	 * @param ttl the time
	 * @return the time in seconds
	 */
	public static long ttl(Duration ttl) {
		return ttl(ttl, ttl.toString());
	}

	private static long ttl(Duration ttl, String text) {
		Assert.isTrue(ttl.toSeconds() > 0 && ttl.getNano() == 0,
				() -> "the ttl '" + text + "' is not a positive number of whole seconds");
		return ttl.toSeconds();
	}

}
