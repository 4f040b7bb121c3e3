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

import java.util.List;
import java.util.Map;

import dev.daprfunctions.contract.Answer.Failure;
import io.dapr.v1.CommonProtos.ConfigurationItem;
import io.dapr.v1.DaprConfigurationProtos.GetConfigurationRequest;
import io.grpc.Status.Code;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Cases for reading configuration stores.
 */
@ClassTemplate
class ConfigurationTests {

	@RegisterExtension
	static final Contract contract = new Contract(SidecarSpec.create().configurationStore("config"));

	@Test
	void valueIsReadWithItsVersion() {
		contract.run().configure("versioned", "red", "v1");
		Answer answer = get("?key=versioned");
		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.header("Content-Type")).isEqualTo("application/json");
		assertThat(answer.body()).isEqualTo("{\"versioned\":{\"value\":\"red\",\"version\":\"v1\"}}\n");
	}

	@Test
	void valuesAreReadInOrderWithoutThoseThatAreMissing() {
		contract.run().configure("two", "2");
		contract.run().configure("one", "1");
		contract.run().configure("empty", "");
		assertThat(get("?key=two&key=missing&key=empty&key=one&key=two").body())
			.isEqualTo("{\"one\":{\"value\":\"1\"},\"two\":{\"value\":\"2\"}}\n");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "?", "?metadata.a=b", "?keys=a" })
	void withoutKeysAllValuesAreRead(String query) {
		contract.run().configure("all1", "1");
		contract.run().configure("all2", "2");
		assertThat(get(query).json().propertyNames()).contains("all1", "all2");
	}

	@ParameterizedTest
	@ValueSource(strings = { "?key=missing", "?key=", "?key=missing&key=missing" })
	void whenNoValueIsThereThenNoContent(String query) {
		Answer answer = get(query);
		assertThat(answer.status()).isEqualTo(204);
		assertThat(answer.body()).isEmpty();
	}

	@Test
	void removedValueIsMissing() {
		contract.run().configure("removed", "1");
		contract.run().removeConfiguration("removed");
		assertThat(get("?key=removed").status()).isEqualTo(204);
	}

	@Test
	void jsonIsText() {
		contract.run().configure("json", "{\"a\":\"<&>\u00e9\"}");
		assertThat(get("?key=json").body())
			.isEqualTo("{\"json\":{\"value\":\"{\\\"a\\\":\\\"\\u003c\\u0026\\u003e\u00e9\\\"}\"}}\n");
	}

	@Test
	void keyMayHaveAnyCharacters() {
		contract.run().configure("k y/\u00e9:x", "odd");
		assertThat(get("?key=k+y/%C3%A9%3Ax").body()).isEqualTo("{\"k y/\u00e9:x\":{\"value\":\"odd\"}}\n");
	}

	@Test
	void oldPathWorks() {
		contract.run().configure("old", "1");
		assertThat(contract.send("GET", "/v1.0-alpha1/configuration/config?key=old").body())
			.isEqualTo("{\"old\":{\"value\":\"1\"}}\n");
	}

	@Test
	void whenStoreIsUnknownThenFails() {
		assertThat(contract.send("GET", "/v1.0/configuration/nowhere?key=k").failure())
			.isEqualTo(new Failure(400, "ERR_CONFIGURATION_STORE_NOT_FOUND", "configuration store nowhere not found"));
		assertThat(GrpcFailure.of(() -> getOverGrpc("nowhere")))
			.isEqualTo(new GrpcFailure(Code.INVALID_ARGUMENT, "configuration store nowhere not found"));
	}

	@ParameterizedTest
	@CsvSource({ "POST, config", "PUT, config", "DELETE, config", "GET, ''", "GET, config/key",
			"POST, config/subscribe", "GET, config/a/b/unsubscribe" })
	void otherVerbsAndPathsAreNotFound(String verb, String path) {
		assertThat(contract.send(verb, "/v1.0/configuration/" + path).failure())
			.isEqualTo(new Failure(404, "ERR_DIRECT_INVOKE", Messages.NO_APP_ID));
	}

	@Test
	void valuesAreReadOverGrpc() {
		contract.run().configure("grpc1", "1", "v1");
		contract.run().configure("grpc2", "2");
		assertThat(getOverGrpc("config", "grpc1", "grpc2", "missing"))
			.isEqualTo(Map.of("grpc1", ConfigurationItem.newBuilder().setValue("1").setVersion("v1").build(), "grpc2",
					ConfigurationItem.newBuilder().setValue("2").build()));
		assertThat(getOverGrpc("config")).containsKeys("grpc1", "grpc2");
		assertThat(getOverGrpc("config", "missing")).isEmpty();
	}

	@Test
	@SuppressWarnings("deprecation")
	void oldMethodWorks() {
		contract.run().configure("oldgrpc", "1");
		assertThat(contract.stub().getConfigurationAlpha1(request("config", "oldgrpc")).getItemsMap())
			.containsOnlyKeys("oldgrpc");
	}

	@Test
	void metadataHasStoreWithoutCapabilities() {
		assertThat(contract.send("GET", "/v1.0/metadata").json().path("components").toString())
			.isEqualTo("[{\"name\":\"config\",\"type\":\"configuration.redis\",\"version\":\"v1\"}]");
	}

	private static Answer get(String query) {
		return contract.send("GET", "/v1.0/configuration/config" + query);
	}

	private static Map<String, ConfigurationItem> getOverGrpc(String store, String... keys) {
		return contract.stub().getConfiguration(request(store, keys)).getItemsMap();
	}

	private static GetConfigurationRequest request(String store, String... keys) {
		return GetConfigurationRequest.newBuilder().setStoreName(store).addAllKeys(List.of(keys)).build();
	}

}
