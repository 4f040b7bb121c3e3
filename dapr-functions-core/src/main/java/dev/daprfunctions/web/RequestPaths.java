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

package dev.daprfunctions.web;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.server.PathContainer;
import org.springframework.http.server.RequestPath;
import org.springframework.web.util.ServletRequestPathUtils;

/**
 * Paths of requests in the form of the paths of functions.
 */
final class RequestPaths {

	private RequestPaths() {
	}

	/**
	 * Returns the path within the application.
	 * @param request the request
	 * @return the decoded path without slashes around it and without path parameters
	 */
	static String pathOf(HttpServletRequest request) {
		RequestPath parsed = (ServletRequestPathUtils.hasParsedRequestPath(request))
				? ServletRequestPathUtils.getParsedRequestPath(request)
				: ServletRequestPathUtils.parseAndCache(request);
		PathContainer path = parsed.pathWithinApplication();
		String text = path.value();
		return trim((text.indexOf('%') != -1 || text.indexOf(';') != -1) ? decode(path) : text);
	}

	private static String decode(PathContainer path) {
		StringBuilder decoded = new StringBuilder();
		for (PathContainer.Element element : path.elements()) {
			decoded.append(
					(element instanceof PathContainer.PathSegment segment) ? segment.valueToMatch() : element.value());
		}
		return decoded.toString();
	}

	private static String trim(String path) {
		int start = (path.startsWith("/")) ? 1 : 0;
		int end = (path.endsWith("/")) ? path.length() - 1 : path.length();
		return (start < end) ? path.substring(start, end) : "";
	}

}
