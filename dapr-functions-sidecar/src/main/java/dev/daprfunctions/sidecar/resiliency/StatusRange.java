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

package dev.daprfunctions.sidecar.resiliency;

import java.util.ArrayList;
import java.util.List;

/**
 * Range of status codes.
 *
 * @param first the first code
 * @param last the last code
 */
record StatusRange(int first, int last) {

	private static final int MIN = 100;

	private static final int MAX = 599;

	static List<StatusRange> parse(String text) {
		List<StatusRange> ranges = new ArrayList<>();
		for (String part : text.split(",")) {
			if (!part.isEmpty()) {
				ranges.add(parseOne(part));
			}
		}
		return ranges;
	}

	private static StatusRange parseOne(String text) {
		String[] codes = text.split("-", -1);
		if (codes.length > 2) {
			throw new IllegalArgumentException("invalid pattern %s, more than one '-' exists".formatted(text));
		}
		int first = code(codes[0], text);
		int last = code(codes[codes.length - 1], text);
		if (first > last) {
			throw new IllegalArgumentException("invalid pattern %s, the range is reversed".formatted(text));
		}
		return new StatusRange(first, last);
	}

	private static int code(String code, String text) {
		int number;
		try {
			number = Integer.parseInt(code);
		}
		catch (NumberFormatException ex) {
			throw new IllegalArgumentException("invalid pattern %s, %s is no number".formatted(text, code), ex);
		}
		if (number < MIN || number > MAX) {
			throw new IllegalArgumentException("invalid pattern %s, code %d is not valid".formatted(text, number));
		}
		return number;
	}

	boolean contains(int status) {
		return this.first <= status && status <= this.last;
	}

}
