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

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import dev.daprfunctions.sidecar.app.AppChannelException;
import dev.daprfunctions.sidecar.app.AppConnection;
import dev.daprfunctions.sidecar.app.AppHealthListener;
import dev.daprfunctions.sidecar.app.AppReply;
import dev.daprfunctions.sidecar.app.AppRequest;
import dev.daprfunctions.sidecar.app.AppResponse;
import dev.daprfunctions.sidecar.resiliency.AttemptException;
import org.eclipse.jetty.http.HttpFields;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Input bindings of one application: once the application is there, it is asked which of
 * them it wants, and gets the events of these.
 */
final class InputBindings implements AppHealthListener, AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(InputBindings.class);

	private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(3);

	private static final int METHOD_NOT_ALLOWED = 405;

	private static final HttpFields PROBE_HEADERS = HttpFields.build().add("Content-Type", "application/json");

	private final Map<String, ConfiguredInput> inputs = new LinkedHashMap<>();

	private final Set<String> wanted = ConcurrentHashMap.newKeySet();

	private final BindingThreads threads = new BindingThreads();

	private final AppConnection app;

	InputBindings(AppConnection app) {
		this.app = app;
	}

	void add(ConfiguredInput input) {
		this.inputs.put(input.name(), input);
	}

	/**
	 * Ask the application, every time, which bindings it wants.
	 */
	@Override
	public void onHealthy() {
		for (ConfiguredInput input : this.inputs.values()) {
			if (input.isExplicit() || isWanted(input)) {
				this.wanted.add(input.name());
				input.binding().read((event) -> deliver(input, event), this.threads);
			}
			else {
				this.wanted.remove(input.name());
				input.binding().ignore();
			}
		}
	}

	@Override
	public void onUnhealthy() {
		this.inputs.values().forEach((input) -> input.binding().pause());
	}

	private boolean isWanted(ConfiguredInput input) {
		try {
			int status = probe(EventRequest.path(input.route()));
			boolean wanted = status / 100 == 2 || status == METHOD_NOT_ALLOWED;
			if (!wanted) {
				logger.info("The application does not want the events of binding {}: OPTIONS on {} answered {}",
						input.name(), input.route(), status);
			}
			return wanted;
		}
		catch (AppChannelException | IOException ex) {
			logger.warn("Could not ask the application whether it wants the events of binding {}: {}", input.name(),
					ex.getMessage());
			return false;
		}
	}

	private int probe(String path) throws AppChannelException, IOException {
		AppRequest request = new AppRequest("OPTIONS", path, PROBE_HEADERS, AppRequest.Body.NONE);
		try (AppResponse response = this.app.send(request, PROBE_TIMEOUT)) {
			response.body().readAllBytes();
			return response.status();
		}
	}

	private boolean deliver(ConfiguredInput input, BindingEvent event) {
		try {
			BindingAnswer answer = trySend(input, event);
			boolean success = input.isSuccess(answer);
			if (!success) {
				logger.debug("The application answered {} to an event of binding {}: {}", answer.status(), input.name(),
						new String(answer.body(), StandardCharsets.UTF_8));
			}
			return success;
		}
		catch (AttemptException ex) {
			logger.debug("An event of binding {} could not be delivered: {}", input.name(), ex.getMessage());
			return false;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	private BindingAnswer trySend(ConfiguredInput input, BindingEvent event)
			throws AttemptException, InterruptedException {
		try {
			return input.policy().run(() -> send(input, event));
		}
		catch (RefusedEventException ex) {
			return ex.answer();
		}
	}

	private BindingAnswer send(ConfiguredInput input, BindingEvent event)
			throws AttemptException, InterruptedException {
		BindingAnswer answer = ask(input, event);
		if (!answer.isOk()) {
			throw new RefusedEventException(answer);
		}
		return answer;
	}

	private BindingAnswer ask(ConfiguredInput input, BindingEvent event) throws AttemptException, InterruptedException {
		try {
			AppReply reply = this.app.ask(EventRequest.of(input.route(), event));
			return new BindingAnswer(reply.status(), reply.body());
		}
		catch (InterruptedIOException ex) {
			throw new InterruptedException(ex.getMessage());
		}
		catch (AppChannelException | IOException ex) {
			throw new AttemptException(String.valueOf(ex.getMessage()), null, ex);
		}
	}

	BindingAnswer fire(String name, BindingEvent event) {
		ConfiguredInput input = this.inputs.get(name);
		if (input == null) {
			throw new IllegalArgumentException(
					"There is no input binding '%s', but %s".formatted(name, this.inputs.keySet()));
		}
		if (!this.wanted.contains(name)) {
			throw new IllegalStateException((this.app.isReady())
					? "The application does not want the events of the binding '%s'".formatted(name)
					: "The application has not been reached yet");
		}
		try {
			return trySend(input, event);
		}
		catch (AttemptException ex) {
			throw new IllegalStateException(
					"The application did not answer to an event of the binding '%s'".formatted(name), ex.getCause());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException("Interrupted while firing the binding '%s'".formatted(name), ex);
		}
	}

	@Override
	public void close() {
		this.threads.close();
	}

}
