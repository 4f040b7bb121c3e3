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

package dev.daprfunctions.sidecar.pubsub;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.daprfunctions.sidecar.component.ComponentException;
import dev.daprfunctions.sidecar.component.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link DeclaredSubscriptions}.
 */
class DeclaredSubscriptionsTests {

	private static final String V1 = """
			apiVersion: dapr.io/v1alpha1
			kind: Subscription
			metadata: {name: first}
			spec: {pubsubname: p, topic: t1, route: /one, deadLetterTopic: dead, metadata: {k: v}}
			""";

	private static final String V2 = """
			apiVersion: dapr.io/v2alpha1
			kind: Subscription
			metadata: {name: second}
			spec:
			  pubsubname: p
			  topic: t2
			  routes:
			    rules:
			    - {match: 'event.type == "a"', path: /a}
			    default: /d
			  bulkSubscribe: {enabled: true, maxMessagesCount: 5}
			scopes: [myapp, other]
			""";

	@TempDir
	Path folder;

	@Test
	void readsBothVersions() throws IOException {
		List<Subscription> subscriptions = read(V1 + "---\n" + V2);
		assertThat(subscriptions).extracting(Subscription::topic).containsExactly("t1", "t2");
		assertThat(subscriptions.get(0).rules()).extracting(RoutingRule::path).containsExactly("/one");
		assertThat(subscriptions.get(0).deadLetterTopic()).isEqualTo("dead");
		assertThat(subscriptions.get(0).metadata()).containsEntry("k", "v");
		assertThat(subscriptions.get(0).bulk()).isNull();
		assertThat(subscriptions.get(1).rules()).extracting(RoutingRule::path).containsExactly("/a", "/d");
		assertThat(subscriptions.get(1).bulk()).isEqualTo(new Subscription.Bulk(5, 1000));
	}

	@Test
	void leavesOutWhatIsOutOfScope() throws IOException {
		assertThat(read(V1 + "scopes: [other]\n")).isEmpty();
	}

	@Test
	void whenTwoHaveOneNameThenTheLastWins() throws IOException {
		String third = V1.replace("t1", "t3");
		assertThat(read(V1 + "---\n" + V2 + "---\n" + third)).extracting(Subscription::topic)
			.containsExactly("t2", "t3");
	}

	@Test
	void invalidRuleFails() throws IOException {
		write("# comment\n---\n" + V2.replace("event.type == \"a\"", "event.type =="));
		assertThatExceptionOfType(ComponentException.class)
			.isThrownBy(() -> new DeclaredSubscriptions(Manifest.readAll(this.folder), "myapp"))
			.withMessageContaining("Subscription 'second' has the invalid rule 'event.type =='")
			.withMessageEndingWith("s.yaml:3");
	}

	@ParameterizedTest
	@ValueSource(strings = { "kind: Component\n", "just text\n", "{\n",
			"apiVersion: dapr.io/v9\nkind: Subscription\nmetadata: {name: n}\nspec: {}\n",
			"apiVersion: dapr.io/v1alpha1\nkind: Subscription\nmetadata: {name: a/b}\nspec: {}\n",
			"apiVersion: dapr.io/v1alpha1\nkind: Subscription\nmetadata: {name: n}\nspec: {topic: [a]}\n",
			"apiVersion: dapr.io/v1alpha1\nkind: Subscription\nmetadata: {name: n}\nspec: {bulkSubscribe: {maxMessagesCount: x}}\n" })
	void ignoresOtherDocuments(String document) throws IOException {
		assertThat(read(document + "---\n" + V1)).extracting(Subscription::topic).containsExactly("t1");
	}

	private List<Subscription> read(String content) throws IOException {
		write(content);
		return new DeclaredSubscriptions(Manifest.readAll(this.folder), "myapp").list();
	}

	private void write(String content) throws IOException {
		Files.writeString(this.folder.resolve("s.yaml"), content);
	}

}
