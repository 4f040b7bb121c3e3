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

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;

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
import dev.daprfunctions.sidecar.network.NetworkApp;
import dev.daprfunctions.sidecar.network.NetworkMember;
import dev.daprfunctions.sidecar.resiliency.AttemptException;
import dev.daprfunctions.sidecar.resiliency.AttemptTimeoutException;
import dev.daprfunctions.sidecar.resiliency.Policy;
import dev.daprfunctions.sidecar.resiliency.ResiliencyPolicies;
import dev.daprfunctions.sidecar.uri.InvalidEscapeException;
import dev.daprfunctions.sidecar.uri.UrlPath;
import io.grpc.Status;
import org.eclipse.jetty.http.HttpFields;
import org.jspecify.annotations.Nullable;

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

	private final NetworkMember network;

	private final ResiliencyPolicies policies;

	private final Faults faults;

	private volatile @Nullable InvocationInterceptor interceptor;

	/**
	 * Create a service invocation.
	 * @param appId the id of the application
	 * @param app the connection to the application
	 * @param network knows the other applications
	 * @param policies the policies for invocations
	 * @param faults the faults of the sidecar
	 */
	public ServiceInvocation(String appId, AppConnection app, NetworkMember network, ResiliencyPolicies policies,
			Faults faults) {
		this.appId = appId;
		this.app = app;
		this.network = network;
		this.policies = policies;
		this.faults = faults;
	}

	/**
	 * Invoke a method.
	 * @param targetId the id of the application to call
	 * @param request the call
	 * @param failures says which answers a policy may try again on
	 * @return the answer, to be closed by the caller
	 * @throws ApiException if there is no answer
	 */
	public AppResponse invoke(String targetId, InvocationRequest request, FailedAnswers failures) {
		FaultyCall call = this.faults.begin(FaultableCall.of(Operation.INVOKE_APP, targetId, request.method()));
		AppResponse response = answer(targetId, request, failures);
		try {
			call.end();
			return response;
		}
		catch (InjectedFaultException ex) {
			close(response, ex);
			throw ex;
		}
	}

	/**
	 * Invoke a method without any faults.
	 * @param call the call
	 * @return the answer
	 * @throws ApiException if there is no answer
	 */
	public AppAnswer invoke(AppCall call) {
		try (AppResponse response = this.faults
			.without(() -> invoke(call.appId(), AppCalls.toRequest(call), FailedAnswers.HTTP))) {
			return AppCalls.read(response);
		}
		catch (IOException ex) {
			throw failed(call.appId(), String.valueOf(ex.getMessage()));
		}
	}

	/**
	 * Let an interceptor see the invocations of other applications.
	 * @param interceptor the interceptor, {@code null} for none
	 */
	public void intercept(@Nullable InvocationInterceptor interceptor) {
		this.interceptor = interceptor;
	}

	private static void close(AppResponse response, Exception cause) {
		try {
			response.close();
		}
		catch (IOException ex) {
			cause.addSuppressed(ex);
		}
	}

	private AppResponse answer(String targetId, InvocationRequest request, FailedAnswers failures) {
		Policy policy = this.policies.app(targetId);
		try {
			return (policy.isEmpty()) ? send(targetId, request)
					: policy.run(() -> attempt(targetId, request, failures));
		}
		catch (FailedAnswerException ex) {
			return ex.answer();
		}
		catch (AttemptTimeoutException ex) {
			String reason = String.valueOf(ex.getMessage());
			throw ApiException.of(failed(targetId, reason).http(),
					new ApiException.GrpcError(Status.Code.DEADLINE_EXCEEDED, reason, List.of()));
		}
		catch (InvocationException | AppChannelException | AttemptException ex) {
			throw failed((isDenied(ex)) ? 403 : 500, targetId, String.valueOf(ex.getMessage()));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw failed(targetId, "context canceled");
		}
	}

	private static boolean isDenied(Exception failure) {
		return failure instanceof InvocationDeniedException || failure.getCause() instanceof InvocationDeniedException;
	}

	private AppResponse attempt(String targetId, InvocationRequest request, FailedAnswers failures)
			throws AttemptException {
		try (AppResponse response = send(targetId, request)) {
			AppResponse answer = new AppResponse(response.status(), response.headers(),
					new ByteArrayInputStream(response.body().readAllBytes()));
			if (!request.isStreamed() && failures.include(answer.status())) {
				throw new FailedAnswerException(answer, failures);
			}
			return answer;
		}
		catch (InvocationException | AppChannelException | IOException ex) {
			throw new AttemptException(String.valueOf(ex.getMessage()), null, ex);
		}
	}

	private AppResponse send(String targetId, InvocationRequest request)
			throws InvocationException, AppChannelException {
		String method = MethodName.normalize(request.method());
		String[] id = split(targetId);
		HttpFields.Mutable headers = ForwardedHeaders.of(request.headers());
		if (id[0].equals(this.appId) && id[1].equals(NAMESPACE)) {
			return this.app.send(new AppRequest(verb(request.verb()), path(method, request), headers, request.body()));
		}
		CallerHeaders.add(headers, NAMESPACE, this.appId, id[0]);
		AppAnswer answer = intercept(id[0], method, request, headers);
		if (answer != null) {
			return AppCalls.toResponse(answer);
		}
		NetworkApp other = this.network.find(id[0]);
		if (other == null) {
			throw new InvocationException("no host found with the given ID");
		}
		RemoteApp remote = new RemoteApp(other);
		remote.verifyAccess(method, verbName(request.verb()));
		return remote.send(new AppRequest(verb(request.verb()), path(method, request), headers, request.body()));
	}

	private @Nullable AppAnswer intercept(String target, String method, InvocationRequest request, HttpFields headers)
			throws InvocationException {
		InvocationInterceptor current = this.interceptor;
		return (current != null)
				? current.intercept(AppCalls.of(target, verb(request.verb()), method, headers, request)) : null;
	}

	/**
	 * Create the error for an invocation that got no answer.
	 * @param targetId the id of the application to call
	 * @param reason why there was no answer
	 * @return the error
	 */
	public ApiException failed(String targetId, String reason) {
		return failed(500, targetId, reason);
	}

	private static ApiException failed(int httpStatus, String targetId, String reason) {
		return ApiException.plain(httpStatus, Status.Code.INTERNAL, ERROR_CODE,
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

	private static String[] split(String targetId) throws InvocationException {
		if (targetId.isEmpty()) {
			throw new InvocationException("app id is empty");
		}
		String[] parts = targetId.split("\\.", -1);
		return switch (parts.length) {
			case 1 -> new String[] { targetId, NAMESPACE };
			case 2 -> parts;
			default -> throw new InvocationException("invalid app id " + targetId);
		};
	}

	private static String verb(String verb) throws InvocationException {
		if (verb.isEmpty()) {
			throw InvocationException.invalidArgument("missing HTTP extension field");
		}
		return switch (verbName(verb)) {
			case "NONE", "CONNECT" -> throw InvocationException.invalidArgument("invalid HTTP verb");
			default -> verbName(verb);
		};
	}

	private static String verbName(String verb) {
		return switch (verb) {
			case "" -> "NONE";
			case "NONE", "CONNECT", "GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH" -> verb;
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
