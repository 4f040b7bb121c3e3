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

import java.util.List;

import dev.daprfunctions.annotation.DaprPublish;
import dev.daprfunctions.expression.AnnotationTexts;
import dev.daprfunctions.expression.MetadataTemplate;
import dev.daprfunctions.expression.TextTemplate;
import dev.daprfunctions.expression.TextTemplateParser;
import dev.daprfunctions.expression.TextVariable;
import org.jspecify.annotations.Nullable;

import org.springframework.util.Assert;

/**
 * Topic that an annotation names, as far as it is known at the start.
 *
 * @param pubsub the name of the pub/sub component
 * @param topic the topic, or {@code null} if each event brings its own
 * @param contentType the content type, or {@code null} for that of the value
 * @param rawPayload whether events have no envelope
 * @param ttl the time to live in seconds, or {@code null}
 * @param ordered whether events are published in their order
 * @param metadata the metadata of the requests
 */
record PublishTarget(TextTemplate pubsub, @Nullable TextTemplate topic, @Nullable String contentType,
		boolean rawPayload, @Nullable Long ttl, boolean ordered, MetadataTemplate metadata) {

	static PublishTarget compile(DaprPublish annotation, TextTemplateParser parser, List<TextVariable> variables,
			boolean topicRequired) {
		AnnotationTexts texts = new AnnotationTexts(parser, variables);
		String contentType = texts.constant(annotation.contentType());
		Assert.isTrue(contentType.isEmpty() || contentType.contains("/"),
				() -> "the contentType '" + contentType + "' is not written 'type/subtype'");
		return new PublishTarget(texts.required("pubsub", annotation.pubsub()),
				(topicRequired) ? texts.required("topic", annotation.topic())
						: texts.optional("topic", annotation.topic()),
				(contentType.isEmpty()) ? null : contentType, annotation.rawPayload(), texts.ttl(annotation.ttl()),
				annotation.ordered(), texts.metadata(annotation.metadata()));
	}

}
