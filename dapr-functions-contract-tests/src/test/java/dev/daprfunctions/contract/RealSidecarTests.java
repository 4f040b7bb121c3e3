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

package dev.daprfunctions.contract;

import dev.daprfunctions.programs.MariadbServer;
import dev.daprfunctions.programs.PostgresServer;
import dev.daprfunctions.programs.RedisServer;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Tests that the suite ran on a real sidecar where that is a must: when the environment
 * variable {@code CI} or the property {@code dapr.contract.required} is {@code true}.
 */
class RealSidecarTests {

	private static final boolean REQUIRED = Boolean.parseBoolean(System.getenv("CI"))
			|| Boolean.getBoolean("dapr.contract.required");

	@Test
	void whenRequiredThenDaprdWasBuilt() {
		assumeThat(REQUIRED).isTrue();
		assertThat(DaprdRun.binary()).as("the daprd that tools/daprd/build.sh builds").isPresent();
	}

	@Test
	void whenRequiredThenSchedulerWasBuilt() {
		assumeThat(REQUIRED).isTrue();
		assertThat(Scheduler.binary()).as("the scheduler that tools/daprd/build.sh builds").isPresent();
	}

	@Test
	void whenRequiredThenPostgresqlIsInstalled() {
		assumeThat(REQUIRED).isTrue();
		assertThat(PostgresServer.binary()).as("postgres on the PATH or in the folder of its packages").isPresent();
	}

	@Test
	void whenRequiredThenMariadbIsInstalled() {
		assumeThat(REQUIRED).isTrue();
		assertThat(MariadbServer.binary()).as("mariadbd and mariadb-install-db on the PATH").isPresent();
	}

	@Test
	void whenRequiredThenRedisIsInstalled() {
		assumeThat(REQUIRED).isTrue();
		assertThat(RedisServer.binary()).as("redis-server on the PATH").isPresent();
	}

}
