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

package dev.daprfunctions.sidecar.app;

import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.HttpClientTransport;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.http.HttpCookieStore;
import org.eclipse.jetty.http2.client.HTTP2Client;
import org.eclipse.jetty.http2.client.transport.HttpClientTransportOverHTTP2;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;

/**
 * How the protocol of the application is spoken.
 */
final class AppTransport {

	private static final int MAX_CONNECTIONS = 1024;

	private AppTransport() {
	}

	static HttpClient createClient(AppEndpoint endpoint) {
		QueuedThreadPool threads = new QueuedThreadPool(64, 2);
		threads.setName("dapr-sidecar-app");
		threads.setDaemon(true);
		HttpClient client = new HttpClient(createTransport(endpoint));
		client.setExecutor(threads);
		client.setScheduler(new ScheduledExecutorScheduler("dapr-sidecar-app-timer", true));
		client.setMaxConnectionsPerDestination(MAX_CONNECTIONS);
		client.setIdleTimeout(0);
		client.setFollowRedirects(false);
		client.setHttpCookieStore(new HttpCookieStore.Empty());
		client.setUserAgentField(null);
		client.setDefaultRequestContentType(null);
		return client;
	}

	private static HttpClientTransport createTransport(AppEndpoint endpoint) {
		ClientConnector connector = new ClientConnector();
		connector.setSelectors(1);
		if (endpoint.isHttp2()) {
			return new HttpClientTransportOverHTTP2(new HTTP2Client(connector));
		}
		if (endpoint.scheme().equals("https")) {
			connector.setSslContextFactory(new SslContextFactory.Client(true));
		}
		HttpClientTransportOverHTTP transport = new HttpClientTransportOverHTTP(connector);
		transport.setHeaderCacheCaseSensitive(true);
		return transport;
	}

}
