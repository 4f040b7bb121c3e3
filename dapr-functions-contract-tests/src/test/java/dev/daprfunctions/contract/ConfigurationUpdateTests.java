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

import dev.daprfunctions.contract.Answer.Failure;
import dev.daprfunctions.contract.TestApp.Received;
import dev.daprfunctions.contract.TestApp.Reply;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Cases for telling an application about values that changed.
 */
@ClassTemplate
class ConfigurationUpdateTests {

	@RegisterExtension
	static final Contract contract = new Contract(SidecarSpec.create().configurationStore("config"));

	@Test
	void changeIsTold() {
		String id = subscribe("changed", "?key=changed&key=other");
		contract.run().configure("changed", "blue", "v2");
		Received update = contract.app().await1("/configuration/config/changed");
		assertThat(update.verb()).isEqualTo("POST");
		assertThat(update.header("Content-Type")).isEqualTo("application/json");
		assertThat(update.headers().keySet()).containsExactlyInAnyOrder("Host", "User-agent", "Content-length",
				"Content-type", "Accept-encoding");
		assertThat(update.body()).isEqualTo(
				"{\"id\":\"%s\",\"items\":{\"changed\":{\"value\":\"blue\",\"version\":\"v2\"}}}\n".formatted(id));
	}

	@Test
	void removalIsToldAsEmptyItem() {
		String id = subscribe("gone", "?key=gone");
		contract.run().removeConfiguration("gone");
		assertThat(contract.app().await1("/configuration/config/gone").body())
			.isEqualTo("{\"id\":\"%s\",\"items\":{\"gone\":{}}}\n".formatted(id));
	}

	@Test
	void emptyValueIsToldAsEmptyItem() {
		String id = subscribe("emptied", "?key=emptied");
		contract.run().configure("emptied", "");
		assertThat(contract.app().await1("/configuration/config/emptied").body())
			.isEqualTo("{\"id\":\"%s\",\"items\":{\"emptied\":{}}}\n".formatted(id));
	}

	@Test
	void sameValueIsToldAgain() {
		subscribe("same", "?key=same");
		contract.run().configure("same", "1");
		contract.run().configure("same", "1");
		assertThat(contract.app().awaitCount("/configuration/config/same", 2)).hasSize(2);
	}

	@Test
	void otherKeysAreNotTold() {
		subscribe("wanted", "?key=wanted");
		contract.run().configure("unwanted", "1");
		contract.run().configure("wanted", "1");
		contract.app().await1("/configuration/config/wanted");
		assertThat(contract.app().received("/configuration/config/unwanted")).isEmpty();
	}

	@Test
	void withoutKeysAllChangesAreTold() {
		String id = subscribe("every1", "");
		contract.run().configure("every1", "1");
		contract.run().configure("every2", "2");
		contract.app().await1("/configuration/config/every1");
		assertThat(contract.app().await1("/configuration/config/every2").body())
			.contains("\"every2\":{\"value\":\"2\"}");
		unsubscribe(id);
	}

	@Test
	void everySubscriptionIsTold() {
		String first = subscribe("shared", "?key=shared");
		String second = subscribe("shared", "?key=shared");
		contract.run().configure("shared", "last");
		await().untilAsserted(
				() -> assertThat(contract.app().received()).filteredOn((update) -> update.body().contains("\"last\""))
					.extracting((update) -> update.json().path("id").asString())
					.containsExactlyInAnyOrder(first, second));
	}

	@Test
	void changesAreToldInOrder() {
		subscribe("ordered", "?key=ordered");
		for (int i = 1; i <= 5; i++) {
			contract.run().configure("ordered", String.valueOf(i));
			contract.app().awaitCount("/configuration/config/ordered", i);
		}
		assertThat(contract.app().received("/configuration/config/ordered"))
			.extracting((update) -> update.json().at("/items/ordered/value").asString())
			.containsExactly("1", "2", "3", "4", "5");
	}

	@Test
	void keyIsEncodedInPath() {
		subscribe("k y/\u00e9:x", "?key=k+y/%C3%A9%3Ax", "/configuration/config/k%20y/%C3%A9:x");
		contract.run().configure("k y/\u00e9:x", "odd");
		assertThat(contract.app().await1("/configuration/config/k%20y/%C3%A9:x").body())
			.contains("{\"k y/\u00e9:x\":{\"value\":\"odd\"}}");
	}

	@ParameterizedTest
	@ValueSource(ints = { 201, 302, 404, 500 })
	void whateverAppAnswersChangeIsToldOnce(int status) {
		String key = "refused" + status;
		String path = "/configuration/config/" + key;
		subscribe(key, "?key=" + key);
		contract.app().reply(path, Reply.of(status));
		contract.run().configure(key, "1");
		contract.app().await1(path);
		contract.run().configure(key, "2");
		contract.app().awaitCount(path, 2);
		assertThat(contract.app().received(path))
			.extracting((update) -> update.json().path("items").path(key).path("value").asString())
			.containsExactly("1", "2");
	}

	@Test
	void afterUnsubscribingNothingIsTold() {
		String id = subscribe("left", "?key=left&key=leftlast");
		subscribe("leftlast", "?key=leftlast");
		contract.app().reset();
		Answer answer = unsubscribe(id);
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.header("Content-Type")).isEqualTo("application/json");
		assertThat(answer.body()).isEqualTo("{\"ok\":true}\n");
		contract.run().configure("left", "1");
		contract.run().configure("leftlast", "1");
		contract.app().await1("/configuration/config/leftlast");
		assertThat(contract.app().received("/configuration/config/left")).isEmpty();
		assertThat(unsubscribe(id).status()).isEqualTo(500);
	}

	@Test
	void whenSubscriptionIsUnknownThenFails() {
		Answer answer = unsubscribe("nobody");
		assertThat(answer.status()).isEqualTo(500);
		assertThat(answer.header("Content-Type")).isEqualTo("application/json");
		assertThat(answer.body()).isEqualTo("{\"message\":\"failed to unsubscribe to configuration request nobody: "
				+ "subscription with id nobody does not exist\"}\n");
	}

	@ParameterizedTest
	@ValueSource(strings = { "subscribe", "id/unsubscribe" })
	void whenStoreIsUnknownThenFails(String path) {
		assertThat(contract.send("GET", "/v1.0/configuration/nowhere/" + path).failure())
			.isEqualTo(new Failure(400, "ERR_CONFIGURATION_STORE_NOT_FOUND", "configuration store nowhere not found"));
	}

	@Test
	void oldPathsWork() {
		Answer answer = contract.send("GET", "/v1.0-alpha1/configuration/config/subscribe?key=alpha");
		String id = answer.json().path("id").asString();
		awaitSubscription("alpha", "/configuration/config/alpha", id);
		assertThat(contract.send("GET", "/v1.0-alpha1/configuration/config/%s/unsubscribe".formatted(id)).body())
			.isEqualTo("{\"ok\":true}\n");
	}

	private static String subscribe(String key, String query) {
		return subscribe(key, query, "/configuration/config/" + key);
	}

	private static String subscribe(String key, String query, String path) {
		Answer answer = contract.send("GET", "/v1.0/configuration/config/subscribe" + query);
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.header("Content-Type")).isEqualTo("application/json");
		assertThat(answer.body()).matches("\\{\"id\":\"[0-9a-f-]{36}\"}\n");
		String id = answer.json().path("id").asString();
		awaitSubscription(key, path, id);
		return id;
	}

	/**
	 * Wait until changes of a key are told: a store may answer before it listens.
	 * @param key the key
	 * @param path the path that they are told on
	 * @param id the id of the subscription
	 */
	private static void awaitSubscription(String key, String path, String id) {
		int[] number = new int[1];
		await().until(() -> {
			contract.run().configure(key, "waiting" + number[0]++);
			return isTold(path, id, "waiting");
		});
		String last = "waiting" + (number[0] - 1);
		await().until(() -> isTold(path, id, last + "\""));
		contract.app().reset();
	}

	private static boolean isTold(String path, String id, String value) {
		return contract.app()
			.received(path)
			.stream()
			.anyMatch((update) -> update.body().contains(id) && update.body().contains(value));
	}

	private static Answer unsubscribe(String id) {
		return contract.send("GET", "/v1.0/configuration/config/%s/unsubscribe".formatted(id));
	}

}
