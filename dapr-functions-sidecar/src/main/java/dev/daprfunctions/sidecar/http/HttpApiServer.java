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
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import dev.daprfunctions.sidecar.app.AppConnection;
import dev.daprfunctions.sidecar.block.BuildingBlocks;
import org.eclipse.jetty.http.CookieCompliance;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.jspecify.annotations.Nullable;

/**
 * Server of the Dapr HTTP API on loopback.
 *
 * @since 0.1.0
 */
public final class HttpApiServer implements AutoCloseable {

	private static final int MAX_THREADS = 200;

	private final Server server;

	private final ServerConnector connector;

	private volatile int port;

	/**
	 * Create a server.
	 * @param host the address to bind to
	 * @param port the port, 0 for a free one
	 * @param apiToken the token that callers have to send, or {@code null}
	 * @param blocks the building blocks
	 * @param app the connection to the application
	 * @param shutdown ends the sidecar in the background
	 */
	public HttpApiServer(String host, int port, @Nullable String apiToken, BuildingBlocks blocks, AppConnection app,
			Runnable shutdown) {
		QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS, 4);
		threads.setName("dapr-sidecar-http");
		threads.setDaemon(true);
		this.server = new Server(threads, new ScheduledExecutorScheduler("dapr-sidecar-http-timer", true), null);
		this.server.setStopTimeout(0);
		this.server.setErrorHandler(HttpApiServer::handleError);
		this.connector = new ServerConnector(this.server, 1, 1, new HttpConnectionFactory(configuration()));
		this.connector.setHost(host);
		this.connector.setPort(port);
		this.connector.setIdleTimeout(0);
		this.server.addConnector(this.connector);
		List<Route> routes = new ArrayList<>(routes(blocks, app));
		routes.add(Route.post("/v1.0/shutdown", new ShutdownEndpoint(shutdown)));
		ApiHandler handler = new ApiHandler(routes, new InvocationEndpoint(blocks.invocation()));
		this.server.setHandler((apiToken != null) ? new ApiTokenHandler(apiToken, handler) : handler);
	}

	private static List<Route> routes(BuildingBlocks blocks, AppConnection app) {
		List<Route> routes = new ArrayList<>();
		routes.addAll(new StateEndpoints(blocks.state()).routes());
		routes.addAll(new PublishEndpoints(blocks.pubsub()).routes());
		routes.addAll(new SecretEndpoints(blocks.secrets()).routes());
		routes.addAll(new BindingEndpoints(blocks.bindings()).routes());
		routes.addAll(new ConfigurationEndpoints(blocks.configuration()).routes());
		routes.addAll(new LockEndpoints(blocks.locks()).routes());
		routes.addAll(new JobEndpoints(blocks.jobs()).routes());
		routes.addAll(new MetadataEndpoints(blocks.metadata()).routes());
		routes.addAll(new HealthEndpoints(blocks.metadata(), app).routes());
		return routes;
	}

	private static HttpConfiguration configuration() {
		HttpConfiguration configuration = new HttpConfiguration();
		configuration.setSendServerVersion(false);
		configuration.setSendDateHeader(true);
		configuration.setUriCompliance(UriCompliance.UNSAFE);
		configuration.setHttpCompliance(HttpCompliance.RFC7230_LEGACY);
		configuration.setHeaderCacheCaseSensitive(true);
		configuration.setRequestCookieCompliance(CookieCompliance.RFC2965_LEGACY);
		return configuration;
	}

	private static boolean handleError(Request request, Response response, Callback callback) {
		int status = response.getStatus();
		response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain; charset=utf-8");
		response.getHeaders().put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE);
		String text = status + " " + HttpStatus.getMessage(status);
		response.write(true, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), callback);
		return true;
	}

	/**
	 * Bind the port and start to answer.
	 * @throws IOException if the port cannot be bound
	 */
	public void start() throws IOException {
		this.connector.open();
		this.port = this.connector.getLocalPort();
		try {
			this.server.start();
		}
		catch (Exception ex) {
			throw new IOException("Could not start the HTTP server", ex);
		}
	}

	/**
	 * Return the port, even when it is not bound any more.
	 * @return the port
	 */
	public int port() {
		return this.port;
	}

	@Override
	public void close() {
		try {
			this.connector.close();
			this.server.stop();
		}
		catch (Exception ex) {
			throw new IllegalStateException("Could not stop the HTTP server", ex);
		}
	}

}
