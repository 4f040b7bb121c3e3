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

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * {@link AbstractFailureAnalyzer} for {@link DevelopmentSidecarException}.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class DevelopmentSidecarFailureAnalyzer extends AbstractFailureAnalyzer<DevelopmentSidecarException> {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, DevelopmentSidecarException cause) {
		return new FailureAnalysis(cause.getMessage(),
				"Enable Dapr for the application on the platform, which sets DAPR_HTTP_PORT and DAPR_GRPC_PORT, or "
						+ "leave dapr-functions-sidecar out of the jar (<optional>true</optional>). To start it all the "
						+ "same, set dapr.functions.sidecar.force=true.",
				rootFailure);
	}

}
