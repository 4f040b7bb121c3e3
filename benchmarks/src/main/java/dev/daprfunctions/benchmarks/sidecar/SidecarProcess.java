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

package dev.daprfunctions.benchmarks.sidecar;

import java.nio.file.Path;
import java.time.Duration;

import dev.daprfunctions.sidecar.EmbeddedSidecar;

/**
 * Embedded sidecar in a process of its own, whose every call takes a millisecond. It ends
 * with its standard input.
 */
public final class SidecarProcess {

	private static final Duration DELAY = Duration.ofMillis(1);

	private SidecarProcess() {
	}

	/**
	 * Starts the sidecar and prints its HTTP and gRPC ports.
	 * @param args the folder with the component files
	 */
	public static void main(String[] args) {
		try (EmbeddedSidecar sidecar = EmbeddedSidecar.builder()
			.appId("benchmarks")
			.httpPort(0)
			.grpcPort(0)
			.resourcesPath(Path.of(args[0]))
			.build()) {
			sidecar.start();
			sidecar.faults().delay(DELAY);
			System.out.println("READY " + sidecar.httpPort() + " " + sidecar.grpcPort());
			StandardInput.awaitEnd();
		}
	}

}
