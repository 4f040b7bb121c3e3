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

package dev.daprfunctions.invocation;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.springframework.util.Assert;
import org.springframework.util.StringUtils;
import org.springframework.web.util.UriUtils;

/**
 * Paths of invocations.
 */
final class InvocationPath {

	private InvocationPath() {
	}

	/**
	 * Returns the path by which a sidecar takes an invocation.
	 * @param appId the id of the application
	 * @param method the method, with slashes between its segments
	 * @return the path, with everything but the slashes encoded
	 * @throws IllegalArgumentException if the path would lead somewhere else
	 */
	static URI of(String appId, String method) {
		check(appId, "application id", appId);
		Assert.isTrue(appId.indexOf('/') == -1 || isUrl(appId), () -> "the application id '" + appId
				+ "' has a '/', but is no URL of an HTTP endpoint, and would lead to another path");
		List<String> segments = new ArrayList<>();
		for (String segment : StringUtils.trimLeadingCharacter(method, '/').split("/", -1)) {
			check(segment, "method", method);
			segments.add(UriUtils.encodePathSegment(segment, StandardCharsets.UTF_8));
		}
		return URI.create("/v1.0/invoke/" + UriUtils.encode(appId, StandardCharsets.UTF_8) + "/method/"
				+ String.join("/", segments));
	}

	private static boolean isUrl(String appId) {
		return (appId.startsWith("http://") || appId.startsWith("https://"))
				&& Arrays.stream(appId.split("/")).noneMatch(List.of("method", ".", "..")::contains);
	}

	private static void check(String segment, String what, String whole) {
		Assert.isTrue(!segment.equals(".") && !segment.equals(".."),
				() -> "the " + what + " '" + whole + "' has a '.' or '..' segment, which would lead to another path");
	}

}
