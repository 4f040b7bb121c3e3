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

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends a process when this JVM ends.
 */
@FunctionalInterface
interface OrphanGuard extends AutoCloseable {

	/**
	 * Guards a process. Where there is a shell it waits for the end of a pipe that only
	 * this JVM holds open, so that even a JVM that is killed leaves no orphan. Elsewhere
	 * a shutdown hook has to do.
	 * @param process the process
	 * @param shell where a shell is, if there is one
	 * @return the guard, to be closed once the process has ended
	 */
	static OrphanGuard of(Process process, Path shell) {
		try {
			return (Files.isExecutable(shell)) ? ShellGuard.start(process.pid(), shell) : HookGuard.add(process);
		}
		catch (IOException ex) {
			LoggerFactory.getLogger(OrphanGuard.class).debug("Could not start {}", shell, ex);
			return HookGuard.add(process);
		}
	}

	@Override
	void close();

	/**
	 * Guard that is a process of its own.
	 *
	 * @param process the process
	 */
	record ShellGuard(Process process) implements OrphanGuard {

		private static final String SCRIPT = "trap '' INT HUP; read -r line; kill -TERM \"$1\"";

		static ShellGuard start(long pid, Path shell) throws IOException {
			return new ShellGuard(new ProcessBuilder(shell.toString(), "-c", SCRIPT, "daprd-guard", Long.toString(pid))
				.redirectOutput(Redirect.DISCARD)
				.redirectError(Redirect.DISCARD)
				.start());
		}

		@Override
		public void close() {
			this.process.destroy();
		}

	}

	/**
	 * Guard that is a shutdown hook.
	 *
	 * @param hook the hook
	 */
	record HookGuard(Thread hook) implements OrphanGuard {

		private static final Logger logger = LoggerFactory.getLogger(HookGuard.class);

		static HookGuard add(Process process) {
			Thread hook = new Thread(() -> process.toHandle().destroy(), "daprd-guard");
			try {
				Runtime.getRuntime().addShutdownHook(hook);
			}
			catch (IllegalStateException ex) {
				logger.debug("The JVM ends already, so process {} is ended, too", process.pid(), ex);
				process.toHandle().destroy();
			}
			return new HookGuard(hook);
		}

		@Override
		public void close() {
			try {
				Runtime.getRuntime().removeShutdownHook(this.hook);
			}
			catch (IllegalStateException ex) {
				logger.trace("The JVM ends already, so the hook cannot be removed", ex);
			}
		}

	}

}
