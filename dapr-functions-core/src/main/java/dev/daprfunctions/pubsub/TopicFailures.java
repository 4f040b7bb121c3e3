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

package dev.daprfunctions.pubsub;

import java.util.List;

import dev.daprfunctions.TopicResult;
import dev.daprfunctions.error.FunctionException;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;

/**
 * Decides what becomes of an event whose function failed.
 *
 * @param dropOn the exceptions after which an event is dropped
 * @param dropUnreadable whether an event is dropped that cannot be read, is invalid, or
 * lacks what a text of an annotation names
 */
record TopicFailures(List<Class<? extends Throwable>> dropOn, boolean dropUnreadable) {

	TopicResult resultOf(Throwable failure) {
		if (this.dropUnreadable && isCausedByEvent(failure)) {
			return TopicResult.DROP;
		}
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (isListed(cause)) {
				return TopicResult.DROP;
			}
		}
		return TopicResult.RETRY;
	}

	private static boolean isCausedByEvent(Throwable failure) {
		return failure instanceof FunctionException refused
				&& refused.getStatusCode().isSameCodeAs(HttpStatus.BAD_REQUEST);
	}

	private boolean isListed(@Nullable Throwable failure) {
		return this.dropOn.stream().anyMatch((type) -> type.isInstance(failure));
	}

}
