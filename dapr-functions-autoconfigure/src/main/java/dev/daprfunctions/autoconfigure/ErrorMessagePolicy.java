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

package dev.daprfunctions.autoconfigure;

import dev.daprfunctions.function.FailureResponses;
import dev.daprfunctions.function.TriggerRequest;

import org.springframework.boot.autoconfigure.web.ErrorProperties;

/**
 * Shows the messages of exceptions as Spring Boot's error pages do:
 * {@code spring.web.error.include-message}.
 */
final class ErrorMessagePolicy implements FailureResponses.MessagePolicy {

	private final ErrorProperties properties;

	ErrorMessagePolicy(ErrorProperties properties) {
		this.properties = properties;
	}

	@Override
	public boolean isShown(TriggerRequest request) {
		return switch (this.properties.getIncludeMessage()) {
			case ALWAYS -> true;
			case NEVER -> false;
			case ON_PARAM -> {
				String parameter = request.getQueryParameters().getFirst("message");
				yield parameter != null && !parameter.equalsIgnoreCase("false");
			}
		};
	}

}
