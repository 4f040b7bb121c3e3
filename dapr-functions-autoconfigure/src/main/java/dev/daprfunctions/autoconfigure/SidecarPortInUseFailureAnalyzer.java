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

package dev.daprfunctions.autoconfigure;

import dev.daprfunctions.sidecar.SidecarPortInUseException;
import dev.daprfunctions.sidecar.SidecarPortInUseException.Listener;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * {@link AbstractFailureAnalyzer} for {@link SidecarPortInUseException}.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class SidecarPortInUseFailureAnalyzer extends AbstractFailureAnalyzer<SidecarPortInUseException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, SidecarPortInUseException cause) {
		boolean http = cause.getListener() == Listener.HTTP;
		String property = "dapr.functions.sidecar." + ((http) ? "http-port" : "grpc-port");
		String variable = (http) ? "DAPR_HTTP_PORT" : "DAPR_GRPC_PORT";
		return new FailureAnalysis(cause.getMessage(),
				"Stop the process that listens on port " + cause.getPort() + ", or set " + property
						+ " to another port or to 0 for a free one. If that process is a Dapr sidecar that the "
						+ "application should use, set " + variable + "=" + cause.getPort() + ".",
				rootFailure);
	}

}
