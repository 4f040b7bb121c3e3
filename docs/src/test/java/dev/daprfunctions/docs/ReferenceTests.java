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

import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.daprfunctions.annotation.DaprState;
import dev.daprfunctions.docs.ConfigurationMetadata.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests that the pages leave nothing out that a user may write.
 */
class ReferenceTests {

	private static final Pattern PROPERTY = Pattern.compile("dapr\\.functions\\.[a-z][a-z.-]*[a-z]");

	private static final Pattern VERSION = Pattern.compile("<version>(.+?)</version>");

	@Test
	@DisabledIfSystemProperty(named = "snippets.write", matches = "true", disabledReason = "the table is rewritten")
	void whenPropertyExistsThenItIsInTheTableWithItsDefault() {
		String page = Page.of("docs/configuration.md").text();
		assertThat(ConfigurationMetadata.load().properties()).isNotEmpty()
			.allSatisfy((property) -> assertThat(row(property, page)).as("row of %s", property.name())
				.contains((property.defaultValue().isEmpty()) ? "|" : "`" + property.defaultValue() + "`"));
	}

	private static String row(Property property, String page) {
		return page.lines()
			.filter((line) -> line.startsWith("| `" + property.name() + "` |"))
			.findFirst()
			.orElse("missing");
	}

	@Test
	void whenPageNamesPropertyThenItExists() {
		List<String> properties = ConfigurationMetadata.load().properties().stream().map(Property::name).toList();
		assertThat(Page.all()).allSatisfy(
				(page) -> assertThat(PROPERTY.matcher(page.text()).results()).extracting((match) -> match.group())
					.as("properties in %s", page)
					.allSatisfy((name) -> assertThat(properties).anyMatch((known) -> known.startsWith(name))));
	}

	@Test
	void whenAnnotationExistsThenReadmeNamesIt() throws IOException {
		String readme = Page.of("README.md").text();
		assertThat(annotations()).hasSizeGreaterThan(5)
			.allSatisfy((annotation) -> assertThat(readme).contains("`@" + annotation));
	}

	private static Stream<String> annotations() throws IOException {
		Resource[] classes = new PathMatchingResourcePatternResolver()
			.getResources("classpath*:" + DaprState.class.getPackageName().replace('.', '/') + "/*.class");
		return Stream.of(classes)
			.map(Resource::getFilename)
			.filter((name) -> !name.contains("$") && !name.startsWith("package-info"))
			.map((name) -> name.replace(".class", ""));
	}

	@Test
	void whenReadmeNamesVersionThenItIsThatOfTheBuild() {
		String version = first(Page.read(Page.MODULE.resolve("pom.xml")));
		assertThat(first(Page.of("README.md").text())).isEqualTo(version);
	}

	private static String first(String xml) {
		return VERSION.matcher(xml).results().map((match) -> match.group(1)).findFirst().orElse("none");
	}

}
