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

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.eclipse.jetty.http.HttpFields;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connection to the application: it dials the application's port until it is open, then
 * asks for the application's configuration and does what else there is to do at the
 * start, and is ready from then on.
 *
 * @since 0.1.0
 */
public final class AppConnection implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(AppConnection.class);

	private static final int DIAL_INTERVAL_MILLIS = 100;

	private static final Duration NO_TIMEOUT = Duration.ZERO;

	private final String appId;

	private final @Nullable String apiToken;

	private final ScheduledExecutorService dialer;

	private final List<AppHealthListener> listeners = new CopyOnWriteArrayList<>();

	private final AppOptions options;

	private final @Nullable AppHealth health;

	private final CallLimit limit;

	private volatile @Nullable AppClient client;

	private volatile boolean reached;

	private volatile boolean ready;

	/**
	 * Create a connection to an application that is not there yet.
	 * @param appId the id of the application
	 * @param apiToken the token that the application wants to see, or {@code null}
	 * @param options how the application is treated
	 */
	public AppConnection(String appId, @Nullable String apiToken, AppOptions options) {
		this.appId = appId;
		this.options = options;
		this.limit = new CallLimit(options.maxConcurrency());
		AppHealthCheck check = options.healthCheck();
		this.health = (check != null) ? new AppHealth(check, this::changeHealth) : null;
		this.apiToken = apiToken;
		this.dialer = Executors.newSingleThreadScheduledExecutor((task) -> {
			Thread thread = new Thread(task, "dapr-sidecar-dial");
			thread.setDaemon(true);
			return thread;
		});
	}

	/**
	 * Add who is told when the application becomes healthy, in this order, or unhealthy.
	 * @param listener the listener
	 */
	public void addListener(AppHealthListener listener) {
		this.listeners.add(listener);
	}

	/**
	 * Start to dial the application.
	 * @param endpoint where the application listens
	 */
	public synchronized void connect(AppEndpoint endpoint) {
		if (this.client != null) {
			throw new IllegalStateException("The application is connected already");
		}
		if (this.dialer.isShutdown()) {
			throw new IllegalStateException("The sidecar is closed");
		}
		AppClient client = new AppClient(endpoint, this.apiToken);
		client.start();
		this.client = client;
		this.dialer.execute(() -> dial(client));
	}

	private void dial(AppClient client) {
		if (!isListening(client.endpoint())) {
			this.dialer.schedule(() -> dial(client), DIAL_INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
			return;
		}
		AppHealthCheck check = this.options.healthCheck();
		if (this.health == null || check == null) {
			start();
			this.reached = true;
		}
		else {
			this.reached = true;
			this.health.start(() -> client.probe(check));
		}
	}

	/**
	 * Start or pause after what is being started already. A pause is at once, too, so
	 * that nothing is delivered that would fail.
	 * @param healthy whether the application is healthy
	 */
	private void changeHealth(boolean healthy) {
		if (!healthy) {
			pause();
		}
		try {
			this.dialer.execute((healthy) ? this::start : this::pause);
		}
		catch (RejectedExecutionException ex) {
			logger.debug("The health of the application changed, but the sidecar is closed");
		}
	}

	private void start() {
		if (!this.ready) {
			readConfiguration();
		}
		this.listeners.forEach(AppHealthListener::onHealthy);
		this.ready = true;
	}

	private void pause() {
		this.listeners.forEach(AppHealthListener::onUnhealthy);
	}

	private static boolean isListening(AppEndpoint endpoint) {
		try (Socket socket = new Socket()) {
			socket.connect(new InetSocketAddress(endpoint.host(), endpoint.port()), DIAL_INTERVAL_MILLIS);
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

	private void readConfiguration() {
		try {
			logger.debug("The application answered its configuration with {}", ask("/dapr/config").status());
		}
		catch (AppChannelException | IOException ex) {
			logger.warn("The configuration of the application could not be read: {}", ex.getMessage());
		}
	}

	/**
	 * Ask the application for something that it knows about itself.
	 * @param path the path
	 * @return the answer
	 * @throws AppChannelException if there is no answer
	 * @throws IOException if the answer cannot be read
	 */
	public AppReply ask(String path) throws AppChannelException, IOException {
		HttpFields headers = HttpFields.build().add("Content-Type", "application/json").add("Dapr-App-Id", this.appId);
		return ask(new AppRequest("GET", path, headers, AppRequest.Body.NONE));
	}

	/**
	 * Send a request to the application and read the answer to its end.
	 * @param request the request
	 * @return the answer
	 * @throws AppChannelException if there is no answer
	 * @throws IOException if the answer cannot be read
	 */
	public AppReply ask(AppRequest request) throws AppChannelException, IOException {
		try (AppResponse response = send(request)) {
			return new AppReply(response.status(), response.body().readAllBytes());
		}
	}

	/**
	 * Return whether the application has been reached, healthy or not.
	 * @return {@code true} if it has
	 */
	public boolean isReached() {
		return this.reached;
	}

	/**
	 * Return how the application is treated.
	 * @return the options
	 */
	public AppOptions options() {
		return this.options;
	}

	/**
	 * Return whether the application has been reached and asked what it wants.
	 * @return {@code true} if it has
	 */
	public boolean isReady() {
		return this.ready;
	}

	/**
	 * Return where the application listens.
	 * @return the endpoint, or {@code null} if that is not known yet
	 */
	public @Nullable AppEndpoint endpoint() {
		AppClient client = this.client;
		return (client != null) ? client.endpoint() : null;
	}

	/**
	 * Return the address that the paths of the application start with.
	 * @return the URL, empty if it is not known yet
	 */
	public String baseUrl() {
		AppEndpoint endpoint = endpoint();
		return (endpoint != null) ? endpoint.url() : "";
	}

	/**
	 * Send a request to the application.
	 * @param request the request
	 * @return the answer, to be closed by the caller
	 * @throws AppChannelException if there is no answer
	 */
	public AppResponse send(AppRequest request) throws AppChannelException {
		return send(request, NO_TIMEOUT);
	}

	/**
	 * Send a request to the application.
	 * @param request the request
	 * @param timeout the time to wait for the answer, zero for any
	 * @return the answer, to be closed by the caller
	 * @throws AppChannelException if there is no answer
	 */
	public AppResponse send(AppRequest request, Duration timeout) throws AppChannelException {
		AppClient client = this.client;
		if (client == null) {
			throw new AppChannelException("cannot invoke local endpoint: app channel not initialized");
		}
		if (this.health != null && !this.health.isHealthy()) {
			throw new AppChannelException("rpc error: code = Internal desc = app is not in a healthy state");
		}
		return this.limit.run(() -> client.send(request, timeout));
	}

	@Override
	public synchronized void close() {
		this.dialer.shutdownNow();
		if (this.health != null) {
			this.health.close();
		}
		if (this.client != null) {
			this.client.close();
		}
	}

}
