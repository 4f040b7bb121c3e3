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

package dev.daprfunctions.test;

import java.net.URI;

import dev.daprfunctions.autoconfigure.DaprConnectionDetails;
import dev.daprfunctions.autoconfigure.DaprdSidecarAutoConfiguration;
import dev.daprfunctions.autoconfigure.EmbeddedSidecarAutoConfiguration;
import dev.daprfunctions.autoconfigure.EmbeddedSidecarBuilderCustomizer;
import dev.daprfunctions.sidecar.EmbeddedSidecar;
import dev.daprfunctions.sidecar.daprd.DaprdProcess;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * Auto-configuration of the {@link TestSidecar}, for tests that ask for it.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = { EmbeddedSidecarAutoConfiguration.class, DaprdSidecarAutoConfiguration.class })
public final class TestSidecarAutoConfiguration {

	@Bean
	Recorder daprTestSidecarRecorder(ObjectProvider<JsonMapper> jsonMapper) {
		return new Recorder(jsonMapper.getIfAvailable(JsonMapper::shared));
	}

	@Bean
	EmbeddedSidecarBuilderCustomizer daprTestSidecarCustomizer(Recorder recorder) {
		return (builder) -> builder.eventListener(recorder::published);
	}

	@Bean
	TestSidecar daprTestSidecar(ObjectProvider<EmbeddedSidecar> embedded, ObjectProvider<DaprdProcess> daprd,
			ObjectProvider<DaprConnectionDetails> connection, ObjectProvider<JsonMapper> jsonMapper, Recorder recorder,
			Environment environment) {
		JsonMapper mapper = jsonMapper.getIfAvailable(JsonMapper::shared);
		EmbeddedSidecar sidecar = embedded.getIfAvailable();
		if (sidecar != null) {
			return new TestSidecar(new EmbeddedBackend(sidecar, recorder), mapper);
		}
		DaprdProcess process = daprd.getIfAvailable();
		if (process == null) {
			throw new IllegalStateException("The test has no sidecar of its own, because the application has a bean of "
					+ "type DaprConnectionDetails: leave that out in tests");
		}
		DaprConnectionDetails details = connection.getObject();
		return new TestSidecar(new DaprdBackend(process, URI.create(details.getHttpEndpoint()), details.getApiToken(),
				mapper, () -> environment.getProperty("local.server.port") != null), mapper);
	}

}
