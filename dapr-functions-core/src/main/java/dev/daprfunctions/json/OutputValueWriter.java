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

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

import org.springframework.util.function.SingletonSupplier;

/**
 * Writes the values of outputs as bytes: a {@code byte[]} and an {@link InputStream} as
 * they are, everything else as JSON.
 *
 * @since 0.1.0
 */
public final class OutputValueWriter {

	private final Supplier<ValueWriter> writer;

	OutputValueWriter(Supplier<ValueWriter> writer) {
		this.writer = SingletonSupplier.of(writer);
	}

	/**
	 * Writes a value.
	 * @param value the value
	 * @return the bytes; JSON in UTF-8
	 */
	public byte[] write(Object value) {
		if (value instanceof byte[] bytes) {
			return bytes;
		}
		if (value instanceof InputStream stream) {
			try (stream) {
				return stream.readAllBytes();
			}
			catch (IOException ex) {
				throw new UncheckedIOException("Cannot read the stream of an output", ex);
			}
		}
		return this.writer.get().write(value);
	}

	/**
	 * Writes a value, a text without quotes.
	 * @param value the value
	 * @return the bytes; texts and JSON in UTF-8
	 */
	public byte[] writeAsText(Object value) {
		return (value instanceof CharSequence text) ? text.toString().getBytes(StandardCharsets.UTF_8) : write(value);
	}

	/**
	 * Returns whether a value is written as the bytes that it is.
	 * @param value the value
	 * @return {@code true} for bytes and streams
	 */
	public static boolean isBinary(Object value) {
		return value instanceof byte[] || value instanceof InputStream;
	}

}
