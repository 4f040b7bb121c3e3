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

package dev.daprfunctions.sidecar.http;

import java.util.TreeMap;

import com.google.protobuf.Message;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.google.rpc.Help;
import com.google.rpc.ResourceInfo;
import dev.daprfunctions.sidecar.error.ApiException.HttpError;
import dev.daprfunctions.sidecar.json.RuntimeJson;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Body of an answer that is an error.
 */
final class ErrorBody {

	/**
	 * Reason whose metadata is that of the request, even if it is empty.
	 */
	private static final String REASON_WITH_METADATA = "DAPR_PUBSUB_NOT_FOUND";

	private ErrorBody() {
	}

	static byte[] of(HttpError error) {
		ObjectNode body = JsonNodeFactory.instance.objectNode();
		body.put("errorCode", error.errorCode());
		body.put("message", error.message());
		if (!error.details().isEmpty()) {
			ArrayNode details = body.putArray("details");
			error.details().forEach((detail) -> add(detail, details.addObject()));
		}
		return RuntimeJson.write(body);
	}

	private static void add(Message detail, ObjectNode json) {
		json.put("@type", "type.googleapis.com/" + detail.getDescriptorForType().getFullName());
		if (detail instanceof ErrorInfo info) {
			add(info, json);
		}
		else if (detail instanceof ResourceInfo resource) {
			json.put("description", resource.getDescription());
			json.put("owner", resource.getOwner());
			json.put("resource_name", resource.getResourceName());
			json.put("resource_type", resource.getResourceType());
		}
		else if (detail instanceof BadRequest request) {
			ArrayNode violations = json.putArray("field_violations");
			request.getFieldViolationsList().forEach((violation) -> add(violation, violations.addObject()));
		}
		else if (detail instanceof Help help) {
			ArrayNode links = json.putArray("links");
			help.getLinksList()
				.forEach((
						link) -> links.addObject().put("description", link.getDescription()).put("url", link.getUrl()));
		}
	}

	private static void add(ErrorInfo info, ObjectNode json) {
		json.put("domain", info.getDomain());
		if (info.getMetadataCount() > 0 || info.getReason().equals(REASON_WITH_METADATA)) {
			new TreeMap<>(info.getMetadataMap()).forEach(json.putObject("metadata")::put);
		}
		else {
			json.putNull("metadata");
		}
		json.put("reason", info.getReason());
	}

	private static void add(BadRequest.FieldViolation violation, ObjectNode json) {
		if (!violation.getField().isEmpty()) {
			json.put("field", violation.getField());
		}
		json.put("description", violation.getDescription());
	}

}
