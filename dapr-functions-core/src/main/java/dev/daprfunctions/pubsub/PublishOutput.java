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

import java.util.LinkedHashMap;
import java.util.Map;

import dev.daprfunctions.Publication;
import dev.daprfunctions.client.RequestSizes;
import dev.daprfunctions.expression.AnnotationTexts;
import dev.daprfunctions.function.CallOutput;
import dev.daprfunctions.function.FunctionCall;
import dev.daprfunctions.function.FunctionMethod;
import dev.daprfunctions.function.OutputSource;
import dev.daprfunctions.function.Outputs;
import org.jspecify.annotations.Nullable;

/**
 * Publish output: a holder, or the return value of a function.
 */
final class PublishOutput implements OutputSource {

	private final EventWriter writer;

	private final PublishTarget target;

	private final EventEncoder encoder;

	private final String function;

	PublishOutput(EventWriter writer, PublishTarget target, EventEncoder encoder, FunctionMethod method) {
		this.writer = writer;
		this.target = target;
		this.encoder = encoder;
		this.function = method.describeInCall();
	}

	@Override
	public CallOutput resolve(FunctionCall call) {
		String pubsub = call.evaluate(this.target.pubsub(), "pubsub");
		String topic = (this.target.topic() != null) ? call.evaluate(this.target.topic(), "topic") : null;
		Map<String, String> metadata = this.target.metadata().evaluate(call.arguments());
		return (value, outputs) -> collect(pubsub, topic, metadata, value, outputs);
	}

	private void collect(String pubsub, @Nullable String topic, Map<String, String> metadata, @Nullable Object value,
			Outputs outputs) {
		Publication<?> publication = (value instanceof Publication<?> typed) ? typed
				: Publication.builder(value).build();
		String contentType = (publication.contentType() != null) ? publication.contentType()
				: this.target.contentType();
		EventEncoder.Encoded encoded = this.encoder.encode(publication.data(), contentType);
		EventWrite event = new EventWrite(Outputs.target(publication.pubsub(), pubsub, "pubsub", this.function),
				Outputs.target(publication.topic(), topic, "topic", this.function), encoded.data(),
				encoded.contentType(), metadata(metadata, publication), this.target.ordered(), this.function);
		RequestSizes.checkOutput(event.data(), event.size(), this.function, event::target);
		outputs.add(this.writer, event);
	}

	private Map<String, String> metadata(Map<String, String> ofAnnotation, Publication<?> publication) {
		Map<String, String> metadata = new LinkedHashMap<>(ofAnnotation);
		boolean raw = (publication.rawPayload() != null) ? publication.rawPayload() : this.target.rawPayload();
		if (raw) {
			metadata.put(TopicSubscription.RAW_PAYLOAD, "true");
		}
		else if (publication.rawPayload() != null) {
			metadata.remove(TopicSubscription.RAW_PAYLOAD);
		}
		Long ttl = (publication.ttl() != null) ? Long.valueOf(AnnotationTexts.ttl(publication.ttl()))
				: this.target.ttl();
		if (ttl != null) {
			metadata.put("ttlInSeconds", ttl.toString());
		}
		metadata.putAll(publication.metadata());
		return metadata;
	}

}
