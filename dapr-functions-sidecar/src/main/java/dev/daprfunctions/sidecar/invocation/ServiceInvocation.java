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

import java.io.IOException;

import dev.daprfunctions.sidecar.app.AppChannelException;
import dev.daprfunctions.sidecar.app.AppConnection;
import dev.daprfunctions.sidecar.app.AppRequest;
import dev.daprfunctions.sidecar.app.AppResponse;
import dev.daprfunctions.sidecar.error.ApiException;
import dev.daprfunctions.sidecar.fault.FaultableCall;
import dev.daprfunctions.sidecar.fault.Faults;
import dev.daprfunctions.sidecar.fault.Faults.FaultyCall;
import dev.daprfunctions.sidecar.fault.InjectedFaultException;
import dev.daprfunctions.sidecar.fault.Operation;
import dev.daprfunctions.sidecar.uri.InvalidEscapeException;
import dev.daprfunctions.sidecar.uri.UrlPath;
import io.grpc.Status;

/**
 * Invokes methods of applications.
 *
 * @since 0.1.0
 */
public final class ServiceInvocation {

	private static final String ERROR_CODE = "ERR_DIRECT_INVOKE";

	private static final String NAMESPACE = "default";

	private final String appId;

	private final AppConnection app;

	private final Faults faults;

	/**
	 * Create a service invocation.
	 * @param appId the id of the application
	 * @param app the connection to the application
	 * @param faults the faults of the sidecar
	 */
	public ServiceInvocation(String appId, AppConnection app, Faults faults) {
		this.appId = appId;
		this.app = app;
		this.faults = faults;
	}

	/**
	 * Invoke a method.
	 * @param targetId the id of the application to call
	 * @param request the call
	 * @return the answer, to be closed by the caller
	 * @throws ApiException if there is no answer
	 */
	public AppResponse invoke(String targetId, InvocationRequest request) {
		try {
			String method = MethodName.normalize(request.method());
			requireOwnId(targetId);
			FaultyCall call = this.faults.begin(FaultableCall.of(Operation.INVOKE_APP, targetId, method));
			return finish(call, this.app.send(new AppRequest(verb(request.verb()), path(method, request),
					ForwardedHeaders.of(request.headers()), request.body())));
		}
		catch (InvocationException | AppChannelException ex) {
			throw failed(targetId, String.valueOf(ex.getMessage()));
		}
	}

	private static AppResponse finish(FaultyCall call, AppResponse response) {
		try {
			call.end();
			return response;
		}
		catch (InjectedFaultException ex) {
			try {
				response.close();
			}
			catch (IOException closing) {
				ex.addSuppressed(closing);
			}
			throw ex;
		}
	}

	/**
	 * Create the error for an invocation that got no answer.
	 * @param targetId the id of the application to call
	 * @param reason why there was no answer
	 * @return the error
	 */
	public ApiException failed(String targetId, String reason) {
		return ApiException.plain(500, Status.Code.INTERNAL, ERROR_CODE,
				"failed to invoke, id: %s, err: %s".formatted(targetId, reason));
	}

	/**
	 * Create the error for a request that names no application.
	 * @return the error
	 */
	public ApiException withoutTarget() {
		return ApiException.plain(404, Status.Code.NOT_FOUND, ERROR_CODE,
				"failed getting app id either from the URL path or the header dapr-app-id");
	}

	private void requireOwnId(String targetId) throws InvocationException {
		if (targetId.isEmpty()) {
			throw new InvocationException("app id is empty");
		}
		String[] parts = targetId.split("\\.", -1);
		if (parts.length > 2) {
			throw new InvocationException("invalid app id " + targetId);
		}
		if (!parts[0].equals(this.appId) || (parts.length == 2 && !parts[1].equals(NAMESPACE))) {
			throw new InvocationException("no host found with the given ID");
		}
	}

	private static String verb(String verb) throws InvocationException {
		return switch (verb) {
			case "" -> throw InvocationException.invalidArgument("missing HTTP extension field");
			case "NONE", "CONNECT" -> throw InvocationException.invalidArgument("invalid HTTP verb");
			case "GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH" -> verb;
			default -> "POST";
		};
	}

	private String path(String method, InvocationRequest request) throws InvocationException {
		String path = (method.startsWith("/")) ? method : "/" + method;
		String query = request.query();
		String suffix = (query == null || query.isEmpty()) ? "" : "?" + query;
		try {
			return UrlPath.toRequestPath(path) + suffix;
		}
		catch (InvalidEscapeException ex) {
			throw new InvocationException(
					"parse \"%s%s%s\": %s".formatted(this.app.baseUrl(), path, suffix, ex.getMessage()));
		}
	}

}
