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

package dev.daprfunctions.sidecar.http;

import java.io.IOException;
import java.io.OutputStream;

import org.eclipse.jetty.http.HttpStatus;

/**
 * Endpoint that ends the sidecar once its caller has the answer.
 */
final class ShutdownEndpoint implements Endpoint {

	private final Runnable shutdown;

	ShutdownEndpoint(Runnable shutdown) {
		this.shutdown = shutdown;
	}

	@Override
	public void handle(ApiExchange exchange) throws IOException {
		try (OutputStream answer = exchange.respond(HttpStatus.NO_CONTENT_204)) {
			answer.flush();
		}
		this.shutdown.run();
	}

}
