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

import com.google.protobuf.ByteString;
import dev.daprfunctions.contract.TestApp.Received;
import io.dapr.v1.DaprPubsubProtos.PublishEventRequest;

import static org.awaitility.Awaitility.await;

/**
 * Publishes over the component {@code pubsub}.
 */
final class Publisher {

	static final String PUBLISH = "/v1.0/publish/pubsub/";

	private final Contract contract;

	Publisher(Contract contract) {
		this.contract = contract;
	}

	Answer publish(String topic, String body, String... headers) {
		return this.contract.send("POST", PUBLISH + topic, body, headers);
	}

	Answer json(String topic, String body) {
		return publish(topic, body, "Content-Type: application/json");
	}

	void grpc(String topic, String contentType, String data) {
		this.contract.stub()
			.publishEvent(PublishEventRequest.newBuilder()
				.setPubsubName("pubsub")
				.setTopic(topic)
				.setDataContentType(contentType)
				.setData(ByteString.copyFromUtf8(data))
				.build());
	}

	/**
	 * Wait until everything that was published before has been worked off, by a last
	 * event.
	 * @param topic the topic
	 * @param path the path that its subscription delivers to
	 */
	void settle(String topic, String path) {
		this.contract.app().reply(path, (request) -> TestApp.Reply.of(200));
		json(topic, "\"last\"");
		await().until(() -> this.contract.app().received(path).stream().anyMatch(Publisher::isLast));
	}

	static boolean isLast(Received request) {
		return request.body().contains("\"last\"");
	}

}
