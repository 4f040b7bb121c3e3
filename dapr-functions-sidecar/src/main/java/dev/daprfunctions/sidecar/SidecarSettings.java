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

package dev.daprfunctions.sidecar;

import java.nio.file.Path;
import java.time.InstantSource;

import dev.daprfunctions.sidecar.app.AppOptions;
import dev.daprfunctions.sidecar.pubsub.PublishedEventListener;
import org.jspecify.annotations.Nullable;

/**
 * What the builder was told.
 *
 * @param appId the id of the application
 * @param httpPort the port of the HTTP API
 * @param grpcPort the port of the gRPC API
 * @param resourcesPath the folder with the resource files
 * @param configPath the file with the configuration
 * @param clock the clock
 * @param network the name of the network
 * @param apiToken the token that callers have to send
 * @param appApiToken the token that is sent to the application
 * @param appOptions how the application is treated
 * @param eventListener is told what is published
 * @param jobs whether jobs can be scheduled
 */
record SidecarSettings(String appId, int httpPort, int grpcPort, @Nullable Path resourcesPath,
		@Nullable Path configPath, InstantSource clock, @Nullable String network, @Nullable String apiToken,
		@Nullable String appApiToken, AppOptions appOptions, PublishedEventListener eventListener, boolean jobs) {
}
