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

package dev.daprfunctions.contract;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Function;

import com.sun.net.httpserver.Headers;
import dev.daprfunctions.contract.TestApp.Received;
import dev.daprfunctions.contract.TestApp.Reply;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;

/**
 * {@link AppServer} for HTTP/2 without TLS, which understands nothing else.
 */
final class Http2AppServer implements AppServer {

	private final Server server = new Server();

	private final ServerConnector connector;

	private Http2AppServer(int port, Function<Received, Reply> handler) throws Exception {
		HttpConfiguration configuration = new HttpConfiguration();
		configuration.setSendServerVersion(false);
		this.connector = new ServerConnector(this.server, new HTTP2CServerConnectionFactory(configuration, "h2c"));
		this.connector.setHost("127.0.0.1");
		this.connector.setPort(port);
		this.server.addConnector(this.connector);
		this.server.setHandler(new ReplyHandler(handler));
		this.server.setStopTimeout(0);
		this.server.start();
	}

	static Http2AppServer listen(int port, Function<Received, Reply> handler) {
		try {
			return new Http2AppServer(port, handler);
		}
		catch (Exception ex) {
			throw new IllegalStateException("Could not start the application on port " + port, ex);
		}
	}

	@Override
	public int port() {
		return this.connector.getLocalPort();
	}

	@Override
	public void stop() {
		try {
			this.server.stop();
		}
		catch (Exception ex) {
			throw new IllegalStateException("Could not stop the application", ex);
		}
	}

	/**
	 * Answers requests.
	 */
	private static final class ReplyHandler extends Handler.Abstract {

		private final Function<Received, Reply> handler;

		ReplyHandler(Function<Received, Reply> handler) {
			this.handler = handler;
		}

		@Override
		public boolean handle(Request request, Response response, Callback callback) throws IOException {
			Headers headers = new Headers();
			for (HttpField field : request.getHeaders()) {
				headers.add(field.getName(), field.getValue());
			}
			Reply reply = this.handler.apply(new Received(request.getMethod(), request.getHttpURI().getPathQuery(),
					headers, Content.Source.asInputStream(request).readAllBytes()));
			response.setStatus(reply.status());
			reply.headers().forEach(response.getHeaders()::put);
			response.write(true, ByteBuffer.wrap(reply.body()), callback);
			return true;
		}

	}

}
