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

import java.io.IOException;

import dev.daprfunctions.programs.MariadbServer;
import dev.daprfunctions.programs.PostgresServer;
import dev.daprfunctions.programs.RedisServer;

/**
 * The servers behind the stores, one of each for all classes, started when it is first
 * needed.
 */
final class Servers implements AutoCloseable {

	private RedisServer redis;

	private PostgresServer postgres;

	private MariadbServer mariadb;

	synchronized RedisServer redis() {
		if (this.redis == null) {
			this.redis = new RedisServer();
		}
		return this.redis;
	}

	synchronized PostgresServer postgres() {
		if (this.postgres == null) {
			this.postgres = new PostgresServer();
		}
		return this.postgres;
	}

	synchronized MariadbServer mariadb() {
		if (this.mariadb == null) {
			this.mariadb = new MariadbServer();
		}
		return this.mariadb;
	}

	@Override
	public synchronized void close() throws IOException {
		if (this.redis != null) {
			this.redis.close();
		}
		if (this.postgres != null) {
			this.postgres.close();
		}
		if (this.mariadb != null) {
			this.mariadb.close();
		}
	}

}
