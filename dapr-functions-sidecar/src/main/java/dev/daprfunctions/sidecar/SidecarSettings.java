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

import java.time.InstantSource;

import dev.daprfunctions.sidecar.pubsub.PublishedEventListener;
import org.jspecify.annotations.Nullable;

/**
 * What the builder was told.
 *
 * @param options what is set for all development sidecars
 * @param clock the clock
 * @param network the name of the network
 * @param eventListener is told what is published
 * @param jobs whether jobs can be scheduled
 */
record SidecarSettings(SidecarBuilder.Options options, InstantSource clock, @Nullable String network,
		PublishedEventListener eventListener, boolean jobs) {
}
