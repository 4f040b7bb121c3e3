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

package dev.daprfunctions.pubsub;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.daprfunctions.annotation.TopicFunction;
import dev.daprfunctions.expression.AnnotationTexts;
import dev.daprfunctions.expression.TextTemplateParser;
import dev.daprfunctions.function.FunctionRoute;
import dev.daprfunctions.function.Trigger;
import dev.daprfunctions.function.TriggerProtocol;
import dev.daprfunctions.function.TriggerResolver;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.Assert;
import org.springframework.util.StringUtils;
import org.springframework.web.bind.annotation.RequestMethod;

/**
 * Reads {@link TopicFunction} annotations.
 *
 * @since 0.1.0
 */
public final class TopicTriggerResolver implements TriggerResolver {

	private final AnnotationTexts texts;

	private final JsonMapper jsonMapper;

	private final boolean dropUnreadable;

	private final boolean wholeEvents;

	/**
	 * Creates a resolver.
	 * @param parser resolves settings in attributes
	 * @param jsonMapper the application's mapper
	 * @param dropUnreadable whether an event that cannot be read is dropped, instead of
	 * being delivered again
	 */
	public TopicTriggerResolver(TextTemplateParser parser, JsonMapper jsonMapper, boolean dropUnreadable) {
		this(parser, jsonMapper, dropUnreadable, false);
	}

	/**
	 * Creates a resolver.
	 * @param parser resolves settings in attributes
	 * @param jsonMapper the application's mapper
	 * @param dropUnreadable whether an event that cannot be read is dropped, instead of
	 * being delivered again
	 * @param wholeEvents whether texts, bytes, streams and JSON trees get the whole event
	 * instead of its data
	 */
	public TopicTriggerResolver(TextTemplateParser parser, JsonMapper jsonMapper, boolean dropUnreadable,
			boolean wholeEvents) {
		this.wholeEvents = wholeEvents;
		this.texts = new AnnotationTexts(parser, List.of());
		this.jsonMapper = jsonMapper;
		this.dropUnreadable = dropUnreadable;
	}

	@Override
	public Class<? extends Annotation> annotationType() {
		return TopicFunction.class;
	}

	@Override
	public Trigger resolve(Method method) {
		TopicFunction annotation = AnnotatedElementUtils.findMergedAnnotation(method, TopicFunction.class);
		Assert.notNull(annotation, "Method must be annotated");
		TopicSubscription subscription = subscription(annotation, method);
		TopicFailures failures = new TopicFailures(List.of(annotation.dropOn()), this.dropUnreadable);
		TriggerProtocol protocol = (annotation.bulk())
				? new BulkTopicProtocol(subscription, new TopicEventReader(this.jsonMapper), this.jsonMapper, failures)
				: new TopicProtocol(subscription, new TopicEventReader(this.jsonMapper),
						new EventValues(this.jsonMapper, this.wholeEvents), failures);
		return new Trigger(Trigger.Kind.TOPIC, method.getName(),
				FunctionRoute.of(subscription.path(), RequestMethod.POST), protocol);
	}

	private TopicSubscription subscription(TopicFunction annotation, Method method) {
		String pubsub = this.texts.constant(annotation.pubsub());
		Assert.isTrue(StringUtils.hasText(pubsub), "the pubsub is empty");
		String topic = (annotation.topic().isEmpty()) ? method.getName() : this.texts.constant(annotation.topic());
		Assert.isTrue(StringUtils.hasText(topic), "the topic is empty");
		String match = this.texts.constant(annotation.match());
		Map<String, String> metadata = new LinkedHashMap<>(this.texts.constantMetadata(annotation.metadata()));
		if (annotation.rawPayload()) {
			metadata.put(TopicSubscription.RAW_PAYLOAD, "true");
		}
		return new TopicSubscription(pubsub, topic, path(annotation, topic, method), match, annotation.priority(),
				this.texts.constant(annotation.deadLetterTopic()), bulk(annotation), metadata);
	}

	private String path(TopicFunction annotation, String topic, Method method) {
		String path = this.texts.constant(annotation.path());
		if (path.isEmpty()) {
			path = (annotation.match().isEmpty()) ? topic : topic + "/" + method.getName();
		}
		return "/" + StringUtils.trimLeadingCharacter(path, '/');
	}

	private static TopicSubscription.Bulk bulk(TopicFunction annotation) {
		if (!annotation.bulk()) {
			return TopicSubscription.Bulk.NONE;
		}
		Assert.isTrue(annotation.maxMessagesCount() > 0, "maxMessagesCount is not positive");
		Assert.isTrue(annotation.maxAwaitDurationMs() > 0, "maxAwaitDurationMs is not positive");
		return new TopicSubscription.Bulk(true, annotation.maxMessagesCount(), annotation.maxAwaitDurationMs());
	}

}
