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

package dev.daprfunctions.sidecar.block;

import dev.daprfunctions.sidecar.binding.Bindings;
import dev.daprfunctions.sidecar.configuration.ConfigurationApi;
import dev.daprfunctions.sidecar.invocation.ServiceInvocation;
import dev.daprfunctions.sidecar.job.JobApi;
import dev.daprfunctions.sidecar.lock.LockApi;
import dev.daprfunctions.sidecar.metadata.MetadataApi;
import dev.daprfunctions.sidecar.pubsub.PubSubApi;
import dev.daprfunctions.sidecar.secret.SecretApi;
import dev.daprfunctions.sidecar.state.StateApi;

/**
 * Building blocks of one application, which the front ends share.
 *
 * @param state the state API
 * @param pubsub the publish API
 * @param secrets the secrets API
 * @param bindings the bindings
 * @param invocation the service invocation
 * @param configuration the configuration API
 * @param locks the lock API
 * @param jobs the jobs API
 * @param metadata the metadata API
 * @since 0.1.0
 */
public record BuildingBlocks(StateApi state, PubSubApi pubsub, SecretApi secrets, Bindings bindings,
		ServiceInvocation invocation, ConfigurationApi configuration, LockApi locks, JobApi jobs,
		MetadataApi metadata) {

}
