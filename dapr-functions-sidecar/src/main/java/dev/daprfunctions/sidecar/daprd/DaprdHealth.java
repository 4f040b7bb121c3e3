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
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;

/**
 * Asks {@code daprd} for its health. No token is needed for that.
 *
 * @param port the port of the HTTP API
 * @see <a href="https://docs.dapr.io/reference/api/health_api/">Health API reference</a>
 */
record DaprdHealth(int port) {

	private static final int TIMEOUT = 1000;

	URI apiUri() {
		return uri("/v1.0/healthz/outbound");
	}

	URI sidecarUri() {
		return uri("/v1.0/healthz");
	}

	private URI uri(String path) {
		return URI.create("http://" + DaprdPorts.HOST + ":" + this.port + path);
	}

	/**
	 * Tells whether the APIs answer, whatever the state of the application.
	 * @return whether they do
	 */
	boolean isApiUp() {
		return isUp(apiUri());
	}

	/**
	 * Tells whether the application was reached, too.
	 * @return whether it was
	 */
	boolean isSidecarUp() {
		return isUp(sidecarUri());
	}

	private static boolean isUp(URI uri) {
		try {
			HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection(Proxy.NO_PROXY);
			try {
				connection.setConnectTimeout(TIMEOUT);
				connection.setReadTimeout(TIMEOUT);
				return connection.getResponseCode() == HttpURLConnection.HTTP_NO_CONTENT;
			}
			finally {
				connection.disconnect();
			}
		}
		catch (IOException ex) {
			return false;
		}
	}

}
