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

package dev.daprfunctions.sidecar.pubsub;

import java.util.Locale;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;

/**
 * Content types that the Dapr runtime treats differently.
 *
 * @since 0.1.0
 */
public final class ContentTypes {

	static final String CLOUD_EVENT = "application/cloudevents+json";

	static final String JSON = "application/json";

	static final String BINARY = "application/octet-stream";

	private ContentTypes() {
	}

	/**
	 * Return whether a content type is a CloudEvent.
	 * @param contentType the content type
	 * @return {@code true} if it is
	 */
	public static boolean isCloudEvent(String contentType) {
		return is(CLOUD_EVENT, contentType);
	}

	/**
	 * Return whether a content type is JSON.
	 * @param contentType the content type
	 * @return {@code true} if it is
	 */
	public static boolean isJson(String contentType) {
		return is(JSON, contentType);
	}

	/**
	 * Return whether a content type is text.
	 * @param contentType the content type
	 * @return {@code true} if it is
	 */
	public static boolean isText(String contentType) {
		return contentType.toLowerCase(Locale.ROOT).startsWith("text/") || is("application/xml", contentType);
	}

	/**
	 * Return whether a content type is any bytes.
	 * @param contentType the content type
	 * @return {@code true} if it is
	 */
	public static boolean isBinary(String contentType) {
		return is(BINARY, contentType);
	}

	static boolean isProtobuf(String contentType, byte[] data) {
		return is("application/cloudevents+protobuf", contentType)
				|| (is("application/x-protobuf", contentType) && isProtobuf(data));
	}

	private static boolean isProtobuf(byte[] data) {
		try {
			UnknownFieldSet.parseFrom(data);
			return true;
		}
		catch (InvalidProtocolBufferException ex) {
			return false;
		}
	}

	private static boolean is(String expected, String contentType) {
		String lower = contentType.toLowerCase(Locale.ROOT);
		int semicolon = lower.indexOf(';');
		return lower.equals(expected) || (semicolon != -1 && lower.substring(0, semicolon).equals(expected));
	}

}
