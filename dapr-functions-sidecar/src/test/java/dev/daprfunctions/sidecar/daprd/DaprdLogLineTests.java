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

package dev.daprfunctions.sidecar.daprd;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.event.Level;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DaprdLogLine}.
 */
class DaprdLogLineTests {

	@ParameterizedTest
	@CsvSource({ "trace, TRACE", "debug, DEBUG", "info, INFO", "warning, WARN", "warn, WARN", "error, ERROR",
			"fatal, ERROR", "panic, ERROR", "other, INFO" })
	void whenLineHasALevelThenIsLoggedAtTheMatchingOne(String name, Level level) {
		assertThat(DaprdLogLine.parse("{\"level\":\"" + name + "\",\"msg\":\"m\"}"))
			.isEqualTo(new DaprdLogLine(level, "m"));
		assertThat(DaprdLogLine.parse("time=\"now\" level=" + name + " msg=m").level()).isEqualTo(level);
	}

	@Test
	void whenLineIsJsonThenHasThePartOfTheRuntimeAndTheMessage() {
		assertThat(DaprdLogLine.parse("""
				{"app_id":"a","level":"info","msg":"metric spec: {\\"enabled\\":true}","scope":"dapr.runtime"}"""))
			.isEqualTo(new DaprdLogLine(Level.INFO, "[dapr.runtime] metric spec: {\"enabled\":true}"));
	}

	@Test
	void whenLineIsOfNoKnownFormThenIsKeptAsItIs() {
		assertThat(DaprdLogLine.parse("{not json")).isEqualTo(new DaprdLogLine(Level.INFO, "{not json"));
		assertThat(DaprdLogLine.parse("{\"a\":1}")).isEqualTo(new DaprdLogLine(Level.INFO, "{\"a\":1}"));
		assertThat(DaprdLogLine.parse("panic: {} oh")).isEqualTo(new DaprdLogLine(Level.INFO, "panic: {} oh"));
		assertThat(DaprdLogLine.parse("")).isEqualTo(new DaprdLogLine(Level.INFO, ""));
	}

	@Test
	void whenLineIsNoJsonThenTextIsTheWholeLine() {
		String line = "time=\"now\" level=error msg=\"bad flag\" scope=dapr.runtime";
		assertThat(DaprdLogLine.parse(line).text()).isEqualTo(line);
	}

}
