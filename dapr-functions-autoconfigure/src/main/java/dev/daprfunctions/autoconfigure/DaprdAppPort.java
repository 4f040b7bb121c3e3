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

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

import dev.daprfunctions.sidecar.AppChannel;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.web.server.AbstractConfigurableWebServerFactory;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;

/**
 * Port of the application. {@code daprd} must be told of it before the web server opens
 * it, so a free one is chosen here, and the web server made to take it.
 */
final class DaprdAppPort
		implements DaprdApp, WebServerFactoryCustomizer<AbstractConfigurableWebServerFactory>, Ordered {

	private static final int UNDECIDED = -2;

	private final ApplicationContext context;

	private final Environment environment;

	private int port = UNDECIDED;

	DaprdAppPort(ApplicationContext context) {
		this.context = context;
		this.environment = context.getEnvironment();
	}

	@Override
	public void customize(AbstractConfigurableWebServerFactory factory) {
		factory.setPort(decide(factory.getPort()));
	}

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

	@Override
	public @Nullable AppChannel channel() {
		if (!(this.context instanceof WebServerApplicationContext)) {
			return null;
		}
		int decided = decide(Binder.get(this.environment).bind("server.port", Integer.class).orElse(8080));
		return (decided < 0) ? null : AppChannels.of(this.environment, decided);
	}

	private synchronized int decide(int wanted) {
		if (this.port == UNDECIDED) {
			this.port = (wanted < 0) ? -1 : choose(wanted);
		}
		return this.port;
	}

	private int choose(int wanted) {
		try (ServerSocket socket = new ServerSocket()) {
			socket.bind(new InetSocketAddress(address(), wanted));
			return socket.getLocalPort();
		}
		catch (IOException ex) {
			PortInUseException.throwIfPortBindingException(ex, () -> wanted);
			throw new IllegalStateException(
					"Could not find out whether port %d of the application is free".formatted(wanted), ex);
		}
	}

	private @Nullable InetAddress address() {
		return Binder.get(this.environment).bind("server.address", InetAddress.class).orElse(null);
	}

}
