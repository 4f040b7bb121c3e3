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

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends a process when this JVM is gone, however it went: a shell waits for the end of a
 * pipe that only this JVM holds open. Where there is no {@code /bin/sh} there is no
 * guard.
 */
final class OrphanGuard implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(OrphanGuard.class);

	private static final String SHELL = "/bin/sh";

	private static final String SCRIPT = "trap '' INT HUP; read -r line; kill -TERM \"$1\"";

	private final @Nullable Process shell;

	private OrphanGuard(@Nullable Process shell) {
		this.shell = shell;
	}

	/**
	 * Guards a process.
	 * @param process the process
	 * @return the guard, to be closed once the process has ended
	 */
	static OrphanGuard of(Process process) {
		return new OrphanGuard((new File(SHELL).canExecute()) ? start(process.pid()) : null);
	}

	private static @Nullable Process start(long pid) {
		try {
			return new ProcessBuilder(SHELL, "-c", SCRIPT, "daprd-guard", Long.toString(pid))
				.redirectOutput(Redirect.DISCARD)
				.redirectError(Redirect.DISCARD)
				.start();
		}
		catch (IOException ex) {
			logger.debug("Process {} will not be ended if this JVM is killed", pid, ex);
			return null;
		}
	}

	@Override
	public void close() {
		if (this.shell != null) {
			this.shell.destroy();
		}
	}

}
