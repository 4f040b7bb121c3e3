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

package dev.daprfunctions.samples.functions;

import dev.daprfunctions.annotation.DaprPublish;
import dev.daprfunctions.annotation.TopicFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.stereotype.Component;

@Component
class TopicFunctions {

	private static final Logger logger = LoggerFactory.getLogger(TopicFunctions.class);

	@TopicFunction(pubsub = "%PubSubName%", topic = "A")
	@DaprPublish(pubsub = "%PubSubName%", topic = "B")
	String transferEventBetweenTopics(String event) {
		logger.info("Transferring an event from topic A: {}", event);
		return "Transfer from Topic A: " + event;
	}

	@TopicFunction(pubsub = "%PubSubName%", topic = "B")
	void printTopicMessage(String event) {
		logger.info("Topic B received a message: {}", event);
	}

}
