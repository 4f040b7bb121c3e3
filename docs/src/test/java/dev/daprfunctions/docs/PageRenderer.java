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

package dev.daprfunctions.docs;

import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts what is generated into a page: snippets below {@code <!-- snippet: name -->}, and
 * the table of properties below {@code <!-- properties -->}.
 */
final class PageRenderer {

	private static final Pattern MARKER = Pattern.compile("^<!-- snippet: (.*) -->$", Pattern.MULTILINE);

	private static final Pattern SNIPPET = Pattern
		.compile("^<!-- snippet: (\\S+) -->\\n```\\w*\\n(?:(?!```).*\\n)*```$", Pattern.MULTILINE);

	private static final Pattern PROPERTIES = Pattern.compile("^<!-- properties -->\\n(?:\\|.*\\n)*",
			Pattern.MULTILINE);

	private PageRenderer() {
	}

	static String render(String page) {
		String withSnippets = replace(page, SNIPPET, (name) -> {
			Snippet snippet = new Snippet(name);
			return "<!-- snippet: " + name + " -->\n```" + snippet.language() + "\n" + snippet.text() + "```";
		});
		return replace(withSnippets, PROPERTIES,
				(name) -> "<!-- properties -->\n" + ConfigurationMetadata.load().toTable());
	}

	private static String replace(String page, Pattern pattern, UnaryOperator<String> replacement) {
		return pattern.matcher(page)
			.replaceAll((match) -> Matcher.quoteReplacement(replacement.apply(firstGroup(match))));
	}

	private static String firstGroup(MatchResult match) {
		return (match.groupCount() > 0) ? match.group(1) : "";
	}

	/**
	 * Returns the number of snippets that a page means to include.
	 * @param page the text of the page
	 * @return the number of markers
	 */
	static long markers(String page) {
		return MARKER.matcher(page).results().count();
	}

	/**
	 * Returns the number of snippets that a page includes.
	 * @param page the text of the page
	 * @return the number of markers that stand before a block of code
	 */
	static long snippets(String page) {
		return SNIPPET.matcher(page).results().count();
	}

}
