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

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeMap;

import dev.daprfunctions.sidecar.error.ApiException;
import dev.daprfunctions.sidecar.json.RuntimeJson;
import dev.daprfunctions.sidecar.metadata.MetadataApi;
import io.dapr.v1.DaprMetadataProtos.AppConnectionHealthProperties;
import io.dapr.v1.DaprMetadataProtos.AppConnectionProperties;
import io.dapr.v1.DaprMetadataProtos.GetMetadataResponse;
import io.dapr.v1.DaprMetadataProtos.PubsubSubscription;
import io.dapr.v1.DaprMetadataProtos.PubsubSubscriptionRule;
import io.dapr.v1.DaprMetadataProtos.RegisteredComponents;
import io.grpc.Status;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Endpoints of the metadata API.
 */
final class MetadataEndpoints {

	private final MetadataApi metadata;

	MetadataEndpoints(MetadataApi metadata) {
		this.metadata = metadata;
	}

	List<Route> routes() {
		return List.of(Route.get("/v1.0/metadata", this::get), Route.put("/v1.0/metadata/{key}", this::put));
	}

	private void get(ApiExchange exchange) throws IOException {
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		ObjectNode json = toJson(this.metadata.get());
		for (String name : this.metadata.resiliencies()) {
			json.withArray("/resiliencies").addObject().put("name", name);
		}
		body.writeBytes(RuntimeJson.write(json));
		body.write('\n');
		exchange.respond(200, body.toByteArray());
	}

	private void put(ApiExchange exchange) throws IOException {
		RequestBody body = exchange.body();
		if (body.isTruncated()) {
			throw ApiException.plain(400, Status.Code.INVALID_ARGUMENT, "ERR_BODY_READ",
					"failed to read request body: " + RequestBody.TOO_LARGE);
		}
		this.metadata.put(exchange.path("key"), new String(body.bytes(), StandardCharsets.UTF_8));
		exchange.respondEmpty();
	}

	private static ObjectNode toJson(GetMetadataResponse metadata) {
		ObjectNode json = JsonNodeFactory.instance.objectNode();
		json.put("id", metadata.getId());
		json.put("runtimeVersion", metadata.getRuntimeVersion());
		metadata.getEnabledFeaturesList().forEach(json.putArray("enabledFeatures")::add);
		if (metadata.getRegisteredComponentsCount() > 0) {
			for (RegisteredComponents component : metadata.getRegisteredComponentsList()) {
				add(component, json.withArray("/components").addObject());
			}
		}
		new TreeMap<>(metadata.getExtendedMetadataMap()).forEach(json.putObject("extended")::put);
		for (PubsubSubscription subscription : metadata.getSubscriptionsList()) {
			add(subscription, json.withArray("/subscriptions").addObject());
		}
		if (metadata.hasAppConnectionProperties()) {
			add(metadata.getAppConnectionProperties(), json.putObject("appConnectionProperties"));
		}
		ObjectNode actors = json.putObject("actorRuntime");
		actors.put("runtimeStatus", metadata.getActorRuntime().getRuntimeStatus().name());
		actors.put("hostReady", metadata.getActorRuntime().getHostReady());
		if (!metadata.getActorRuntime().getPlacement().isEmpty()) {
			actors.put("placement", metadata.getActorRuntime().getPlacement());
		}
		return json;
	}

	private static void add(AppConnectionProperties app, ObjectNode json) {
		json.put("port", app.getPort());
		json.put("protocol", app.getProtocol());
		json.put("channelAddress", app.getChannelAddress());
		if (app.getMaxConcurrency() > 0) {
			json.put("maxConcurrency", app.getMaxConcurrency());
		}
		if (app.hasHealth()) {
			AppConnectionHealthProperties health = app.getHealth();
			json.putObject("health")
				.put("healthCheckPath", health.getHealthCheckPath())
				.put("healthProbeInterval", health.getHealthProbeInterval())
				.put("healthProbeTimeout", health.getHealthProbeTimeout())
				.put("healthThreshold", health.getHealthThreshold());
		}
	}

	private static void add(PubsubSubscription subscription, ObjectNode json) {
		json.put("pubsubname", subscription.getPubsubName());
		json.put("topic", subscription.getTopic());
		if (subscription.getMetadataCount() > 0) {
			new TreeMap<>(subscription.getMetadataMap()).forEach(json.putObject("metadata")::put);
		}
		for (PubsubSubscriptionRule rule : subscription.getRules().getRulesList()) {
			ObjectNode ruleJson = json.withArray("/rules").addObject();
			if (!rule.getMatch().isEmpty()) {
				ruleJson.put("match", rule.getMatch());
			}
			if (!rule.getPath().isEmpty()) {
				ruleJson.put("path", rule.getPath());
			}
		}
		json.put("deadLetterTopic", subscription.getDeadLetterTopic());
		json.put("type", subscription.getType().name());
	}

	private static void add(RegisteredComponents component, ObjectNode json) {
		json.put("name", component.getName());
		json.put("type", component.getType());
		if (!component.getVersion().isEmpty()) {
			json.put("version", component.getVersion());
		}
		if (component.getCapabilitiesCount() > 0) {
			component.getCapabilitiesList().forEach(json.putArray("capabilities")::add);
		}
	}

}
