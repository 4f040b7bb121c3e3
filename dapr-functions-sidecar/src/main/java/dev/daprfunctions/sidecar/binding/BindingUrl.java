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

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

import dev.daprfunctions.sidecar.uri.InvalidEscapeException;
import dev.daprfunctions.sidecar.uri.UrlPath;

/**
 * URL that an {@link HttpBinding} calls.
 *
 * @param text the URL as it was given
 * @param scheme {@code http} or {@code https}
 * @param host the host
 * @param port the port
 * @param path the path with its query, as the request line has it
 */
record BindingUrl(String text, String scheme, String host, int port, String path) {

	private static final String SCHEME_END = "://";

	static String join(String url, String path) {
		return (path.isEmpty()) ? url : url.replaceFirst("/+$", "") + "/" + path.replaceFirst("^/+", "");
	}

	static BindingUrl parse(String verb, String url) throws BindingException {
		String text = url.split("#", 2)[0];
		int schemeEnd = text.indexOf(SCHEME_END);
		String scheme = (schemeEnd != -1) ? text.substring(0, schemeEnd).toLowerCase(Locale.ROOT) : "";
		if (!scheme.equals("http") && !scheme.equals("https")) {
			throw failure(verb, url, "unsupported protocol scheme \"%s\"".formatted(scheme));
		}
		String[] beforeAndQuery = text.substring(schemeEnd + SCHEME_END.length()).split("\\?", 2);
		int slash = beforeAndQuery[0].indexOf('/');
		String authority = (slash != -1) ? beforeAndQuery[0].substring(0, slash) : beforeAndQuery[0];
		try {
			URI address = new URI(scheme + SCHEME_END + authority);
			if (address.getHost() == null) {
				throw failure(verb, url, "http: no Host in request URL");
			}
			String path = (slash != -1) ? UrlPath.toRequestPath(beforeAndQuery[0].substring(slash)) : "/";
			String query = (beforeAndQuery.length > 1) ? "?" + toOctets(beforeAndQuery[1]) : "";
			return new BindingUrl(url, scheme, address.getHost(), port(address), path + query);
		}
		catch (InvalidEscapeException | URISyntaxException ex) {
			throw new BindingException("parse \"%s\": %s".formatted(url, ex.getMessage()), ex);
		}
	}

	private static String toOctets(String query) {
		// The client writes one octet per character.
		return new String(query.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
	}

	private static int port(URI address) {
		if (address.getPort() != -1) {
			return address.getPort();
		}
		return ("https".equals(address.getScheme())) ? 443 : 80;
	}

	BindingException failure(String verb, String problem) {
		return failure(verb, this.text, problem);
	}

	private static BindingException failure(String verb, String url, String problem) {
		return new BindingException(
				"%s%s \"%s\": %s".formatted(verb.charAt(0), verb.substring(1).toLowerCase(Locale.ROOT), url, problem));
	}

}
