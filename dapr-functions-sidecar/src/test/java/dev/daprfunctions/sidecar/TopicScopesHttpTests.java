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

package dev.daprfunctions.sidecar;

import java.net.http.HttpResponse;

import dev.daprfunctions.sidecar.RecordingApp.Answer;
import dev.daprfunctions.sidecar.pubsub.PublishedEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the scopes of topics over HTTP. What they expect was seen on a real sidecar.
 */
class TopicScopesHttpTests {

	@RegisterExtension
	static final SidecarFixture fixture = new SidecarFixture()
		.component("scoped", "pubsub.in-memory", "{name: publishingScopes, value: 'myapp=p1,p2;other=p3'}",
				"{name: subscriptionScopes, value: 'myapp=p1'}")
		.subscriptions("""
				[{"pubsubname": "scoped", "topic": "p1", "route": "/p1", "deadLetterTopic": "p3"},
				{"pubsubname": "scoped", "topic": "p2", "route": "/p2"}]""");

	@Test
	void scopesLimit() {
		assertThat(fixture.publishJson("scoped/p1", "1").statusCode()).isEqualTo(204);
		assertThat(fixture.publishJson("scoped/p2", "1").statusCode()).isEqualTo(204);
		HttpResponse<String> response = fixture.publishJson("scoped/p3", "1");
		assertThat(response.statusCode()).isEqualTo(403);
		assertThat(response.body()).isEqualTo("{\"errorCode\":\"ERR_PUBSUB_FORBIDDEN\",\"message\":"
				+ "\"topic p3 is not allowed for app id myapp\",\"details\":[{\"@type\":"
				+ "\"type.googleapis.com/google.rpc.ResourceInfo\",\"description\":"
				+ "\"topic p3 is not allowed for app id myapp\",\"owner\":\"\",\"resource_name\":\"scoped\","
				+ "\"resource_type\":\"pubsub\"},{\"@type\":\"type.googleapis.com/google.rpc.ErrorInfo\",\"domain\":"
				+ "\"dapr.io\",\"metadata\":{\"error\":\"topic p3 is not allowed for app id myapp\",\"topic\":\"p3\"},"
				+ "\"reason\":\"DAPR_PUBSUB_FORBIDDEN\"}]}");
		assertThat(fixture.send("POST", "/v1.0/publish/bulk/scoped/p3", "[]").statusCode()).isEqualTo(403);
		fixture.receive("/p1");
		assertThat(fixture.app().received("/p2")).isEmpty();
		assertThat(fixture.published()).extracting(PublishedEvent::topic).containsExactly("p1", "p2");
	}

	@Test
	void whenDeadLetterTopicIsForbiddenThenEventIsLost() {
		fixture.app().answer(Answer.of(500));
		fixture.publishJson("scoped/p1", "1");
		fixture.publishJson("scoped/p1", "2");
		SidecarFixture.await().until(() -> fixture.app().received("/p1").size() == 2);
		assertThat(fixture.published()).extracting(PublishedEvent::topic).containsExactly("p1", "p1");
	}

}
