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

package dev.daprfunctions.contract;

import dev.daprfunctions.contract.Target.Store;
import dev.daprfunctions.contract.TestApp.Reply;
import io.dapr.v1.DaprMetadataProtos.GetMetadataRequest;
import io.dapr.v1.DaprMetadataProtos.PubsubSubscription;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Cases for the list of subscriptions that an application answers.
 */
@ClassTemplate
class SubscriptionListTests {

	private static final String ONE = "[{\"pubsubname\":\"pubsub\",\"topic\":\"one\",\"route\":\"/orders\"}]";

	@RegisterExtension
	static final Contract contract = new Contract(spec().subscriptions("""
			[{"pubsubname":"pubsub","topic":"listed","route":"/orders","deadLetterTopic":"dead",
			"metadata":{"rawPayload":"true","other":"o"}},
			{"pubsubname":"pubsub","topic":"listedrules","routes":{"rules":[
			{"match":"event.type == \\"a\\"","path":"/a"}],"default":"/d"}},
			{"pubsubname":"nopubsub","topic":"lost","route":"/lost"}]"""));

	private static SidecarSpec spec() {
		return SidecarSpec.create().everyPubsub("pubsub");
	}

	@Test
	void metadataListsSubscriptions() {
		assertThat(contract.send("GET", "/v1.0/metadata").json().path("subscriptions")).isEqualTo(Answer.mapper
			.readTree("[{\"pubsubname\":\"pubsub\",\"topic\":\"listed\",\"rules\":[{\"path\":\"/orders\"}],"
					+ "\"metadata\":{\"other\":\"o\",\"rawPayload\":\"true\"},\"deadLetterTopic\":\"dead\","
					+ "\"type\":\"PROGRAMMATIC\"},{\"pubsubname\":\"pubsub\",\"topic\":\"listedrules\",\"rules\":["
					+ "{\"match\":\"event.type == \\\"a\\\"\",\"path\":\"/a\"},{\"path\":\"/d\"}],"
					+ "\"deadLetterTopic\":\"\",\"type\":\"PROGRAMMATIC\"},{\"pubsubname\":\"nopubsub\","
					+ "\"topic\":\"lost\",\"rules\":[{\"path\":\"/lost\"}],\"deadLetterTopic\":\"\","
					+ "\"type\":\"PROGRAMMATIC\"}]"));
	}

	@Test
	void metadataListsSubscriptionsOverGrpc() {
		assertThat(contract.stub().getMetadata(GetMetadataRequest.getDefaultInstance()).getSubscriptionsList())
			.extracting(PubsubSubscription::getTopic)
			.containsExactlyInAnyOrder("listed", "listedrules", "lost");
	}

	@Test
	void metadataListsPubsub() {
		assertThat(contract.send("GET", "/v1.0/metadata").json().path("components").toString()).isEqualTo(contract
			.usually("[{\"name\":\"pubsub\",\"type\":\"pubsub.in-memory\",\"version\":\"v1\","
					+ "\"capabilities\":[\"SUBSCRIBE_WILDCARDS\"]}]")
			.on("[{\"name\":\"pubsub\",\"type\":\"pubsub.redis\",\"version\":\"v1\"}]", Store.REDIS)
			.value());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "404 | '' ", "500 | '' ", "302 | '' ", "401 | '' ", "204 | '' ", "200 | '' ",
			"200 | []", "200 | {bad", "200 | {}" })
	void whenAnswerIsNoListThenThereAreNoSubscriptions(int status, String body) {
		try (SidecarRun run = contract
			.start(spec().app((app) -> app.onStartUp("GET", "/dapr/subscribe", Reply.json(status, body))))) {
			assertThat(run.send("GET", "/v1.0/metadata").json().has("subscriptions")).isFalse();
			assertThat(run.send("GET", "/v1.0/healthz").status()).isEqualTo(204);
			assertThat(run.app().startUp()).extracting(TestApp.Received::path)
				.containsExactly("/dapr/config", "/dapr/subscribe");
		}
	}

	@Test
	void whenOneRuleIsMalformedThenThereAreNoSubscriptions() {
		String bad = "{\"pubsubname\":\"pubsub\",\"topic\":\"bad\",\"routes\":{\"rules\":["
				+ "{\"match\":\"event.type ==\",\"path\":\"/a\"}]}}";
		try (SidecarRun run = contract.start(spec().subscriptions(ONE.replace("]", "," + bad + "]")))) {
			assertThat(run.send("GET", "/v1.0/metadata").json().has("subscriptions")).isFalse();
		}
	}

	@Test
	void statusMayBeAny200WithList() {
		try (SidecarRun run = contract
			.start(spec().app((app) -> app.onStartUp("GET", "/dapr/subscribe", Reply.text(200, ONE))))) {
			assertThat(run.send("GET", "/v1.0/metadata").json().path("subscriptions").size()).isEqualTo(1);
			assertThat(run.send("POST", "/v1.0/publish/pubsub/one", "x").status()).isEqualTo(204);
			run.app().await1("/orders");
		}
	}

	@Test
	void whenConfigurationIsNoneThenSubscriptionsAreAskedForAnyway() {
		try (SidecarRun run = contract
			.start(spec().subscriptions(ONE).app((app) -> app.onStartUp("GET", "/dapr/config", Reply.of(500))))) {
			assertThat(run.send("GET", "/v1.0/metadata").json().path("subscriptions").size()).isEqualTo(1);
		}
	}

}
