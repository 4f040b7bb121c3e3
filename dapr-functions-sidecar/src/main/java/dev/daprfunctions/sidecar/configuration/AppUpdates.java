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

package dev.daprfunctions.sidecar.configuration;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Map;

import dev.daprfunctions.sidecar.app.AppChannelException;
import dev.daprfunctions.sidecar.app.AppConnection;
import dev.daprfunctions.sidecar.app.AppRequest;
import dev.daprfunctions.sidecar.json.RuntimeJson;
import dev.daprfunctions.sidecar.resiliency.AttemptException;
import dev.daprfunctions.sidecar.resiliency.Policy;
import dev.daprfunctions.sidecar.uri.InvalidEscapeException;
import dev.daprfunctions.sidecar.uri.UrlPath;
import org.eclipse.jetty.http.HttpFields;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tells the application about changes of one store.
 */
final class AppUpdates implements ConfigurationListener {

	private static final Logger logger = LoggerFactory.getLogger(AppUpdates.class);

	private static final HttpFields HEADERS = HttpFields.build().add("Content-Type", "application/json");

	private static final int OK = 200;

	private final String store;

	private final AppConnection app;

	private final Policy policy;

	AppUpdates(String store, AppConnection app, Policy policy) {
		this.store = store;
		this.app = app;
		this.policy = policy;
	}

	@Override
	public void changed(String subscription, Map<String, ConfigurationItem> items) throws InterruptedException {
		byte[] body = body(subscription, items);
		for (String key : items.keySet()) {
			try {
				AppRequest request = new AppRequest("POST", path(key), HEADERS, new AppRequest.Body(body, true, false));
				this.policy.run(() -> send(request));
			}
			catch (AttemptException | InvalidEscapeException ex) {
				logger.error("The application was not told about the change of '{}' in configuration store {}: {}", key,
						this.store, ex.getMessage());
			}
		}
	}

	private String path(String key) throws InvalidEscapeException {
		return UrlPath.toRequestPath(UrlPath.clean("/configuration/" + this.store + "/" + key));
	}

	private static byte[] body(String subscription, Map<String, ConfigurationItem> items) {
		ObjectNode json = JsonNodeFactory.instance.objectNode();
		json.put("id", subscription);
		json.set("items", ConfigurationJson.of(items));
		ByteArrayOutputStream body = new ByteArrayOutputStream();
		body.writeBytes(RuntimeJson.write(json));
		body.write('\n');
		return body.toByteArray();
	}

	private boolean send(AppRequest request) throws AttemptException, InterruptedException {
		int status;
		try {
			status = this.app.ask(request).status();
		}
		catch (InterruptedIOException ex) {
			throw new InterruptedException(ex.getMessage());
		}
		catch (AppChannelException | IOException ex) {
			throw new AttemptException(String.valueOf(ex.getMessage()), null, ex);
		}
		if (status != OK) {
			throw new AttemptException("it answered " + status, null, null);
		}
		return true;
	}

}
