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

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

import com.google.protobuf.ByteString;
import dev.daprfunctions.sidecar.binding.BindingRequest;
import dev.daprfunctions.sidecar.binding.BindingResult;
import dev.daprfunctions.sidecar.binding.Bindings;
import io.dapr.v1.DaprBindingsProtos.InvokeBindingRequest;
import io.dapr.v1.DaprBindingsProtos.InvokeBindingResponse;
import org.eclipse.jetty.http.HttpField;

/**
 * Calls of the bindings API.
 */
final class BindingCalls {

	private final Bindings bindings;

	BindingCalls(Bindings bindings) {
		this.bindings = bindings;
	}

	InvokeBindingResponse invoke(InvokeBindingRequest call) {
		CallMetadata current = CallMetadata.current();
		BindingResult result = this.bindings.invoke(call.getName(),
				new BindingRequest(call.getOperation(), call.getData().toByteArray(), metadata(call, current)));
		result.metadata()
			.forEach((name, value) -> GrpcHeaders.put("metadata." + name.toLowerCase(Locale.ROOT), value,
					current.response()));
		if (result.error() != null) {
			throw result.error();
		}
		InvokeBindingResponse.Builder response = InvokeBindingResponse.newBuilder();
		byte[] data = result.data();
		if (data != null) {
			response.setData(ByteString.copyFrom(data)).putAllMetadata(result.metadata());
		}
		return response.build();
	}

	private static Map<String, String> metadata(InvokeBindingRequest call, CallMetadata current) {
		Map<String, String> metadata = new HashMap<>(call.getMetadataMap());
		for (HttpField header : GrpcHeaders.toHttp(current, "")) {
			String name = header.getLowerCaseName();
			boolean overrides = name.equals(GrpcHeaders.TRACEPARENT) || name.equals("tracestate");
			if (!metadata.containsKey(name) || (overrides && current.request().keys().contains(name))) {
				metadata.put(name, header.getValue());
			}
		}
		return metadata;
	}

}
