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

import java.util.stream.Collectors;

import dev.daprfunctions.sidecar.daprd.DaprdStartException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * {@link AbstractFailureAnalyzer} for {@link DaprdStartException}.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class DaprdStartFailureAnalyzer extends AbstractFailureAnalyzer<DaprdStartException> {

	private static final String ACTION = "Correct what its last lines complain of: mostly a component file in the "
			+ "folder dapr.functions.sidecar.resources-path, the file dapr.functions.sidecar.config-path, or something "
			+ "that a component cannot reach. If it is only slow, set dapr.functions.sidecar.start-timeout. If it is no "
			+ "daprd of this machine or none of a current version, set dapr.functions.sidecar.executable.";

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, DaprdStartException cause) {
		return new FailureAnalysis(description(cause), ACTION, rootFailure);
	}

	private static String description(DaprdStartException failure) {
		Throwable cause = failure.getCause();
		String message = failure.getMessage() + ((cause != null) ? ": " + cause.getMessage() : "");
		return (failure.getLastLines().isEmpty()) ? message
				: failure.getLastLines()
					.stream()
					.collect(Collectors.joining("\n    ", message + ". Its last lines:\n\n    ", "\n"));
	}

}
