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
import java.util.function.Consumer;

import com.google.protobuf.ByteString;
import dev.daprfunctions.contract.Answer.Failure;
import dev.daprfunctions.contract.Target.Store;
import dev.daprfunctions.contract.TestApp.Received;
import io.dapr.v1.DaprPubsubProtos.BulkPublishRequest;
import io.dapr.v1.DaprPubsubProtos.BulkPublishRequestEntry;
import io.dapr.v1.DaprPubsubProtos.BulkPublishResponse;
import io.grpc.Status.Code;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Cases for publishing several events at once.
 */
@ClassTemplate
class BulkPublishTests {

	private static final String BULK = "/v1.0/publish/bulk/";

	/** The smallest limit of an entry that Redis can have. */
	private static final int SMALL_LIMIT = 1024 * 1024;

	private static final int USUAL_LIMIT = 512 * SMALL_LIMIT;

	@RegisterExtension
	static final Contract contract = new Contract(SidecarSpec.create()
		.everyPubsub("pubsub")
		.subscriptions("[{\"pubsubname\":\"pubsub\",\"topic\":\"orders\",\"route\":\"/orders\"}]"));

	@ParameterizedTest
	@ValueSource(strings = { "/v1.0/publish/bulk/", "/v1.0-alpha1/publish/bulk/" })
	void publishesSeveral(String path) {
		Answer answer = contract.send(
				"POST", path + "pubsub/orders", "[%s,%s,%s]".formatted(entry("1", "{\"n\":1}", "application/json"),
						entry("2", "\"two\"", "text/plain"), entry("3", "\"eA==\"", "application/octet-stream")),
				"Content-Type: application/json");
		assertThat(answer.status()).isEqualTo(204);
		assertThat(answer.body()).isEmpty();
		List<Received> received = contract.app().awaitCount("/orders", 3);
		assertThat(received).extracting((request) -> request.json().path("data").toString())
			.contains("{\"n\":1}", "\"two\"");
		assertThat(received).extracting((request) -> request.json().path("datacontenttype").asString())
			.containsExactlyInAnyOrder("application/json", "text/plain", "application/octet-stream");
		assertThat(received).extracting((request) -> request.json().path("data_base64").asString("")).contains("eA==");
		assertThat(received).extracting((request) -> request.json().path("id").asString()).doesNotHaveDuplicates();
	}

	@Test
	void entryMayBeCloudEvent() {
		contract.send("POST", BULK + "pubsub/orders",
				"[%s]".formatted(
						entry("1", "{\"id\":\"i\",\"source\":\"s\",\"type\":\"t\",\"specversion\":\"1.0\",\"data\":1}",
								"application/cloudevents+json")));
		Received request = contract.app().await1("/orders");
		assertThat(request.json().path("id").asString()).isEqualTo("i");
		assertThat(request.json().path("source").asString()).isEqualTo("s");
	}

	@Test
	void metadataOfEntryCounts() {
		contract.send("POST", BULK + "pubsub/orders",
				"[{\"entryId\":\"1\",\"event\":1,\"contentType\":\"application/json\","
						+ "\"metadata\":{\"cloudevent.type\":\"mine\"}}]");
		assertThat(contract.app().await1("/orders").json().path("type").asString()).isEqualTo("mine");
	}

	@Test
	void emptyListIsNothing() {
		assertThat(contract.send("POST", BULK + "pubsub/orders", "[]").status()).isEqualTo(204);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "[{\"event\":1,\"contentType\":\"application/json\"}] ",
					"[{\"entryId\":\"\",\"event\":1,\"contentType\":\"application/json\"}] ",
					"[{\"entryId\":\"1\",\"event\":1,\"contentType\":\"application/json\"},"
							+ "{\"entryId\":\"1\",\"event\":2,\"contentType\":\"application/json\"}] ",
					"[{\"entryId\":\"1\",\"event\":{\"a\":1}}]",
					"[{\"entryId\":\"1\",\"event\":{\"a\":1},\"contentType\":\"text/plain\"}]", "{}", "{bad", "''" })
	void whenEntriesAreMalformedThenRefused(String body) {
		Failure failure = contract.send("POST", BULK + "pubsub/orders", body).failure();
		assertThat(failure.status()).isEqualTo(400);
		assertThat(failure.code()).isEqualTo("ERR_PUBSUB_EVENTS_SER");
		assertThat(contract.app().received()).isEmpty();
	}

	@Test
	void whenPubsubIsUnknownThenNotFound() {
		assertThat(contract.send("POST", BULK + "nopubsub/orders", "[]").failure())
			.isEqualTo(new Failure(404, "ERR_PUBSUB_NOT_FOUND", "pubsub nopubsub is not found"));
	}

	@Test
	void publishesSeveralOverGrpc() {
		BulkPublishResponse response = publish(grpcEntry("1", "{\"n\":1}"), grpcEntry("2", "2"));
		assertThat(response.getFailedEntriesList()).isEmpty();
		assertThat(contract.app().awaitCount("/orders", 2))
			.extracting((request) -> request.json().path("data").toString())
			.containsExactlyInAnyOrder("{\"n\":1}", "2");
	}

	@Test
	void whenEntryIdIsDuplicateOrMissingOverGrpcThenInvalid() {
		assertThat(GrpcFailure.of(() -> publish(grpcEntry("1", "1"), grpcEntry("1", "2"))).code())
			.isEqualTo(Code.INVALID_ARGUMENT);
		assertThat(GrpcFailure.of(() -> publish(grpcEntry("", "1"))).code()).isEqualTo(Code.INVALID_ARGUMENT);
	}

	@Test
	void whenRedisRefusesOneEntryThenItIsNamedAndOthersArrive() {
		whenRedisRefuses((large) -> {
			Answer answer = contract.send("POST", BULK + "pubsub/orders",
					"[%s,%s]".formatted(entry("1", "1", "application/json"), entry("2", large, "application/json")));
			assertThat(answer.status()).isEqualTo(500);
			assertThat(answer.json().propertyNames()).containsExactly("failedEntries", "errorCode");
			assertThat(answer.json().path("errorCode").asString()).isEqualTo("ERR_PUBSUB_PUBLISH_MESSAGE");
			assertThat(answer.json().path("failedEntries")).singleElement().satisfies((failed) -> {
				assertThat(failed.path("entryId").asString()).isEqualTo("2");
				assertThat(failed.path("error").asString()).startsWith("redis streams: error from publish: ");
			});
		});
	}

	@Test
	void whenRedisRefusesOneEntryThenCallOverGrpcFailsAndOthersArrive() {
		whenRedisRefuses((large) -> {
			GrpcFailure failure = GrpcFailure.of(() -> publish(grpcEntry("1", "1"), grpcEntry("2", large)));
			assertThat(failure.code()).isEqualTo(Code.INTERNAL);
			assertThat(failure.message()).startsWith(
					"error when publishing to topic orders in pubsub pubsub: " + "redis streams: error from publish: ");
		});
	}

	private static void whenRedisRefuses(Consumer<String> publishOneAndLarge) {
		if (contract.store() == Store.REDIS) {
			limitEntriesOfRedis(SMALL_LIMIT);
			try {
				publishOneAndLarge.accept("\"%s\"".formatted("x".repeat(SMALL_LIMIT)));
				assertThat(contract.app().await1("/orders").json().path("data").asInt()).isEqualTo(1);
			}
			finally {
				limitEntriesOfRedis(USUAL_LIMIT);
			}
		}
	}

	private static void limitEntriesOfRedis(int bytes) {
		assertThat(contract.redis().call(0, "CONFIG", "SET", "proto-max-bulk-len", String.valueOf(bytes)))
			.isEqualTo("+OK");
	}

	private static BulkPublishResponse publish(BulkPublishRequestEntry... entries) {
		return contract.stub()
			.bulkPublishEventAlpha1(BulkPublishRequest.newBuilder()
				.setPubsubName("pubsub")
				.setTopic("orders")
				.addAllEntries(List.of(entries))
				.build());
	}

	private static BulkPublishRequestEntry grpcEntry(String id, String event) {
		return BulkPublishRequestEntry.newBuilder()
			.setEntryId(id)
			.setEvent(ByteString.copyFromUtf8(event))
			.setContentType("application/json")
			.build();
	}

	private static String entry(String id, String event, String contentType) {
		return "{\"entryId\":\"%s\",\"event\":%s,\"contentType\":\"%s\"}".formatted(id, event, contentType);
	}

}
