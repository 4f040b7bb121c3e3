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

package dev.daprfunctions.autoconfigure;

import java.time.Duration;

import dev.daprfunctions.sidecar.AppChannel;
import dev.daprfunctions.sidecar.daprd.DaprdProcess;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.util.StringUtils;

/**
 * Waits in the background until {@code daprd} has reached the application, once its web
 * server has opened its port.
 */
final class DaprdAppConnector implements ApplicationListener<WebServerInitializedEvent>, DisposableBean {

	private static final Log logger = LogFactory.getLog(DaprdAppConnector.class);

	private final DaprdProcess daprd;

	private final DaprdAppPort appPort;

	private final Duration timeout;

	private @Nullable Thread thread;

	DaprdAppConnector(DaprdProcess daprd, DaprdAppPort appPort, Duration timeout) {
		this.daprd = daprd;
		this.appPort = appPort;
		this.timeout = timeout;
	}

	@Override
	public void onApplicationEvent(WebServerInitializedEvent event) {
		int port = event.getWebServer().getPort();
		if (port < 0 || StringUtils.hasText(event.getApplicationContext().getServerNamespace())) {
			return;
		}
		AppChannel told = this.appPort.channel();
		if (told == null || told.port() != port) {
			logger.warn("The application listens on port " + port + ", but daprd was told "
					+ ((told != null) ? "port " + told.port() : "of no port")
					+ " and cannot call it. Set the port by server.port.");
			return;
		}
		start();
	}

	private void start() {
		Thread waiting = new Thread(this::await, "daprd-ready");
		waiting.setDaemon(true);
		waiting.start();
		this.thread = waiting;
	}

	private void await() {
		try {
			if (this.daprd.awaitReady(this.timeout)) {
				logger.info("daprd has reached the application and is ready");
			}
			else {
				logger.warn("daprd is not ready " + this.timeout + " after the application opened its port, so it "
						+ "delivers nothing yet; its log says why");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Override
	public void destroy() {
		if (this.thread != null) {
			this.thread.interrupt();
		}
	}

}
