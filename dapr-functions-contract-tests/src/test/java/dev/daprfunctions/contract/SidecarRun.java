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

import java.time.Duration;

import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;

import static org.awaitility.Awaitility.await;

/**
 * Sidecar and application while the cases of one class run.
 */
final class SidecarRun implements AutoCloseable {

	private final Target target;

	private final Workspace workspace;

	private final TestApp app;

	private final RunningSidecar sidecar;

	private final ManagedChannel channel;

	SidecarRun(SidecarSpec spec, Target target, Servers servers) {
		this.target = target;
		this.app = new TestApp(spec.protocol());
		this.workspace = new Workspace(spec, target, this.app.port(), servers);
		spec.prepare(this.app);
		try {
			this.sidecar = (target.isReal()) ? DaprdRun.start(spec, this.workspace, this.app, servers)
					: EmbeddedRun.start(spec, this.workspace, this.app);
		}
		catch (RuntimeException ex) {
			this.app.close();
			this.workspace.close();
			throw ex;
		}
		this.channel = NettyChannelBuilder.forAddress("127.0.0.1", this.sidecar.grpcPort())
			.usePlaintext()
			.maxInboundMessageSize(Integer.MAX_VALUE)
			.build();
		if (spec.hasApp() && spec.isAwaited()) {
			await().pollInterval(Duration.ofMillis(20))
				.until(() -> http().send("GET", "/v1.0/healthz", (byte[]) null).status() == 204);
		}
		if (spec.awaitedPath() != null) {
			this.app.await1(spec.awaitedPath());
		}
		this.app.started();
	}

	Target target() {
		return this.target;
	}

	TestApp app() {
		return this.app;
	}

	Workspace workspace() {
		return this.workspace;
	}

	Answer send(String verb, String path) {
		return http().send(verb, path, (byte[]) null);
	}

	Answer send(String verb, String path, String body, String... headers) {
		return http().send(verb, path, body, headers);
	}

	HttpPort http() {
		return new HttpPort(this.sidecar.httpPort());
	}

	ManagedChannel channel() {
		return this.channel;
	}

	/**
	 * Set a value of the configuration store {@code config}.
	 * @param key the key
	 * @param value the value
	 */
	void configure(String key, String value) {
		this.sidecar.configure(key, value, "");
	}

	void configure(String key, String value, String version) {
		this.sidecar.configure(key, value, version);
	}

	void removeConfiguration(String key) {
		this.sidecar.removeConfiguration(key);
	}

	String lastLines() {
		return this.sidecar.lastLines();
	}

	@Override
	public void close() {
		this.channel.shutdownNow();
		this.sidecar.close();
		this.app.close();
		this.workspace.close();
	}

}
