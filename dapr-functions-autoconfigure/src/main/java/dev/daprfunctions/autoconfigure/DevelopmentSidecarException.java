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

/**
 * A development sidecar was about to start in a container platform.
 */
final class DevelopmentSidecarException extends RuntimeException {

	private final SidecarKind kind;

	DevelopmentSidecarException(SidecarKind kind, String platform) {
		super(((kind == SidecarKind.DAPRD) ? "A daprd that the application starts is for development"
				: "The embedded sidecar is for development, keeps state in memory only,") + " and must not start on "
				+ platform);
		this.kind = kind;
	}

	SidecarKind getKind() {
		return this.kind;
	}

}
