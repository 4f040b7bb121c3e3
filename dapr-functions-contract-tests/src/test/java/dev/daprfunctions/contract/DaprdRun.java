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

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import dev.daprfunctions.programs.ChildProcess;
import dev.daprfunctions.sidecar.app.AppHealthCheck;

/**
 * The real sidecar, as a child process.
 */
final class DaprdRun implements RunningSidecar {

	private static final int ATTEMPTS = 3;

	private static final List<String> PORT_TAKEN = List.of("address already in use",
			"could not listen on any endpoint");

	private final ChildProcess process;

	private final Servers servers;

	private final Optional<Scheduler> scheduler;

	private final int httpPort;

	private final int grpcPort;

	private DaprdRun(SidecarSpec spec, Workspace workspace, TestApp app, Servers servers, Path binary) {
		this.servers = servers;
		this.scheduler = (spec.hasScheduler()) ? Optional.of(new Scheduler(workspace.folder())) : Optional.empty();
		this.httpPort = ChildProcess.freePort();
		this.grpcPort = ChildProcess.freePort();
		List<String> command = new ArrayList<>(List.of(binary.toString(), "--mode", "standalone", "--app-id",
				spec.appId(), "--dapr-http-port", String.valueOf(this.httpPort), "--dapr-grpc-port",
				String.valueOf(this.grpcPort), "--dapr-internal-grpc-port", String.valueOf(ChildProcess.freePort()),
				"--dapr-listen-addresses", "127.0.0.1", "--dapr-internal-grpc-listen-address", "127.0.0.1",
				"--enable-metrics=false", "--dapr-graceful-shutdown-seconds", "1", "--resources-path",
				workspace.resources().toString(), "--config", workspace.configuration().toString()));
		if (spec.hasApp()) {
			command.addAll(List.of("--app-port", String.valueOf(app.port()), "--app-protocol",
					spec.protocol().name().toLowerCase(Locale.ROOT), "--app-channel-address", "127.0.0.1"));
		}
		this.scheduler.ifPresent((running) -> command.addAll(List.of("--scheduler-host-address", running.address())));
		command.addAll(options(spec));
		this.process = ChildProcess.start(command, spec.environment(), workspace.folder(),
				workspace.folder().resolve("daprd.log"));
		this.process.awaitReady(this::isUp);
	}

	private static List<String> options(SidecarSpec spec) {
		List<String> options = new ArrayList<>();
		AppHealthCheck check = spec.healthCheck();
		if (check != null) {
			options.addAll(List.of("--enable-app-health-check", "--app-health-check-path", check.path(),
					"--app-health-probe-interval", String.valueOf(check.interval().toSeconds()),
					"--app-health-probe-timeout", String.valueOf(check.timeout().toMillis()), "--app-health-threshold",
					String.valueOf(check.threshold())));
		}
		if (spec.maxConcurrency() > 0) {
			options.addAll(List.of("--app-max-concurrency", String.valueOf(spec.maxConcurrency())));
		}
		return options;
	}

	static DaprdRun start(SidecarSpec spec, Workspace workspace, TestApp app, Servers servers) {
		Path binary = binary().orElseThrow();
		for (int attempt = 1; attempt < ATTEMPTS; attempt++) {
			try {
				return new DaprdRun(spec, workspace, app, servers, binary);
			}
			catch (IllegalStateException ex) {
				if (PORT_TAKEN.stream().noneMatch(ex.getMessage()::contains)) {
					throw ex;
				}
			}
		}
		return new DaprdRun(spec, workspace, app, servers, binary);
	}

	/**
	 * Return the program: the one that the property {@code dapr.contract.daprd} or the
	 * environment variable {@code DAPR_CONTRACT_DAPRD} names, else the one that
	 * {@code tools/daprd/build.sh} built.
	 * @return the program, empty if it has not been built
	 */
	static Optional<Path> binary() {
		String named = System.getProperty("dapr.contract.daprd", System.getenv("DAPR_CONTRACT_DAPRD"));
		if (named != null) {
			return Optional.of(Path.of(named));
		}
		return Optional.of(Path.of(System.getProperty("dapr.contract.default-daprd", "../tools/daprd/target/daprd")))
			.filter(Files::isExecutable);
	}

	private boolean isUp() {
		try {
			return new HttpPort(this.httpPort).send("GET", "/v1.0/healthz/outbound", (byte[]) null).status() == 204;
		}
		catch (UncheckedIOException ex) {
			return false;
		}
	}

	@Override
	public int httpPort() {
		return this.httpPort;
	}

	@Override
	public int grpcPort() {
		return this.grpcPort;
	}

	@Override
	public void configure(String key, String value, String version) {
		this.servers.redis()
			.call(Workspace.CONFIGURATION_DATABASE, "SET", key, (version.isEmpty()) ? value : value + "||" + version);
	}

	@Override
	public void removeConfiguration(String key) {
		this.servers.redis().call(Workspace.CONFIGURATION_DATABASE, "DEL", key);
	}

	@Override
	public String lastLines() {
		return this.process.lastLines();
	}

	@Override
	public void close() {
		this.process.close();
		this.scheduler.ifPresent(Scheduler::close);
	}

}
