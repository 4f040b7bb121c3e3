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

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Passes the lines of {@code daprd} on to one logger and keeps the last ones.
 */
final class DaprdLog {

	static final String LOGGER_NAME = "dev.daprfunctions.sidecar.daprd";

	private static final Logger logger = LoggerFactory.getLogger(LOGGER_NAME);

	private static final int KEPT_LINES = 20;

	private final Deque<String> lastLines = new ArrayDeque<>();

	private boolean errors;

	/**
	 * Returns the level that {@code daprd} need not log below.
	 * @return the level as {@code daprd} calls it
	 */
	static String wantedLevel() {
		return (logger.isDebugEnabled()) ? "debug" : "info";
	}

	void accept(String line) {
		DaprdLogLine logLine = DaprdLogLine.parse(line);
		keep(logLine);
		logger.atLevel(logLine.level()).log(logLine.text());
	}

	private synchronized void keep(DaprdLogLine line) {
		this.errors = this.errors || line.level() == Level.ERROR;
		if (this.lastLines.size() == KEPT_LINES) {
			this.lastLines.removeFirst();
		}
		this.lastLines.addLast(line.text());
	}

	synchronized boolean hasErrors() {
		return this.errors;
	}

	synchronized List<String> lastLines() {
		return List.copyOf(this.lastLines);
	}

}
