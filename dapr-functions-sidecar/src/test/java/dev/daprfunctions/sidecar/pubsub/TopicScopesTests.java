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

import java.util.Map;

import dev.daprfunctions.sidecar.component.Component;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TopicScopes}.
 */
class TopicScopesTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "publishingScopes | '' | a | true", "publishingScopes | myapp=a,b;other=c | a | true",
					"publishingScopes | myapp=a,b;other=c | b | true", "publishingScopes | myapp = a , b | b | true",
					"publishingScopes | myapp=a,b;other=c | c | false", "publishingScopes | other=c | a | true",
					"publishingScopes | other=c | c | true", "publishingScopes | myapp= | a | false",
					"PUBLISHINGSCOPES | myapp=a | b | false", "publishingScopes | nonsense | a | true",
					"allowedTopics | a,b | a | true", "allowedTopics | a,b | c | false",
					"protectedTopics | a | a | false", "protectedTopics | a | b | true",
					"subscriptionScopes | myapp=a | b | true" })
	void mayPublish(String setting, String value, String topic, boolean expected) {
		assertThat(scopes(Map.of(setting, value)).mayPublish(topic)).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource({ "a, true", "b, false", "guarded, false", "forbidden, false" })
	void maySubscribe(String topic, boolean expected) {
		TopicScopes scopes = scopes(Map.of("subscriptionScopes", "myapp=a,forbidden", "protectedTopics", "guarded",
				"allowedTopics", "a,b,guarded"));
		assertThat(scopes.maySubscribe(topic)).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource({ "guarded, true", "other, false" })
	void guardedTopicNeedsScope(String topic, boolean expected) {
		TopicScopes scopes = scopes(Map.of("publishingScopes", "myapp=guarded", "protectedTopics", "guarded"));
		assertThat(scopes.mayPublish(topic)).isEqualTo(expected);
		assertThat(scopes.maySubscribe("guarded")).isFalse();
		assertThat(scopes.maySubscribe("other")).isTrue();
	}

	private static TopicScopes scopes(Map<String, String> settings) {
		return TopicScopes.of(Component.builtIn("bus", "pubsub.in-memory", "file:1").withMetadata(settings), "myapp");
	}

}
