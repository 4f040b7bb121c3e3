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

/**
 * Binds a parameter of a function, or its return value, to a topic: events that are
 * published after the function has returned normally.
 * <p>
 * The parameter is an {@link dev.daprfunctions.OutputBinding OutputBinding} or an
 * {@link dev.daprfunctions.OutputCollector OutputCollector}, of the data itself, of a
 * {@code CloudEvent} that is published as it is, or of a
 * {@link dev.daprfunctions.Publication Publication}.
 * <p>
 * All texts may contain {@code ${setting}}, {@code #{bean expression}} and
 * {@code %Setting%}, resolved once when the application starts, and
 * {@code {parameter.property}} over the other parameters, resolved by each call.
 * {@code {{} and {@code }}} are literal braces.
 *
 * @since 0.1.0
 * @see <a href="https://docs.dapr.io/reference/api/pubsub_api/">Pub/sub API</a>
 */
@Target({ ElementType.PARAMETER, ElementType.METHOD, ElementType.ANNOTATION_TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface DaprPublish {

	/**
	 * Name of the pub/sub component.
	 * @return the name
	 */
	String pubsub();

	/**
	 * Topic to publish to.
	 * @return the topic; required unless each value is a
	 * {@link dev.daprfunctions.Publication Publication} with a topic
	 */
	String topic() default "";

	/**
	 * Content type of the data.
	 * @return the content type, by default {@code application/json}, for bytes
	 * {@code application/octet-stream}, for a CloudEvent
	 * {@code application/cloudevents+json}
	 */
	String contentType() default "";

	/**
	 * Whether the data is published without a CloudEvent envelope.
	 * @return {@code true} for the bare data
	 */
	boolean rawPayload() default false;

	/**
	 * Time after which an event expires, in Spring's duration form ({@code 30s},
	 * {@code PT1H}), in whole seconds.
	 * @return the time to live, by default none
	 */
	String ttl() default "";

	/**
	 * Whether several events of one call are published one after another in their order,
	 * stopping at the first failure. Otherwise they are published at once, without any
	 * order.
	 * @return {@code true} to keep the order
	 */
	boolean ordered() default false;

	/**
	 * Metadata of the request, each as {@code name=value}, for example
	 * {@code cloudevent.type=order}.
	 * @return the metadata
	 */
	String[] metadata() default {};

}
