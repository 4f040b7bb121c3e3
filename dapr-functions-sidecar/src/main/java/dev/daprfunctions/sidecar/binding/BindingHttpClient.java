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

package dev.daprfunctions.sidecar.binding;

import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.ProtocolHandlers;
import org.eclipse.jetty.client.ProxyAuthenticationProtocolHandler;
import org.eclipse.jetty.client.WWWAuthenticationProtocolHandler;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.http.HttpCookieStore;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.jspecify.annotations.Nullable;

/**
 * HTTP client of all output bindings that need one, started when it is needed first.
 */
final class BindingHttpClient implements AutoCloseable {

	private static final int MAX_REDIRECTS = 10;

	private static final long CONNECT_TIMEOUT_MILLIS = 15_000;

	private @Nullable HttpClient client;

	private boolean closed;

	synchronized HttpClient get() throws BindingException {
		if (this.closed) {
			throw new BindingException("the sidecar is closed");
		}
		HttpClient existing = this.client;
		if (existing != null) {
			return existing;
		}
		HttpClient created = create();
		this.client = created;
		return created;
	}

	private static HttpClient create() {
		QueuedThreadPool threads = new QueuedThreadPool(64, 2);
		threads.setName("dapr-sidecar-binding-http");
		threads.setDaemon(true);
		ClientConnector connector = new ClientConnector();
		connector.setSelectors(1);
		HttpClient client = new HttpClient(new HttpClientTransportOverHTTP(connector));
		client.setExecutor(threads);
		client.setScheduler(new ScheduledExecutorScheduler("dapr-sidecar-binding-http-timer", true));
		client.setConnectTimeout(CONNECT_TIMEOUT_MILLIS);
		client.setIdleTimeout(0);
		client.setMaxRedirects(MAX_REDIRECTS);
		client.setHttpCookieStore(new HttpCookieStore.Empty());
		client.setUserAgentField(null);
		client.setDefaultRequestContentType(null);
		try {
			client.start();
		}
		catch (Exception ex) {
			throw new IllegalStateException("Could not start the HTTP client of the bindings", ex);
		}
		ProtocolHandlers handlers = client.getProtocolHandlers();
		handlers.remove(WWWAuthenticationProtocolHandler.NAME);
		handlers.remove(ProxyAuthenticationProtocolHandler.NAME);
		client.getContentDecoderFactories().clear();
		return client;
	}

	@Override
	public synchronized void close() {
		this.closed = true;
		HttpClient existing = this.client;
		this.client = null;
		try {
			if (existing != null) {
				existing.stop();
			}
		}
		catch (Exception ex) {
			throw new IllegalStateException("Could not stop the HTTP client of the bindings", ex);
		}
	}

}
