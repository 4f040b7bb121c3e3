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

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.daprfunctions.expression.TextTemplate.Literal;
import dev.daprfunctions.expression.TextTemplate.Segment;
import dev.daprfunctions.expression.TextTemplate.Variable;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.core.env.PropertyResolver;

/**
 * Compiles the texts of annotations. <code>${setting}</code>, <code>#{bean}</code> and
 * {@code %Setting%} become literal text at once, <code>{parameter.property}</code>
 * becomes a variable; {@code {{}, {@code }}} and {@code %%} are literal.
 *
 * @since 0.1.0
 */
public final class TextTemplateParser {

	private static final Pattern SETTING = Pattern.compile("%([A-Za-z0-9_.-]+)%");

	private static final Pattern VARIABLE = Pattern.compile("\\{([\\p{javaJavaIdentifierPart}]+(?:\\.[^.{}\\s]+)*)\\}");

	private final SettingResolver settings;

	/**
	 * Creates a parser.
	 * @param beanFactory where bean expressions are evaluated
	 * @param properties where settings are looked up
	 */
	public TextTemplateParser(ConfigurableBeanFactory beanFactory, PropertyResolver properties) {
		this.settings = new SettingResolver(beanFactory, properties);
	}

	/**
	 * Compiles a text that must not contain variables.
	 * @param text the text
	 * @return the resolved text
	 * @throws IllegalArgumentException if a setting has no value, or if the text is
	 * malformed
	 */
	public String parseConstant(String text) {
		StringBuilder result = new StringBuilder();
		new Scanner(text, List.of(), false).scan().forEach((segment) -> result.append(((Literal) segment).text()));
		return result.toString();
	}

	/**
	 * Compiles a text.
	 * @param text the text
	 * @param variables what it may name
	 * @return the compiled text
	 * @throws IllegalArgumentException if a setting has no value, if a variable cannot
	 * exist, or if the text is malformed
	 */
	public TextTemplate parse(String text, List<TextVariable> variables) {
		return new TextTemplate(text, new Scanner(text, variables, true).scan());
	}

	/**
	 * One pass over one text.
	 */
	private final class Scanner {

		private final String text;

		private final List<TextVariable> variables;

		private final boolean braces;

		private final List<Segment> segments = new ArrayList<>();

		private final StringBuilder literal = new StringBuilder();

		private int position;

		private Scanner(String text, List<TextVariable> variables, boolean braces) {
			this.text = text;
			this.variables = variables;
			this.braces = braces;
		}

		private List<Segment> scan() {
			while (this.position < this.text.length()) {
				scanNext();
			}
			endLiteral();
			return this.segments;
		}

		private void scanNext() {
			if (startsWith("${")) {
				this.literal.append(TextTemplateParser.this.settings.placeholder(takeBraced()));
			}
			else if (startsWith("#{")) {
				this.literal.append(TextTemplateParser.this.settings.beanExpression(takeBraced()));
			}
			else if (startsWith("%%") || (this.braces && (startsWith("{{") || startsWith("}}")))) {
				this.literal.append(this.text.charAt(this.position));
				this.position += 2;
			}
			else if (this.braces && startsWith("{")) {
				endLiteral();
				this.segments.add(takeVariable());
			}
			else if (this.braces && startsWith("}")) {
				throw malformed("a '}' without a '{'; a literal one is written '}}'");
			}
			else if (!takeSetting()) {
				this.literal.append(this.text.charAt(this.position++));
			}
		}

		private boolean takeSetting() {
			Matcher matcher = (startsWith("%")) ? takeMatch(SETTING) : null;
			if (matcher == null) {
				return false;
			}
			this.literal.append(TextTemplateParser.this.settings.setting(matcher.group(1)));
			return true;
		}

		private Variable takeVariable() {
			Matcher matcher = takeMatch(VARIABLE);
			if (matcher == null) {
				throw malformed("a '{' that does not begin '{parameter}' or '{parameter.property}'; a literal one is "
						+ "written '{{'");
			}
			String expression = matcher.group(1);
			List<String> names = Arrays.asList(expression.split("\\."));
			TextVariable variable = this.variables.stream()
				.filter((candidate) -> candidate.name().equals(names.get(0)))
				.findFirst()
				.orElseThrow(() -> new IllegalArgumentException("'{" + expression + "}' names no parameter; "
						+ describeVariables() + ", and a literal brace is written '{{' or '}}'"));
			return new Variable(variable.index(),
					PropertyPath.compile(expression, names.subList(1, names.size()), variable.type()));
		}

		private String describeVariables() {
			return this.variables.isEmpty() ? "there is none that could be named" : "those that can be named are "
					+ this.variables.stream().map(TextVariable::name).collect(Collectors.joining(", "));
		}

		private String takeBraced() {
			int start = this.position;
			int depth = 0;
			for (int i = start + 1; i < this.text.length(); i++) {
				char character = this.text.charAt(i);
				if (character == '{') {
					depth++;
				}
				else if (character == '}' && --depth == 0) {
					this.position = i + 1;
					return this.text.substring(start, this.position);
				}
			}
			throw malformed("a '" + this.text.substring(start, start + 2) + "' without its '}'");
		}

		private @Nullable Matcher takeMatch(Pattern pattern) {
			Matcher matcher = pattern.matcher(this.text).region(this.position, this.text.length());
			if (!matcher.lookingAt()) {
				return null;
			}
			this.position = matcher.end();
			return matcher;
		}

		private boolean startsWith(String prefix) {
			return this.text.startsWith(prefix, this.position);
		}

		private void endLiteral() {
			if (!this.literal.isEmpty()) {
				this.segments.add(new Literal(this.literal.toString()));
				this.literal.setLength(0);
			}
		}

		private IllegalArgumentException malformed(String reason) {
			return new IllegalArgumentException("'" + this.text + "' has at position " + this.position + " " + reason);
		}

	}

}
