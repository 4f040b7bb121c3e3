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

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.slf4j.event.Level;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Line that {@code daprd} logged. Most are JSON; what it writes before it has read its
 * options, and the report of a panic, are not.
 *
 * @param level the level
 * @param text the part of the runtime that logged it, and the message
 */
record DaprdLogLine(Level level, String text) {

	private static final JsonMapper jsonMapper = new JsonMapper();

	private static final Pattern LEVEL = Pattern.compile("\\blevel=(\\w+)");

	static DaprdLogLine parse(String line) {
		if (line.startsWith("{")) {
			try {
				return of(jsonMapper.readTree(line), line);
			}
			catch (JacksonException ex) {
				return plain(line);
			}
		}
		return plain(line);
	}

	private static DaprdLogLine of(JsonNode json, String line) {
		String message = json.path("msg").asString("");
		if (message.isEmpty()) {
			return plain(line);
		}
		String scope = json.path("scope").asString("");
		return new DaprdLogLine(level(json.path("level").asString("")),
				(scope.isEmpty()) ? message : "[" + scope + "] " + message);
	}

	private static DaprdLogLine plain(String line) {
		Matcher level = LEVEL.matcher(line);
		return new DaprdLogLine(level((level.find()) ? level.group(1) : ""), line);
	}

	private static Level level(String name) {
		return switch (name.toLowerCase(Locale.ROOT)) {
			case "trace" -> Level.TRACE;
			case "debug" -> Level.DEBUG;
			case "warning", "warn" -> Level.WARN;
			case "error", "fatal", "panic" -> Level.ERROR;
			default -> Level.INFO;
		};
	}

}
