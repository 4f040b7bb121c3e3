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

package dev.daprfunctions.function;

import java.lang.reflect.UndeclaredThrowableException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

import dev.daprfunctions.error.ErrorCode;
import dev.daprfunctions.error.FunctionException;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import reactor.core.Exceptions;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.util.StringUtils;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ResponseStatus;

/**
 * Turns what a call failed with into its response: RFC 9457 problem details that also
 * carry Dapr's {@code errorCode} and {@code message}.
 *
 * @since 0.1.0
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a>
 */
public final class FailureResponses {

	private static final Log logger = LogFactory.getLog(FunctionInvoker.class);

	private final JsonMapper jsonMapper;

	private final MessagePolicy messages;

	/**
	 * Creates the responses.
	 * @param jsonMapper the application's mapper
	 * @param messages whether the message of an exception may be shown
	 */
	public FailureResponses(JsonMapper jsonMapper, MessagePolicy messages) {
		this.jsonMapper = jsonMapper;
		this.messages = messages;
	}

	/**
	 * Responds to a call that failed, and logs it.
	 * @param function the function
	 * @param request what ran it
	 * @param failure what it failed with
	 * @return the response
	 */
	public TriggerResponse respond(FunctionDefinition function, TriggerRequest request, Throwable failure) {
		Throwable cause = unwrap(failure);
		ErrorResponse response = errorResponse(function, request, cause);
		log(function, response.getStatusCode(), cause);
		return toTriggerResponse(response, response.getStatusCode());
	}

	/**
	 * Responds to a call that failed with a status that says nothing but that, and logs
	 * it.
	 * @param function the function
	 * @param request what ran it
	 * @param failure what it failed with
	 * @param status the status
	 * @return the response
	 */
	public TriggerResponse respond(FunctionDefinition function, TriggerRequest request, Throwable failure,
			HttpStatus status) {
		Throwable cause = unwrap(failure);
		log(function, status, cause);
		return toTriggerResponse(errorResponse(function, request, cause), status);
	}

	/**
	 * Responds to a request whose HTTP method no function on its path accepts.
	 * @param match the functions on the path
	 * @param method the HTTP method of the request
	 * @return the response
	 */
	public TriggerResponse refuse(RouteMatch match, String method) {
		String allowed = String.join(", ", match.declaredMethods());
		FunctionException failure = new FunctionException(HttpStatus.METHOD_NOT_ALLOWED,
				StringUtils.capitalize(match.functions().get(0).toString()) + " does not answer " + method
						+ " requests, but " + allowed,
				null);
		failure.getHeaders().set(HttpHeaders.ALLOW, allowed);
		return toTriggerResponse(failure, failure.getStatusCode());
	}

	/**
	 * Responds without a call, and without logging anything.
	 * @param failure what the caller is told
	 * @return the response
	 */
	public TriggerResponse respond(ErrorResponse failure) {
		return toTriggerResponse(failure, failure.getStatusCode());
	}

	private TriggerResponse toTriggerResponse(ErrorResponse response, HttpStatusCode status) {
		HttpHeaders headers = new HttpHeaders();
		headers.putAll(response.getHeaders());
		headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
		return new TriggerResponse(status, headers, write(response.getBody(), status), null);
	}

	/**
	 * Returns what an asynchronous failure is about.
	 * @param failure the failure
	 * @return the failure without what wraps it
	 */
	public static Throwable unwrap(Throwable failure) {
		Throwable current = Exceptions.unwrap(failure);
		Throwable cause = current.getCause();
		while (cause != null && isWrapper(current)) {
			current = cause;
			cause = current.getCause();
		}
		return current;
	}

	/**
	 * Describes a failure for a log, with those that came with it and with what was
	 * written all the same.
	 * @param failure the failure, without what wraps it
	 * @return the messages and what was written
	 */
	public static String describe(Throwable failure) {
		StringBuilder description = new StringBuilder(String.valueOf(failure.getMessage()));
		for (Throwable suppressed : failure.getSuppressed()) {
			if (suppressed instanceof FunctionException) {
				description.append("; also: ").append(suppressed.getMessage());
			}
		}
		return description.append(describeWritten(failure)).toString();
	}

	private static String describeWritten(Throwable failure) {
		return (failure instanceof FunctionException known) ? OutputReport.describe(known.getBody()) : "";
	}

	private static boolean isWrapper(Throwable failure) {
		return failure instanceof CompletionException || failure instanceof ExecutionException
				|| failure instanceof UndeclaredThrowableException || failure instanceof StageException;
	}

	private ErrorResponse errorResponse(FunctionDefinition function, TriggerRequest request, Throwable cause) {
		if (cause instanceof ErrorResponse response) {
			return response;
		}
		ResponseStatus annotation = AnnotatedElementUtils.findMergedAnnotation(cause.getClass(), ResponseStatus.class);
		if (annotation != null) {
			return ErrorResponse.builder(cause, annotation.code(), reason(annotation, function)).build();
		}
		return ErrorResponse
			.builder(cause, HttpStatus.INTERNAL_SERVER_ERROR, message(function, request, cause.getMessage()))
			.build();
	}

	private static String reason(ResponseStatus annotation, FunctionDefinition function) {
		return (StringUtils.hasText(annotation.reason())) ? annotation.reason()
				: StringUtils.capitalize(function.toString()) + " failed";
	}

	private String message(FunctionDefinition function, TriggerRequest request, @Nullable String message) {
		String failed = StringUtils.capitalize(function.toString()) + " failed";
		return (message != null && this.messages.isShown(request)) ? failed + ": " + message : failed;
	}

	private void log(FunctionDefinition function, HttpStatusCode status, Throwable cause) {
		if (!status.is5xxServerError() && describeWritten(cause).isEmpty()) {
			logger.debug(function + " answers " + status.value() + ": " + describe(cause));
		}
		else if (cause instanceof ErrorResponse) {
			logger.warn(function + " answers " + status.value() + ": " + describe(cause));
		}
		else {
			logger.error(function + " failed", cause);
		}
	}

	private byte[] write(ProblemDetail problem, HttpStatusCode status) {
		Map<String, @Nullable Object> body = members(problem, status);
		Map<String, Object> properties = problem.getProperties();
		if (properties == null) {
			return this.jsonMapper.writeValueAsBytes(body);
		}
		Map<String, @Nullable Object> extended = new LinkedHashMap<>(body);
		extended.putAll(properties);
		try {
			return this.jsonMapper.writeValueAsBytes(extended);
		}
		catch (JacksonException ex) {
			logger.warn("The properties of a problem detail cannot be written: " + properties.keySet(), ex);
			return this.jsonMapper.writeValueAsBytes(body);
		}
	}

	private static Map<String, @Nullable Object> members(ProblemDetail problem, HttpStatusCode status) {
		HttpStatusCode original = HttpStatusCode.valueOf(problem.getStatus());
		Map<String, @Nullable Object> members = new LinkedHashMap<>();
		members.put("type", (problem.getType() != null) ? problem.getType().toString() : "about:blank");
		members.put("title", problem.getTitle());
		members.put("status", status.value());
		members.put("detail", problem.getDetail());
		if (problem.getInstance() != null) {
			members.put("instance", problem.getInstance().toString());
		}
		members.put("errorCode", ErrorCode.of(original).name());
		members.put("message", (problem.getDetail() != null) ? problem.getDetail() : problem.getTitle());
		members.values().removeIf((value) -> value == null);
		return members;
	}

	/**
	 * Decides whether callers see the message of an exception that is not meant for them.
	 */
	@FunctionalInterface
	public interface MessagePolicy {

		/**
		 * Returns whether the message is shown.
		 * @param request the request of the caller
		 * @return {@code true} if it is
		 */
		boolean isShown(TriggerRequest request);

	}

}
