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
import java.nio.file.Path;

/**
 * Program that guards a process, prints its id, and ends without ending it.
 */
public final class GuardedProgram {

	private GuardedProgram() {
	}

	public static void main(String[] args) throws IOException {
		Process process = new ProcessBuilder("sleep", "600").start();
		OrphanGuard guard = OrphanGuard.of(process, Path.of(args[0]));
		System.out.println(process.pid());
		if (args[1].equals("close")) {
			guard.close();
		}
		if (args[1].equals("halt")) {
			Runtime.getRuntime().halt(0);
		}
	}

}
