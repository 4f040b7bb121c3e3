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
import java.util.List;
import java.util.Map;

import io.grpc.MethodDescriptor;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;

/**
 * Adds the stable names of methods that the Java stubs have under their older names only.
 */
final class StableNames {

	private static final Map<String, String> NAMES = Map.of("ScheduleJobAlpha1", "ScheduleJob", "GetJobAlpha1",
			"GetJob", "DeleteJobAlpha1", "DeleteJob", "DeleteJobsByPrefixAlpha1", "DeleteJobsByPrefix",
			"ListJobsAlpha1", "ListJobs");

	private StableNames() {
	}

	static ServerServiceDefinition addTo(ServerServiceDefinition service) {
		String serviceName = service.getServiceDescriptor().getName();
		List<ServerMethodDefinition<?, ?>> methods = new ArrayList<>(service.getMethods());
		for (ServerMethodDefinition<?, ?> method : service.getMethods()) {
			String stable = NAMES.get(String.valueOf(method.getMethodDescriptor().getBareMethodName()));
			String name = MethodDescriptor.generateFullMethodName(serviceName, String.valueOf(stable));
			if (stable != null && service.getMethod(name) == null) {
				methods.add(rename(method, name));
			}
		}
		ServerServiceDefinition.Builder extended = ServerServiceDefinition.builder(serviceName);
		methods.forEach(extended::addMethod);
		return extended.build();
	}

	private static <Q, R> ServerMethodDefinition<Q, R> rename(ServerMethodDefinition<Q, R> method, String name) {
		return ServerMethodDefinition.create(
				method.getMethodDescriptor().toBuilder().setFullMethodName(name).setSchemaDescriptor(null).build(),
				method.getServerCallHandler());
	}

}
