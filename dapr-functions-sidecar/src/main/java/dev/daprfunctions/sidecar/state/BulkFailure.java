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

package dev.daprfunctions.sidecar.state;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Failures of several independent changes as one.
 */
final class BulkFailure {

	private BulkFailure() {
	}

	static StateStoreException of(List<StateStoreException> failures) {
		String messages = failures.stream().map(Throwable::getMessage).collect(Collectors.joining("\n"));
		if (!failures.stream().allMatch(BulkFailure::isEtag)) {
			return new StateStoreException(messages);
		}
		return (failures.stream().anyMatch(InvalidEtagException.class::isInstance)) ? new InvalidEtagException(messages)
				: new EtagMismatchException(messages);
	}

	private static boolean isEtag(StateStoreException failure) {
		return failure instanceof EtagMismatchException || failure instanceof InvalidEtagException;
	}

}
