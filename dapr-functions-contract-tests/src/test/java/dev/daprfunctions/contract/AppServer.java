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

import java.util.function.Function;

import dev.daprfunctions.contract.TestApp.Received;
import dev.daprfunctions.contract.TestApp.Reply;
import dev.daprfunctions.sidecar.AppChannel.Protocol;

/**
 * Server of an application.
 */
interface AppServer {

	/**
	 * Listen on loopback.
	 * @param protocol what is spoken
	 * @param port the port, 0 for a free one
	 * @param handler answers the requests
	 * @return the server
	 */
	static AppServer listen(Protocol protocol, int port, Function<Received, Reply> handler) {
		return (protocol == Protocol.H2C) ? Http2AppServer.listen(port, handler)
				: HttpAppServer.listen(protocol == Protocol.HTTPS, port, handler);
	}

	int port();

	void stop();

}
