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

package dev.daprfunctions.sidecar.app;

import java.time.Duration;

/**
 * How a sidecar looks after the health of the application. It asks nothing else of the
 * application before that was healthy for the first time, and delivers nothing to it
 * while it is not.
 *
 * @param path the path of a GET request, which any 2xx answers that is well
 * @param interval the time between two requests
 * @param timeout the time after which a request has failed, not longer than the interval
 * @param threshold the number of failed requests that make the application unhealthy
 * @since 0.1.0
 * @see <a href=
 * "https://docs.dapr.io/operations/resiliency/health-checks/app-health/">App health
 * checks</a>
 */
public record AppHealthCheck(String path, Duration interval, Duration timeout, int threshold) {

	/**
	 * Create a health check.
	 */
	public AppHealthCheck {
		requirePositive(interval, "interval");
		requirePositive(timeout, "time-out");
		if (timeout.compareTo(interval) > 0) {
			throw new IllegalArgumentException(
					"The time-out of the health check must not be longer than its interval of %s, but is %s"
						.formatted(interval, timeout));
		}
		if (threshold < 1) {
			throw new IllegalArgumentException(
					"The threshold of the health check must be at least 1, but is %d".formatted(threshold));
		}
	}

	private static void requirePositive(Duration value, String name) {
		if (value.isNegative() || value.isZero()) {
			throw new IllegalArgumentException(
					"The %s of the health check must be longer than nothing, but is %s".formatted(name, value));
		}
	}

}
