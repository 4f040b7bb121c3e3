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

package dev.daprfunctions.json;

import java.lang.reflect.Type;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;

/**
 * Bytes that cannot be read as the type they should have.
 *
 * @since 0.1.0
 */
public class UnreadableValueException extends RuntimeException {

	private static final Pattern LOCATION = Pattern
		.compile("\\s*(?:\\((?:start marker at|for \\S+ starting at)\\s|(?:at )?\\[(?:Source:|No location)).*");

	private static final Pattern ASIDE = Pattern
		.compile("\\s*\\((?:token `JsonToken\\.\\w+`|although at least one Creator exists)\\)");

	private static final Pattern TYPE_NAMES = Pattern.compile("`[^`]*`|\\(class [^)]*\\)");

	UnreadableValueException(Type type, String reason, Throwable cause) {
		super("cannot be read as " + TypeNames.shortName(type) + ": " + reason, cause);
	}

	static UnreadableValueException of(Type type, JacksonException cause) {
		StringBuilder reason = new StringBuilder();
		String path = path(cause);
		if (!path.isEmpty()) {
			reason.append("'").append(path).append("' ");
		}
		TokenStreamLocation location = cause.getLocation();
		if (location != null && location.getLineNr() > 0) {
			reason.append("at line ")
				.append(location.getLineNr())
				.append(", column ")
				.append(location.getColumnNr())
				.append(": ");
		}
		reason.append(withShortNames(firstLine(cause.getOriginalMessage())));
		return new UnreadableValueException(type, reason.toString(), cause);
	}

	private static String path(JacksonException cause) {
		return cause.getPath()
			.stream()
			.map((reference) -> (reference.getPropertyName() != null) ? "." + reference.getPropertyName()
					: "[" + reference.getIndex() + "]")
			.collect(Collectors.joining())
			.replaceFirst("^\\.", "");
	}

	private static String firstLine(@Nullable String message) {
		String line = (message != null) ? message.lines().findFirst().orElse("") : "";
		return ASIDE.matcher(LOCATION.matcher(line).replaceFirst("")).replaceAll("");
	}

	private static String withShortNames(String message) {
		return TYPE_NAMES.matcher(message)
			.replaceAll((match) -> Matcher.quoteReplacement(TypeNames.shorten(match.group())));
	}

}
