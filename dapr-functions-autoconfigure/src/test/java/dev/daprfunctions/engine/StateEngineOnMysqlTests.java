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

package dev.daprfunctions.engine;

import java.io.IOException;
import java.util.List;
import java.util.Map;

import dev.daprfunctions.programs.MariadbServer;
import dev.daprfunctions.programs.RealDaprd;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

import static org.awaitility.Awaitility.await;

/**
 * Tests of state entries, transactions and stages with an application and a real
 * {@code daprd} that keeps states in MariaDB as {@code state.mysql}.
 */
class StateEngineOnMysqlTests extends StateEngineCases {

	private static MariadbServer mariadb;

	private static EngineApplication application;

	@BeforeAll
	static void start() {
		String daprd = RealDaprd.require();
		mariadb = MariadbServer.require();
		application = EngineApplication.startOnDaprd(daprd, Map.of("mysql", """
				state.mysql, metadata: [{name: connectionString, value: '%s'}]"""
			.formatted(mariadb.connectionString())));
		await().until(application::isReady);
	}

	@Override
	EngineApplication application() {
		return application;
	}

	@Override
	int incrementingCalls() {
		return 100;
	}

	@Override
	int publishingCalls() {
		return 50;
	}

	static List<String> stores() {
		return List.of("mysql");
	}

	@AfterAll
	static void stop() throws IOException {
		if (application != null) {
			application.close();
		}
		if (mariadb != null) {
			mariadb.close();
		}
	}

}
