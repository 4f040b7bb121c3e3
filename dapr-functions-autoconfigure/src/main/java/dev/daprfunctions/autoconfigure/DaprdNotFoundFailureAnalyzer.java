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

import dev.daprfunctions.sidecar.daprd.DaprdNotFoundException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * {@link AbstractFailureAnalyzer} for {@link DaprdNotFoundException}.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class DaprdNotFoundFailureAnalyzer extends AbstractFailureAnalyzer<DaprdNotFoundException> {

	private static final String ACTION = """
			There are three ways to get a daprd:

			    - install the Dapr CLI (https://docs.dapr.io/getting-started/install-dapr-cli) and run 'dapr init --slim', \
			which puts it into the folder .dapr/bin of the user;
			    - set dapr.functions.sidecar.executable to one that you have;
			    - build one with Go: tools/daprd/build.sh in the sources of Dapr Functions.

			To do without, set dapr.functions.sidecar.kind=embedded.""";

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, DaprdNotFoundException cause) {
		return new FailureAnalysis(cause.getMessage(), ACTION, rootFailure);
	}

}
