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

import java.io.InputStream;

import io.grpc.HandlerRegistry;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.ServerCall;
import io.grpc.ServerMethodDefinition;
import io.grpc.Status;
import org.jspecify.annotations.Nullable;

/**
 * Refuses methods that are not of the sidecar, which the Dapr runtime takes for calls to
 * pass on to the application that the metadata should name.
 */
final class UnknownMethods extends HandlerRegistry {

	private static final Status NO_TARGET = Status.UNKNOWN
		.withDescription("cannot proxy request: missing dapr-callee-app-id or dapr-app-id metadata");

	private static final MethodDescriptor.Marshaller<InputStream> UNREAD = new UnreadMarshaller();

	@Override
	public ServerMethodDefinition<?, ?> lookupMethod(String methodName, @Nullable String authority) {
		MethodDescriptor<InputStream, InputStream> method = MethodDescriptor.<InputStream, InputStream>newBuilder()
			.setType(MethodType.UNKNOWN)
			.setFullMethodName(methodName)
			.setRequestMarshaller(UNREAD)
			.setResponseMarshaller(UNREAD)
			.build();
		return ServerMethodDefinition.create(method, (call, headers) -> {
			call.close(isForOther(headers) ? unimplemented(methodName) : NO_TARGET, new Metadata());
			return new ServerCall.Listener<>() {
			};
		});
	}

	private static boolean isForOther(Metadata headers) {
		return headers.containsKey(key("dapr-app-id")) || headers.containsKey(key("dapr-callee-app-id"));
	}

	private static Metadata.Key<String> key(String name) {
		return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
	}

	private static Status unimplemented(String methodName) {
		return Status.UNIMPLEMENTED.withDescription("Method not found: " + methodName);
	}

	/**
	 * Marshaller for messages that nobody looks at.
	 */
	private static final class UnreadMarshaller implements MethodDescriptor.Marshaller<InputStream> {

		@Override
		public InputStream stream(InputStream value) {
			return value;
		}

		@Override
		public InputStream parse(InputStream stream) {
			return stream;
		}

	}

}
