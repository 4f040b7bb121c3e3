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

package dev.daprfunctions.sidecar.daprd;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import dev.daprfunctions.sidecar.AppChannel;
import dev.daprfunctions.sidecar.app.AppHealthCheck;
import dev.daprfunctions.sidecar.app.AppOptions;
import org.jspecify.annotations.Nullable;

/**
 * Command that starts {@code daprd}. Tokens are in its environment only, since other
 * users see arguments.
 *
 * @param executable the executable
 * @param appId the id of the application
 * @param app where the application will listen
 * @param appOptions how the application is treated
 * @param ports the ports of the sidecar
 * @param folder the files that it starts with
 * @see <a href=
 * "https://docs.dapr.io/reference/arguments-annotations-overview/">Arguments of daprd</a>
 */
record DaprdCommand(Path executable, String appId, @Nullable AppChannel app, AppOptions appOptions, DaprdPorts ports,
		DaprdFolder folder) {

	static final String API_TOKEN = "DAPR_API_TOKEN";

	static final String APP_TOKEN = "APP_API_TOKEN";

	private static final String HOST_IP = "DAPR_HOST_IP";

	List<String> arguments() {
		List<String> arguments = new ArrayList<>(List.of(this.executable.toString(), "--mode", "standalone", "--app-id",
				this.appId, "--dapr-http-port", Integer.toString(this.ports.http()), "--dapr-grpc-port",
				Integer.toString(this.ports.grpc()), "--dapr-internal-grpc-port",
				Integer.toString(this.ports.internalGrpc()), "--dapr-listen-addresses", DaprdPorts.HOST,
				"--dapr-internal-grpc-listen-address", DaprdPorts.HOST, "--resources-path",
				this.folder.resources().toString(), "--config", this.folder.configuration().toString(),
				"--enable-metrics=false", "--log-as-json", "--log-level", DaprdLog.wantedLevel()));
		if (this.app != null) {
			arguments.addAll(List.of("--app-port", Integer.toString(this.app.port()), "--app-protocol",
					this.app.protocol().name().toLowerCase(Locale.ROOT), "--app-channel-address", this.app.host()));
			addOptions(arguments);
		}
		return arguments;
	}

	private void addOptions(List<String> arguments) {
		AppHealthCheck check = this.appOptions.healthCheck();
		if (check != null) {
			arguments.addAll(List.of("--enable-app-health-check", "--app-health-check-path", check.path(),
					"--app-health-probe-interval", Long.toString(check.interval().toSeconds()),
					"--app-health-probe-timeout", Long.toString(check.timeout().toMillis()), "--app-health-threshold",
					Integer.toString(check.threshold())));
		}
		if (this.appOptions.maxConcurrency() > 0) {
			arguments.addAll(List.of("--app-max-concurrency", Integer.toString(this.appOptions.maxConcurrency())));
		}
	}

	ProcessBuilder toProcess(@Nullable String apiToken, @Nullable String appToken) {
		ProcessBuilder process = new ProcessBuilder(arguments()).redirectErrorStream(true);
		Map<String, String> environment = process.environment();
		environment.putIfAbsent(HOST_IP, DaprdPorts.HOST);
		set(environment, API_TOKEN, apiToken);
		set(environment, APP_TOKEN, appToken);
		return process;
	}

	private static void set(Map<String, String> environment, String name, @Nullable String value) {
		if (value != null) {
			environment.put(name, value);
		}
		else {
			environment.remove(name);
		}
	}

}
