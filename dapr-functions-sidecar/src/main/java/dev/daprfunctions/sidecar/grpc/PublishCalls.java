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

package dev.daprfunctions.sidecar.grpc;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.daprfunctions.sidecar.pubsub.BulkPublication;
import dev.daprfunctions.sidecar.pubsub.PubSubApi;
import dev.daprfunctions.sidecar.pubsub.Publication;
import dev.daprfunctions.sidecar.pubsub.TraceFields;
import io.dapr.v1.DaprPubsubProtos.BulkPublishRequest;
import io.dapr.v1.DaprPubsubProtos.BulkPublishRequestEntry;
import io.dapr.v1.DaprPubsubProtos.BulkPublishResponse;
import io.dapr.v1.DaprPubsubProtos.PublishEventRequest;

/**
 * Calls of the publish API.
 */
final class PublishCalls {

	private final PubSubApi pubsub;

	PublishCalls(PubSubApi pubsub) {
		this.pubsub = pubsub;
	}

	void publish(PublishEventRequest request) {
		this.pubsub.requireTopic(request.getPubsubName(), request.getTopic(), request.getMetadataMap());
		TraceFields trace = CallMetadata.current().trace();
		Map<String, String> metadata = new HashMap<>(request.getMetadataMap());
		if (this.pubsub.isRaw(request.getPubsubName(), metadata)) {
			metadata.put("traceid", trace.parent());
			metadata.put("tracestate", trace.state());
		}
		this.pubsub.publish(new Publication(request.getPubsubName(), request.getTopic(),
				request.getData().toByteArray(), request.getDataContentType(), metadata, trace));
	}

	BulkPublishResponse publish(BulkPublishRequest request) {
		String name = request.getPubsubName();
		this.pubsub.requireTopic(name, request.getTopic(), request.getMetadataMap());
		this.pubsub.isRaw(name, request.getMetadataMap());
		List<BulkPublication.Entry> entries = new ArrayList<>();
		Set<String> ids = new HashSet<>();
		for (BulkPublishRequestEntry entry : request.getEntriesList()) {
			this.pubsub.requireNewEntryId(name, request.getTopic(), entry.getEntryId(), ids);
			entries.add(new BulkPublication.Entry(entry.getEntryId(), entry.getEvent().toByteArray(),
					entry.getContentType(), (entry.getMetadataCount() > 0) ? entry.getMetadataMap() : null));
		}
		this.pubsub.publish(new BulkPublication(name, request.getTopic(), entries, request.getMetadataMap(),
				CallMetadata.current().trace()));
		return BulkPublishResponse.getDefaultInstance();
	}

}
