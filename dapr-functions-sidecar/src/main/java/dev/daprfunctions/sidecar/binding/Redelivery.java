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

import java.time.Duration;

import dev.daprfunctions.sidecar.component.Component;

/**
 * How often and when an event that the application refused is delivered again.
 *
 * @param attempts the number of deliveries, 0 for as many as it takes
 * @param delay the time between two of them
 */
record Redelivery(int attempts, Duration delay) {

	private static final int ONCE = 1;

	private static final int UNLIMITED = 0;

	private static final Redelivery DEFAULT = new Redelivery(10, Duration.ofMillis(200));

	private static final String INTERVAL = "consumeRetryInterval";

	/**
	 * Find out how a component does it: Kafka's binding delivers once unless
	 * {@code consumeRetryEnabled} is set, with that until it succeeds; other queues a few
	 * times.
	 * @param component the component
	 * @return how the component does it
	 */
	static Redelivery of(Component component) {
		if (!component.type().equals(QueueBinding.KAFKA)) {
			return DEFAULT;
		}
		return new Redelivery((component.isTruthy("consumeRetryEnabled")) ? UNLIMITED : ONCE, interval(component));
	}

	private static Duration interval(Component component) {
		String interval = component.setting(INTERVAL);
		if (interval == null || interval.isEmpty()) {
			return Duration.ofMillis(100);
		}
		if (interval.chars().allMatch(Character::isDigit)) {
			return Duration.ofMillis(Long.parseLong(interval));
		}
		try {
			return GoDuration.parse(interval);
		}
		catch (IllegalArgumentException ex) {
			throw component.failure("invalid value for '%s': %s".formatted(INTERVAL, ex.getMessage()), ex);
		}
	}

	boolean allows(int attempts) {
		return this.attempts == UNLIMITED || attempts < this.attempts;
	}

}
