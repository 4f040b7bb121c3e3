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
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

import dev.daprfunctions.sidecar.AppChannel.Protocol;
import dev.daprfunctions.sidecar.app.AppHealthCheck;

/**
 * What the sidecar of one class of cases is started with.
 */
final class SidecarSpec {

	static final String APP_ID = "myapp";

	private final Set<Target> targets = EnumSet.of(Target.EMBEDDED, Target.DAPRD);

	private final Map<String, String> resources = new LinkedHashMap<>();

	private final Map<String, List<String>> settings = new LinkedHashMap<>();

	private final Map<String, String> files = new LinkedHashMap<>();

	private final Map<String, String> environment = new LinkedHashMap<>();

	private final List<Consumer<TestApp>> preparations = new ArrayList<>();

	private String configuration = "";

	private String appId = APP_ID;

	private String names = "{folder}/names.db";

	private final List<String> redisSettings = new ArrayList<>();

	private AppHealthCheck healthCheck;

	private int maxConcurrency;

	private Protocol protocol = Protocol.HTTP;

	private String awaitedPath;

	private boolean app = true;

	private boolean scheduler;

	private boolean awaited = true;

	private SidecarSpec() {
	}

	static SidecarSpec create() {
		return new SidecarSpec();
	}

	/**
	 * Add a state store that is kept in what the target names, and run the cases with
	 * every kind of store.
	 * @param name the name of the component
	 * @param settings what it has apart from where it keeps its data, as YAML
	 * @return this
	 */
	SidecarSpec everyStateStore(String name, String... settings) {
		this.targets.addAll(EnumSet.allOf(Target.class));
		this.settings.put(name, List.of(settings));
		return resource(name, "{state:%s}".formatted(name));
	}

	/**
	 * Add a pub/sub over the broker that the target names, and run the cases with every
	 * broker.
	 * @param name the name of the component
	 * @param settings what it has apart from where its broker is, as YAML
	 * @return this
	 */
	SidecarSpec everyPubsub(String name, String... settings) {
		this.targets.add(Target.DAPRD_REDIS);
		this.settings.put(name, List.of(settings));
		return resource(name, "{pubsub:%s}".formatted(name));
	}

	/**
	 * Add a configuration store over Redis, the only one that the real sidecar has here.
	 * @param name the name of the component
	 * @return this
	 */
	SidecarSpec configurationStore(String name) {
		this.targets.remove(Target.DAPRD);
		this.targets.add(Target.DAPRD_REDIS);
		return resource(name, "{configuration:%s}".formatted(name));
	}

	/**
	 * Add a lock over Redis, the only one that the real sidecar has here.
	 * @param name the name of the component
	 * @return this
	 */
	SidecarSpec lockStore(String name) {
		this.targets.remove(Target.DAPRD);
		this.targets.add(Target.DAPRD_REDIS);
		return resource(name, "{lock:%s}".formatted(name));
	}

	/**
	 * Add a setting to the components of the target with Redis.
	 * @param setting the setting as YAML
	 * @return this
	 */
	SidecarSpec redisSetting(String setting) {
		this.redisSettings.add(setting);
		return this;
	}

	SidecarSpec component(String name, String type, String... settings) {
		return resource(name, Workspace.component(name, type, settings));
	}

	SidecarSpec resource(String name, String yaml) {
		this.resources.put(name + ".yaml", yaml);
		return this;
	}

	/**
	 * Add a file outside the resources, whose folder settings name as {@code {folder}}.
	 * @param name the name of the file
	 * @param content the content
	 * @return this
	 */
	SidecarSpec file(String name, String content) {
		this.files.put(name, content);
		return this;
	}

	SidecarSpec environment(String name, String value) {
		this.environment.put(name, value);
		return this;
	}

	/**
	 * Look after the health of the application, which is asked at {@code /alive} every
	 * second.
	 * @param threshold the number of failures that make it unhealthy
	 * @return this
	 */
	SidecarSpec appHealth(int threshold) {
		this.healthCheck = new AppHealthCheck("alive", Duration.ofSeconds(1), Duration.ofSeconds(1), threshold);
		return this;
	}

	SidecarSpec maxConcurrency(int maxConcurrency) {
		this.maxConcurrency = maxConcurrency;
		return this;
	}

	SidecarSpec protocol(Protocol protocol) {
		this.protocol = protocol;
		return this;
	}

	/**
	 * Do not let the cases run before the sidecar asked the application for something.
	 * @param path the path that it asks for last
	 * @return this
	 */
	SidecarSpec awaiting(String path) {
		this.awaitedPath = path;
		return this;
	}

	/**
	 * Add to the {@code spec} of the configuration.
	 * @param yaml the lines, indented by two blanks
	 * @return this
	 */
	SidecarSpec configuration(String yaml) {
		this.configuration = yaml;
		return this;
	}

	SidecarSpec subscriptions(String json) {
		return app((app) -> app.subscriptions(json));
	}

	SidecarSpec app(Consumer<TestApp> preparation) {
		this.preparations.add(preparation);
		return this;
	}

	SidecarSpec withoutApp() {
		this.app = false;
		return this;
	}

	/**
	 * Do not wait for the sidecar to be ready before the cases run.
	 * @return this
	 */
	SidecarSpec withoutWaiting() {
		this.awaited = false;
		return this;
	}

	/**
	 * Let jobs be scheduled, which they cannot without.
	 * @return this
	 */
	SidecarSpec withScheduler() {
		this.scheduler = true;
		return this;
	}

	SidecarSpec appId(String appId) {
		this.appId = appId;
		return this;
	}

	/**
	 * Share the name resolution of another sidecar.
	 * @param workspace the folder of the other one
	 * @return this
	 */
	SidecarSpec namesOf(Workspace workspace) {
		this.names = workspace.folder().resolve("names.db").toString();
		return this;
	}

	String appId() {
		return this.appId;
	}

	String names() {
		return this.names;
	}

	Set<Target> targets() {
		return this.targets;
	}

	Map<String, String> resources() {
		return this.resources;
	}

	/**
	 * Return what a component has apart from where it keeps its data.
	 * @param component the name of the component
	 * @return the settings as YAML
	 */
	List<String> settings(String component) {
		return this.settings.getOrDefault(component, List.of());
	}

	List<String> redisSettings() {
		return this.redisSettings;
	}

	Map<String, String> files() {
		return this.files;
	}

	Map<String, String> environment() {
		return this.environment;
	}

	AppHealthCheck healthCheck() {
		return this.healthCheck;
	}

	Protocol protocol() {
		return this.protocol;
	}

	int maxConcurrency() {
		return this.maxConcurrency;
	}

	String awaitedPath() {
		return this.awaitedPath;
	}

	String configuration() {
		return this.configuration;
	}

	boolean hasApp() {
		return this.app;
	}

	boolean hasScheduler() {
		return this.scheduler;
	}

	boolean isAwaited() {
		return this.awaited;
	}

	void prepare(TestApp app) {
		this.preparations.forEach((preparation) -> preparation.accept(app));
	}

}
