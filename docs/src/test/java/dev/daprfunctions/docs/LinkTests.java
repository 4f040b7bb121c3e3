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

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that what the pages link to exists.
 */
class LinkTests {

	private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)|(?:src|srcset|href)=\"([^\"]+)\"");

	private static final Pattern CODE = Pattern.compile("^```.*?^```$", Pattern.MULTILINE | Pattern.DOTALL);

	private static final Pattern HEADING = Pattern.compile("^#+ (.*)$", Pattern.MULTILINE);

	static List<Page> pages() {
		return Page.all();
	}

	@ParameterizedTest
	@MethodSource("pages")
	void whenPageLinksWithinTheRepositoryThenTheTargetExists(Page page) {
		assertThat(links(page).filter((link) -> !link.contains(":")).filter((link) -> !exists(link, page)))
			.as("links of %s that lead nowhere", page)
			.isEmpty();
	}

	@ParameterizedTest
	@MethodSource("pages")
	void whenPageLinksToTheWebThenTheAddressIsWellFormedAndSecure(Page page) {
		assertThat(links(page).filter((link) -> link.contains(":"))).as("links of %s", page)
			.allSatisfy((link) -> assertThat(URI.create(link)).hasScheme("https"));
	}

	private static Stream<String> links(Page page) {
		return LINK.matcher(withoutCode(page))
			.results()
			.map((link) -> (link.group(1) != null) ? link.group(1) : link.group(2));
	}

	private static String withoutCode(Page page) {
		return CODE.matcher(page.text()).replaceAll("");
	}

	private static boolean exists(String link, Page page) {
		String[] parts = link.split("#", 2);
		Path target = (parts[0].isEmpty()) ? page.file() : page.file().resolveSibling(parts[0]).normalize();
		return Files.exists(target) && target.startsWith(Page.ROOT)
				&& (parts.length == 1 || anchors(new Page(target)).anyMatch(parts[1]::equals));
	}

	private static Stream<String> anchors(Page page) {
		return HEADING.matcher(withoutCode(page))
			.results()
			.map((heading) -> heading.group(1)
				.toLowerCase(Locale.ROOT)
				.replaceAll("[^\\p{L}\\p{N} _-]", "")
				.replace(' ', '-'));
	}

}
