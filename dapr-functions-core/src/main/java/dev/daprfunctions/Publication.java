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

package dev.daprfunctions;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Event of a publish output with a target of its own, which goes before that of the
 * annotation. If the data is a CloudEvent, its id, type, source and extensions are kept.
 *
 * @param <T> the type of the data
 * @param data the data of the event, {@code null} for an event with the data {@code null}
 * @param pubsub the name of the pub/sub component, or {@code null} for that of the
 * annotation
 * @param topic the topic, or {@code null} for that of the annotation
 * @param contentType the content type of the data, or {@code null} for that of the
 * annotation
 * @param rawPayload whether the data is published without an envelope, or {@code null}
 * for what the annotation says
 * @param ttl the time after which the event expires, in whole seconds, or {@code null}
 * for that of the annotation
 * @param metadata metadata of the request, added to that of the annotation, for example
 * {@code cloudevent.type}
 * @since 0.1.0
 * @see dev.daprfunctions.annotation.DaprPublish
 */
public record Publication<T>(@Nullable T data, @Nullable String pubsub, @Nullable String topic,
		@Nullable String contentType, @Nullable Boolean rawPayload, @Nullable Duration ttl,
		Map<String, String> metadata) {

	public Publication {
		Assert.isTrue(ttl == null || (ttl.toSeconds() > 0 && ttl.getNano() == 0),
				() -> "The ttl '" + ttl + "' is not a positive number of whole seconds");
		metadata = Map.copyOf(metadata);
	}

	/**
	 * Publishes to a topic of the annotation's pub/sub component.
	 * @param <T> the type of the data
	 * @param topic the topic
	 * @param data the data
	 * @return the event
	 */
	public static <T> Publication<T> of(String topic, @Nullable T data) {
		return builder(data).topic(topic).build();
	}

	/**
	 * Begins an event.
	 * @param <T> the type of the data
	 * @param data the data
	 * @return the builder
	 */
	public static <T> Builder<T> builder(@Nullable T data) {
		return new Builder<>(data);
	}

	/**
	 * Builder of a {@link Publication}.
	 *
	 * @param <T> the type of the data
	 */
	public static final class Builder<T> {

		private final @Nullable T data;

		private final Map<String, String> metadata = new LinkedHashMap<>();

		private @Nullable String pubsub;

		private @Nullable String topic;

		private @Nullable String contentType;

		private @Nullable Boolean rawPayload;

		private @Nullable Duration ttl;

		private Builder(@Nullable T data) {
			this.data = data;
		}

		/**
		 * Sets the pub/sub component.
		 * @param pubsub the name of the component
		 * @return this builder
		 */
		public Builder<T> pubsub(String pubsub) {
			this.pubsub = pubsub;
			return this;
		}

		/**
		 * Sets the topic.
		 * @param topic the topic
		 * @return this builder
		 */
		public Builder<T> topic(String topic) {
			this.topic = topic;
			return this;
		}

		/**
		 * Sets the content type of the data.
		 * @param contentType the content type
		 * @return this builder
		 */
		public Builder<T> contentType(String contentType) {
			this.contentType = contentType;
			return this;
		}

		/**
		 * Sets whether the data is published without an envelope.
		 * @param rawPayload {@code true} for the bare data
		 * @return this builder
		 */
		public Builder<T> rawPayload(boolean rawPayload) {
			this.rawPayload = rawPayload;
			return this;
		}

		/**
		 * Sets the time after which the event expires.
		 * @param ttl a positive number of whole seconds
		 * @return this builder
		 */
		public Builder<T> ttl(Duration ttl) {
			this.ttl = ttl;
			return this;
		}

		/**
		 * Adds metadata of the request.
		 * @param name the name
		 * @param value the value
		 * @return this builder
		 */
		public Builder<T> metadata(String name, String value) {
			this.metadata.put(name, value);
			return this;
		}

		/**
		 * Builds the event.
		 * @return the event
		 */
		public Publication<T> build() {
			return new Publication<>(this.data, this.pubsub, this.topic, this.contentType, this.rawPayload, this.ttl,
					this.metadata);
		}

	}

}
