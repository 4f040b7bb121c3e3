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

import java.util.List;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests that the pages show the snippets that are compiled. With
 * {@code -Dsnippets.write=true} the pages are rewritten instead.
 */
class SnippetTests {

	private static final String WRITE = "snippets.write";

	private static final Pattern JAVA = Pattern.compile("^```java$", Pattern.MULTILINE);

	private static final Pattern INCLUDED_JAVA = Pattern.compile("^<!-- snippet: \\S+#\\S+ -->\\n```java$",
			Pattern.MULTILINE);

	static List<Page> pages() {
		return Page.all();
	}

	@ParameterizedTest
	@MethodSource("pages")
	void whenPageIncludesSnippetsThenTheyAreWhatIsCompiled(Page page) {
		String rendered = PageRenderer.render(page.text());
		if (Boolean.getBoolean(WRITE)) {
			page.write(rendered);
		}
		assertThat(page.text())
			.as(page + " does not show what is compiled: rewrite it by 'mvn -pl docs -am test -D" + WRITE + "=true'")
			.isEqualTo(rendered);
	}

	@ParameterizedTest
	@MethodSource("pages")
	void whenPageHasMarkersThenEachStandsBeforeCode(Page page) {
		assertThat(PageRenderer.snippets(page.text()))
			.as("%s has a line '<!-- snippet: ... -->' without a block of code below", page)
			.isEqualTo(PageRenderer.markers(page.text()));
	}

	@ParameterizedTest
	@MethodSource("pages")
	void whenPageHasJavaThenItIsCompiled(Page page) {
		assertThat(JAVA.matcher(page.text()).results().count())
			.as("%s has Java that is not included by '<!-- snippet: Class#region -->'", page)
			.isEqualTo(INCLUDED_JAVA.matcher(page.text()).results().count());
	}

	@Test
	void whenSnippetIsStaleThenItIsReplaced() {
		String page = "Text\n\n<!-- snippet: Shop#records -->\n```java\nrecord Order() {\n}\n```\n\n```sh\nls\n```\n";
		assertThat(PageRenderer.render(page)).startsWith("Text\n\n<!-- snippet: Shop#records -->\n```java\n")
			.contains("record Order(String id, String sku, int quantity) {\n}\n\nrecord Customer")
			.endsWith("}\n```\n\n```sh\nls\n```\n");
	}

	@Test
	void whenRegionDoesNotExistThenItIsNamed() {
		assertThatIllegalArgumentException().isThrownBy(() -> new Snippet("Shop#prices").text())
			.withMessageContaining("// tag::prices[]")
			.withMessageContaining("Shop.java");
	}

	@Test
	void whenFileDoesNotExistThenItIsNamed() {
		assertThatIllegalArgumentException().isThrownBy(() -> new Snippet("docs/none.yaml").text())
			.withMessageContaining("docs/none.yaml");
	}

}
