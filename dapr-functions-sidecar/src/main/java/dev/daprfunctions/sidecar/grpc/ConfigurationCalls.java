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

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.daprfunctions.sidecar.configuration.ConfigurationApi;
import dev.daprfunctions.sidecar.configuration.ConfigurationItem;
import io.dapr.v1.CommonProtos;
import io.dapr.v1.DaprConfigurationProtos.GetConfigurationRequest;
import io.dapr.v1.DaprConfigurationProtos.GetConfigurationResponse;
import io.dapr.v1.DaprConfigurationProtos.SubscribeConfigurationRequest;
import io.dapr.v1.DaprConfigurationProtos.SubscribeConfigurationResponse;
import io.dapr.v1.DaprConfigurationProtos.UnsubscribeConfigurationRequest;
import io.dapr.v1.DaprConfigurationProtos.UnsubscribeConfigurationResponse;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;

/**
 * Calls of the configuration API.
 */
final class ConfigurationCalls {

	private final ConfigurationApi configuration;

	private final Map<String, Runnable> streams = new ConcurrentHashMap<>();

	ConfigurationCalls(ConfigurationApi configuration) {
		this.configuration = configuration;
	}

	GetConfigurationResponse get(GetConfigurationRequest request) {
		return GetConfigurationResponse.newBuilder()
			.putAllItems(toProto(this.configuration.get(request.getStoreName(), request.getKeysList())))
			.build();
	}

	/**
	 * Subscribe until the caller leaves or unsubscribes. The first message of the stream
	 * has the id of the subscription and nothing else.
	 * @param request the request
	 * @param observer the caller
	 */
	void subscribe(SubscribeConfigurationRequest request, StreamObserver<SubscribeConfigurationResponse> observer) {
		String store = request.getStoreName();
		synchronized (observer) {
			String id = this.configuration.subscribe(store, request.getKeysList(), (subscription, items) -> {
				synchronized (observer) {
					if (this.streams.containsKey(subscription)) {
						observer.onNext(response(subscription, items));
					}
				}
			});
			this.streams.put(id, () -> end(store, id, observer));
			((ServerCallStreamObserver<SubscribeConfigurationResponse>) observer).setOnCancelHandler(() -> {
				this.streams.remove(id);
				this.configuration.unsubscribe(store, id);
			});
			observer.onNext(response(id, Map.of()));
		}
	}

	private void end(String store, String id, StreamObserver<SubscribeConfigurationResponse> observer) {
		this.configuration.unsubscribe(store, id);
		synchronized (observer) {
			observer.onCompleted();
		}
	}

	UnsubscribeConfigurationResponse unsubscribe(UnsubscribeConfigurationRequest request) {
		Runnable end = this.streams.remove(request.getId());
		if (end == null) {
			return UnsubscribeConfigurationResponse.newBuilder()
				.setMessage("failed to unsubscribe to configuration request %s: subscription does not exist"
					.formatted(request.getId()))
				.build();
		}
		end.run();
		return UnsubscribeConfigurationResponse.newBuilder().setOk(true).build();
	}

	private static SubscribeConfigurationResponse response(String id, Map<String, ConfigurationItem> items) {
		return SubscribeConfigurationResponse.newBuilder().setId(id).putAllItems(toProto(items)).build();
	}

	private static Map<String, CommonProtos.ConfigurationItem> toProto(Map<String, ConfigurationItem> items) {
		Map<String, CommonProtos.ConfigurationItem> protos = new LinkedHashMap<>();
		items.forEach((key, item) -> protos.put(key,
				CommonProtos.ConfigurationItem.newBuilder()
					.setValue(item.value())
					.setVersion(item.version())
					.putAllMetadata(item.metadata())
					.build()));
		return protos;
	}

}
