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
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.eclipse.jetty.http.HttpFields;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connection to the application: it dials the application's port until it is open, then
 * asks for the application's configuration and subscriptions, and is ready from then on.
 *
 * @since 0.1.0
 */
public final class AppConnection implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(AppConnection.class);

	private static final int DIAL_INTERVAL_MILLIS = 100;

	private static final Duration NO_TIMEOUT = Duration.ZERO;

	private final String appId;

	private final ScheduledExecutorService dialer;

	private final List<Runnable> steps = new CopyOnWriteArrayList<>();

	private volatile @Nullable AppClient client;

	private volatile boolean ready;

	/**
	 * Create a connection to an application that is not there yet.
	 * @param appId the id of the application
	 */
	public AppConnection(String appId) {
		this.appId = appId;
		this.dialer = Executors.newSingleThreadScheduledExecutor((task) -> {
			Thread thread = new Thread(task, "dapr-sidecar-dial");
			thread.setDaemon(true);
			return thread;
		});
	}

	/**
	 * Add what happens once the application is reached, before it is ready.
	 * @param step the step, which does not throw
	 */
	public void whenReached(Runnable step) {
		this.steps.add(step);
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
		AppClient client = new AppClient(endpoint);
		client.start();
		this.client = client;
		this.dialer.execute(() -> dial(client));
	}

	private void dial(AppClient client) {
		if (!isListening(client.endpoint())) {
			this.dialer.schedule(() -> dial(client), DIAL_INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
			return;
		}
		for (String path : List.of("/dapr/config", "/dapr/subscribe")) {
			ask(client, path);
		}
		this.steps.forEach(Runnable::run);
		this.ready = true;
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

	private void ask(AppClient client, String path) {
		HttpFields headers = HttpFields.build().add("Content-Type", "application/json").add("Dapr-App-Id", this.appId);
		try (AppResponse response = client.send(new AppRequest("GET", path, headers, AppRequest.Body.NONE),
				NO_TIMEOUT)) {
			response.body().readAllBytes();
			logger.debug("{} answered {}", path, response.status());
		}
		catch (AppChannelException | IOException ex) {
			logger.warn("{} could not be read: {}", path, ex.getMessage());
		}
	}

	/**
	 * Return whether the application has been reached.
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
		return client.send(request, timeout);
	}

	@Override
	public synchronized void close() {
		this.dialer.shutdownNow();
		if (this.client != null) {
			this.client.close();
		}
	}

}
