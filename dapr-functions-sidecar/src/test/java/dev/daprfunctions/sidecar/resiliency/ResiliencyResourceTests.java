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

package dev.daprfunctions.sidecar.resiliency;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import dev.daprfunctions.sidecar.component.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what {@link ResiliencyResource} says about a file.
 */
@ExtendWith(OutputCaptureExtension.class)
class ResiliencyResourceTests {

	private static final String FILE = """
			# policies
			---
			apiVersion: dapr.io/v1alpha1
			kind: Resiliency
			metadata: {name: mine}
			spec:
			  policies:
			    retries:
			      two: {policy: constant, duration: 1ms, maxRetries: 2}
			  targets:
			    components:
			      bus:
			        inbound: {retry: two}
			      store:
			        outbound: {retry: two}
			      bin:
			        outbound: {timeout: short}
			""";

	@TempDir
	private Path folder;

	@Test
	void whenComponentsHaveOutboundPoliciesThenSaysOnceThatTheyAreLeftOut(CapturedOutput output) throws IOException {
		find(FILE);
		assertThat(output).containsOnlyOnce("Left out the outbound policies of the components [store, bin] in %s:15,"
			.formatted(this.folder.resolve("r.yaml")));
	}

	@Test
	void whenPoliciesAreInboundOrForAnotherAppThenSaysNothing(CapturedOutput output) throws IOException {
		find(FILE.replace("outbound: {retry: two}", "outbound: {}").replace("outbound:", "inbound:"));
		find(FILE + "scopes: [other]\n");
		assertThat(output).doesNotContain("Left out");
	}

	private void find(String content) throws IOException {
		Files.writeString(this.folder.resolve("r.yaml"), content);
		ResiliencyResource.find(Manifest.readAll(this.folder), "myapp");
	}

}
