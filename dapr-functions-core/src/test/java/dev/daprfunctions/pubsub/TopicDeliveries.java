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

package dev.daprfunctions.pubsub;

import dev.daprfunctions.function.TestResponse;
import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What functions receive from a topic, and what they answer.
 */
final class TopicDeliveries {

	static final String EVENT = "{\"specversion\":\"1.0\",\"id\":\"e1\",\"source\":\"shop\",\"type\":\"order\","
			+ "\"datacontenttype\":\"application/json\",\"time\":\"2026-02-28T10:00:00Z\",\"topic\":\"orders\","
			+ "\"pubsubname\":\"messagebus\",\"traceid\":\"00-id\",\"traceparent\":\"00-parent\",\"tracestate\":\"s=1\","
			+ "\"subject\":\"sub\",\"dataschema\":\"urn:schema\",\"priority\":5,\"urgent\":true,\"none\":null,"
			+ "\"extra\":{\"a\":1},\"data\":{\"sku\":\"s1\",\"amount\":2}}";

	static @Nullable Object received;

	private TopicDeliveries() {
	}

	static void assertSuccess(TestResponse response) {
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.body()).isNull();
	}

	static void assertDrop(TestResponse response) {
		assertThat(response.status()).isEqualTo(200);
		assertThat(response.contentType()).isEqualTo("application/json");
		assertThat(response.body()).isEqualTo("{\"status\":\"DROP\"}");
	}

	static void assertRetry(TestResponse response, String errorCode) {
		assertThat(received).isNull();
		assertThat(response.status()).isEqualTo(500);
		assertThat(response.contentType()).isEqualTo("application/problem+json");
		assertThat(response.json()).containsEntry("status", 500).containsEntry("errorCode", errorCode);
	}

}
