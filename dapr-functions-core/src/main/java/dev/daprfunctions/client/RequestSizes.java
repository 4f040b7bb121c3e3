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

package dev.daprfunctions.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

import dev.daprfunctions.error.FunctionException;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;

/**
 * Sizes of requests over gRPC. A sidecar takes a certain size, with everything that is in
 * the message; sizes here are never less than those on the wire, and hardly more.
 *
 * @since 0.1.0
 * @see <a href=
 * "https://docs.dapr.io/operations/configuration/increase-request-size/">Size of request
 * bodies</a>
 */
public final class RequestSizes {

	/**
	 * What a sidecar takes that was not told otherwise, in bytes.
	 */
	public static final int MAX_BYTES = 4 * 1024 * 1024;

	private static final int FRAMING = 64;

	private static final int BYTES_OF_CHARACTER = 3;

	private RequestSizes() {
	}

	/**
	 * Returns the size of a part of a request.
	 * @param value the value, or {@code null} for none
	 * @param metadata the metadata
	 * @param texts other texts, {@code null} for none
	 * @return the size in bytes
	 */
	public static long of(byte @Nullable [] value, Map<String, String> metadata, @Nullable String... texts) {
		long size = FRAMING + ((value != null) ? value.length : 0);
		for (String text : texts) {
			size += of(text);
		}
		for (Map.Entry<String, String> entry : metadata.entrySet()) {
			size += FRAMING + of(entry.getKey()) + of(entry.getValue());
		}
		return size;
	}

	private static long of(@Nullable String text) {
		return (text != null) ? (long) text.length() * BYTES_OF_CHARACTER : 0;
	}

	/**
	 * Returns the size of a request with several parts.
	 * @param <T> the type of a part
	 * @param parts the parts
	 * @param size returns the size of a part
	 * @return the size in bytes
	 */
	public static <T> long sum(List<T> parts, ToLongFunction<T> size) {
		return parts.stream().mapToLong(size).sum();
	}

	/**
	 * Splits parts into requests that a sidecar takes.
	 * @param <T> the type of a part
	 * @param parts the parts, each small enough for a request of its own
	 * @param size returns the size of a part
	 * @return the parts of each request, in their order
	 */
	public static <T> List<List<T>> split(List<T> parts, ToLongFunction<T> size) {
		List<List<T>> requests = new ArrayList<>();
		List<T> request = new ArrayList<>();
		long total = 0;
		for (T part : parts) {
			long ofPart = size.applyAsLong(part);
			if (!request.isEmpty() && total + ofPart > MAX_BYTES) {
				requests.add(request);
				request = new ArrayList<>();
				total = 0;
			}
			request.add(part);
			total += ofPart;
		}
		requests.add(request);
		return requests;
	}

	/**
	 * Checks that a sidecar takes an output.
	 * @param value the value, or {@code null} for none
	 * @param size the size of the request with everything else that is in it, in bytes; 0
	 * over HTTP, where only the value counts
	 * @param function the function, for the message
	 * @param target where the output goes, for the message
	 * @throws FunctionException if the value or the request is too large
	 */
	public static void checkOutput(byte @Nullable [] value, long size, String function, Supplier<String> target) {
		if (value != null && value.length > MAX_BYTES) {
			throw tooLarge(describe(function, target) + " has " + value.length + " bytes");
		}
		check(size, () -> describe(function, target));
	}

	private static String describe(String function, Supplier<String> target) {
		return "The output of " + function + " for " + target.get();
	}

	/**
	 * Checks that a sidecar takes a request.
	 * @param size the size in bytes
	 * @param subject what the request writes, at the beginning of the message
	 * @throws FunctionException if the request is too large
	 */
	public static void check(long size, Supplier<String> subject) {
		if (size > MAX_BYTES) {
			throw tooLarge(subject.get() + " needs a request of up to " + size + " bytes");
		}
	}

	private static FunctionException tooLarge(String problem) {
		return new FunctionException(HttpStatus.INTERNAL_SERVER_ERROR,
				problem + ", and a sidecar takes at most " + MAX_BYTES, null);
	}

}
