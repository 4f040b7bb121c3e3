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

package dev.daprfunctions.sidecar.binding;

import java.util.Map;

import dev.daprfunctions.sidecar.error.ApiException;
import org.jspecify.annotations.Nullable;

/**
 * Outcome of a call of an output binding. A binding that failed may have answered
 * metadata nevertheless.
 *
 * @param data the data, or {@code null} if the binding did not answer
 * @param metadata the metadata
 * @param error the error, or {@code null} if there was none
 * @since 0.1.0
 */
public record BindingResult(byte @Nullable [] data, Map<String, String> metadata, @Nullable ApiException error) {
}
