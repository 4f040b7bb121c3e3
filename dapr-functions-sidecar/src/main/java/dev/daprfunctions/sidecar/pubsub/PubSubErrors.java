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

import java.util.List;
import java.util.Map;

import com.google.protobuf.Message;
import com.google.rpc.ErrorInfo;
import com.google.rpc.ResourceInfo;
import dev.daprfunctions.sidecar.error.ApiException;
import dev.daprfunctions.sidecar.error.ApiException.GrpcError;
import dev.daprfunctions.sidecar.error.ApiException.HttpError;
import io.grpc.Status;

/**
 * Errors of the publish API.
 */
final class PubSubErrors {

	private static final String EVENTS_ERROR = "ERR_PUBSUB_EVENTS_SER";

	private final String appId;

	PubSubErrors(String appId) {
		this.appId = appId;
	}

	static ApiException nameEmpty(Map<String, String> metadata) {
		return error(404, Status.Code.INVALID_ARGUMENT, "ERR_PUBSUB_EMPTY", "pubsub name is empty", "",
				ApiException.errorInfo("DAPR_PUBSUB_NAME_EMPTY", metadata));
	}

	static ApiException notFound(String pubsub, Map<String, String> metadata) {
		String message = "pubsub %s is not found".formatted(pubsub);
		String reason = "DAPR_PUBSUB_NOT_FOUND";
		return ApiException.of(
				new HttpError(404, "ERR_PUBSUB_NOT_FOUND", message, List.of(ApiException.errorInfo(reason, metadata))),
				new GrpcError(Status.Code.INVALID_ARGUMENT, message,
						List.of(ApiException.errorInfo(reason, Map.of()))));
	}

	static ApiException topicEmpty(String pubsub, Map<String, String> metadata) {
		return error(404, Status.Code.INVALID_ARGUMENT, "ERR_TOPIC_NAME_EMPTY", "topic is empty in pubsub " + pubsub,
				pubsub, ApiException.errorInfo("DAPR_PUBSUB_TOPIC_NAME_EMPTY", metadata));
	}

	static ApiException badMetadata(String pubsub, Map<String, String> metadata, String problem) {
		return error(400, Status.Code.INVALID_ARGUMENT, "ERR_PUBSUB_REQUEST_METADATA",
				"failed deserializing metadata. Error: " + problem, pubsub,
				ApiException.errorInfo("DAPR_PUBSUB_METADATA_DESERIALIZATION", metadata));
	}

	static ApiException publishFailed(String pubsub, String topic, String problem) {
		return error(500, Status.Code.INTERNAL, "ERR_PUBSUB_PUBLISH_MESSAGE",
				"error when publishing to topic %s in pubsub %s: %s".formatted(topic, pubsub, problem), pubsub,
				ApiException.errorInfo("DAPR_PUBSUB_PUBLISH_MESSAGE", Map.of("topic", topic, "error", problem)));
	}

	ApiException forbidden(String pubsub, String topic) {
		String message = "topic %s is not allowed for app id %s".formatted(topic, this.appId);
		return error(403, Status.Code.PERMISSION_DENIED, "ERR_PUBSUB_FORBIDDEN", message, pubsub,
				ApiException.errorInfo("DAPR_PUBSUB_FORBIDDEN", Map.of("topic", topic, "error", message)));
	}

	ApiException noCloudEvent(String pubsub, String problem) {
		return error(500, Status.Code.INVALID_ARGUMENT, "ERR_PUBSUB_CLOUD_EVENTS_SER", "cannot create cloudevent",
				pubsub, info("DAPR_PUBSUB_CLOUD_EVENT_CREATION", problem));
	}

	ApiException unreadableEvents(String pubsub, String topic, String problem) {
		return error(400, Status.Code.INVALID_ARGUMENT, EVENTS_ERROR,
				"error when unmarshaling the request for topic %s pubsub %s: %s".formatted(topic, pubsub, problem),
				pubsub, ApiException.errorInfo("DAPR_PUBSUB_UNMARSHAL_EVENTS", Map.of("appID", this.appId)));
	}

	ApiException badEvent(String pubsub, String topic, String problem) {
		return error(400, Status.Code.INVALID_ARGUMENT, EVENTS_ERROR,
				"error when marshalling cloud event envelope for topic %s pubsub %s: %s".formatted(topic, pubsub,
						problem),
				pubsub, info("DAPR_PUBSUB_MARSHAL_ENVELOPE", problem));
	}

	ApiException badEntryId(String pubsub, String topic) {
		String problem = "entryId is duplicated or not present for entry";
		return error(400, Status.Code.INVALID_ARGUMENT, EVENTS_ERROR,
				"error marshaling events to bytes for topic %s pubsub %s. error: %s".formatted(topic, pubsub, problem),
				pubsub, info("DAPR_PUBSUB_MARSHAL_EVENTS", problem));
	}

	private ErrorInfo info(String reason, String problem) {
		return ApiException.errorInfo(reason, Map.of("appID", this.appId, "error", problem));
	}

	private static ApiException error(int httpStatus, Status.Code grpcCode, String errorCode, String message,
			String pubsub, ErrorInfo info) {
		ResourceInfo resource = ResourceInfo.newBuilder()
			.setResourceType("pubsub")
			.setResourceName(pubsub)
			.setDescription(message)
			.build();
		return ApiException.withDetails(httpStatus, grpcCode, errorCode, message, List.<Message>of(resource, info));
	}

}
