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

package dev.daprfunctions.sidecar.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import dev.daprfunctions.sidecar.uri.InvalidEscapeException;
import dev.daprfunctions.sidecar.uri.UrlPath;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.jspecify.annotations.Nullable;

/**
 * What a request invokes: the application is named by the header {@code dapr-app-id}, by
 * basic authentication or by the path.
 *
 * @param appId the id of the application
 * @param method the method
 */
record InvocationTarget(String appId, String method) {

	static final String APP_ID_HEADER = "dapr-app-id";

	private static final String PREFIX = "v1.0/invoke/";

	private static final String SEPARATOR = "/method/";

	private static final String BASIC = "Basic ";

	static @Nullable InvocationTarget find(String rawPath, HttpFields headers) {
		try {
			String path = UrlPath.unescape(rawPath);
			String appId = headers.get(APP_ID_HEADER);
			if (appId == null || appId.isEmpty()) {
				appId = findInAuthorization(headers.get(HttpHeader.AUTHORIZATION));
			}
			return (appId != null) ? new InvocationTarget(appId, withoutLeadingSlash(UrlPath.clean(path)))
					: findInPath(path);
		}
		catch (InvalidEscapeException ex) {
			return null;
		}
	}

	private static @Nullable String findInAuthorization(@Nullable String authorization) {
		if (authorization == null || !authorization.startsWith(BASIC)) {
			return null;
		}
		try {
			byte[] credentials = Base64.getDecoder().decode(authorization.substring(BASIC.length()));
			String[] parts = new String(credentials, StandardCharsets.UTF_8).split(":", -1);
			return (parts.length == 2 && parts[0].equalsIgnoreCase(APP_ID_HEADER)) ? parts[1] : null;
		}
		catch (IllegalArgumentException ex) {
			return null;
		}
	}

	private static @Nullable InvocationTarget findInPath(String path) throws InvalidEscapeException {
		String remaining = path.replaceFirst("^/+v1\\.0/+invoke/+", PREFIX);
		int separator = remaining.indexOf(SEPARATOR, PREFIX.length());
		if (!remaining.startsWith(PREFIX) || separator <= PREFIX.length()) {
			return null;
		}
		String method = UrlPath.clean(remaining.substring(separator + SEPARATOR.length()));
		return new InvocationTarget(UrlPath.unescapeQuery(remaining.substring(PREFIX.length(), separator)),
				(method.equals(".")) ? "" : method);
	}

	private static String withoutLeadingSlash(String path) {
		return (path.startsWith("/")) ? path.substring(1) : path;
	}

}
