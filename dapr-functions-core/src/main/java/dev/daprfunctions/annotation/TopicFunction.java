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

package dev.daprfunctions.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.aot.hint.annotation.Reflective;

/**
 * Makes a method of a bean a function that receives the events of a topic.
 * <p>
 * The one parameter without an annotation is the payload: the data of the event
 * ({@code T}, {@code String}, {@code byte[]}, {@code JsonNode}, {@code InputStream}), or
 * the whole event ({@code CloudEvent<T>} of the Dapr SDK, or
 * {@code io.cloudevents.CloudEvent}); with {@link #bulk()} a {@code List} of either. The
 * method returns nothing, a {@link dev.daprfunctions.TopicResult TopicResult} (with
 * {@link #bulk()} a {@code List} of them in the order of the events), or the value of an
 * output. A function that throws has its event delivered again.
 *
 * @since 0.1.0
 * @see <a href=
 * "https://docs.dapr.io/developing-applications/building-blocks/pubsub/subscription-methods/">
 * Subscriptions</a>
 */
@Target({ ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Reflective
public @interface TopicFunction {

	/**
	 * Name of the pub/sub component.
	 * @return the name
	 */
	String pubsub();

	/**
	 * Topic to subscribe to.
	 * @return the topic, by default the name of the method
	 */
	String topic() default "";

	/**
	 * Path on which the sidecar delivers the events, unique in the application.
	 * @return the path, by default {@code /{topic}}, with {@link #match()}
	 * {@code /{topic}/{method name}}
	 */
	String path() default "";

	/**
	 * Rule in the Common Expression Language that an event must match, for example
	 * {@code event.type == "order"}. Functions with rules share the subscription of their
	 * topic; the function without one gets what no rule matches.
	 * @return the rule, by default none
	 */
	String match() default "";

	/**
	 * Order in which the rules of a topic are tried, the lowest first.
	 * @return the priority
	 */
	int priority() default 0;

	/**
	 * Topic that gets the events that could not be processed.
	 * @return the topic, by default none
	 */
	String deadLetterTopic() default "";

	/**
	 * Whether the events of the topic have no CloudEvent envelope.
	 * @return {@code true} for bare payloads
	 */
	boolean rawPayload() default false;

	/**
	 * Whether events are delivered several at a time, to a parameter that is a
	 * {@code List}.
	 * @return {@code true} for bulk delivery
	 */
	boolean bulk() default false;

	/**
	 * Most events in one bulk delivery.
	 * @return a positive number
	 */
	int maxMessagesCount() default 100;

	/**
	 * Longest time to wait for a bulk to fill, in milliseconds.
	 * @return a positive number
	 */
	int maxAwaitDurationMs() default 1000;

	/**
	 * Metadata of the subscription, each as {@code name=value}.
	 * @return the metadata
	 */
	String[] metadata() default {};

	/**
	 * Exceptions after which an event is dropped, or sent to the dead-letter topic,
	 * instead of being delivered again.
	 * @return the types of the exceptions, their subclasses included
	 */
	Class<? extends Throwable>[] dropOn() default {};

}
