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

package dev.daprfunctions.sidecar.invocation;

import dev.daprfunctions.sidecar.app.AppChannelException;
import dev.daprfunctions.sidecar.app.AppRequest;
import dev.daprfunctions.sidecar.app.AppResponse;
import dev.daprfunctions.sidecar.network.NetworkApp;

/**
 * Application of another sidecar.
 *
 * @param app the application
 */
record RemoteApp(NetworkApp app) {

	private static final String INTERNAL = "rpc error: code = Internal desc = ";

	void verifyAccess(String method, String verb) throws InvocationException {
		if (this.app.connection().endpoint() == null) {
			throw new InvocationException(INTERNAL + "app channel is not initialized");
		}
		if (!this.app.accessControl().allowsOthers()) {
			throw new InvocationDeniedException(method, verb);
		}
	}

	AppResponse send(AppRequest request) throws InvocationException {
		if (request.body().isTruncated()) {
			throw new InvocationException("stream too large");
		}
		try {
			return this.app.connection().send(request);
		}
		catch (AppChannelException ex) {
			throw new InvocationException(INTERNAL + "error invoking app channel: " + ex.getMessage(), ex);
		}
	}

}
