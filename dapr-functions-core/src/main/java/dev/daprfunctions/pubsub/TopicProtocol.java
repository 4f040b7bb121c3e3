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

import dev.daprfunctions.TopicResult;
import dev.daprfunctions.error.FunctionException;
import dev.daprfunctions.function.BoundParameter;
import dev.daprfunctions.function.FailureResponses;
import dev.daprfunctions.function.FunctionDefinition;
import dev.daprfunctions.function.FunctionMethod;
import dev.daprfunctions.function.FunctionParameter;
import dev.daprfunctions.function.PayloadBinder;
import dev.daprfunctions.function.TriggerRequest;
import dev.daprfunctions.function.TriggerResponse;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;

/**
 * Delivery of single events. An event is acknowledged by an empty 200, dropped by a 200
 * that says so, and delivered again after a 500: a 404 would drop it, and a 2xx with
 * problem details would acknowledge it.
 *
 * @see <a href="https://docs.dapr.io/reference/api/pubsub_api/#expected-http-response">
 * Expected HTTP response of a subscriber</a>
 */
final class TopicProtocol implements SubscribedProtocol {

	private static final String DROP = "{\"status\":\"DROP\"}";

	private final TopicSubscription subscription;

	private final TopicEventReader reader;

	private final EventValues values;

	private final TopicFailures failures;

	TopicProtocol(TopicSubscription subscription, TopicEventReader reader, EventValues values, TopicFailures failures) {
		this.subscription = subscription;
		this.reader = reader;
		this.values = values;
		this.failures = failures;
	}

	@Override
	public TopicSubscription subscription() {
		return this.subscription;
	}

	@Override
	public BoundParameter bindPayload(FunctionParameter parameter, PayloadBinder payloads) {
		EventValue value = this.values.of(parameter, parameter.valueType(), payloads);
		return BoundParameter.argument((request) -> value.of(((EventRequest) request).content()));
	}

	@Override
	public void checkReturnType(FunctionMethod method, boolean output) {
		TopicResults.check(method, output, false);
	}

	@Override
	public TriggerRequest open(TriggerRequest request) {
		return new EventRequest(request, this.reader);
	}

	@Override
	public TriggerResponse respond(FunctionDefinition function, TriggerRequest request, @Nullable Object returned) {
		return switch (TopicResults.orSuccess(returned)) {
			case SUCCESS -> TriggerResponse.empty();
			case DROP -> TopicResults.json(DROP);
			case RETRY -> throw new RetryException(function);
		};
	}

	@Override
	public TriggerResponse respondToFailure(FunctionDefinition function, TriggerRequest request, Throwable failure,
			FailureResponses responses) {
		Throwable cause = FailureResponses.unwrap(failure);
		if (this.failures.resultOf(cause) == TopicResult.DROP) {
			TopicResults.log(function + " drops its event", cause);
			return TopicResults.json(DROP);
		}
		return responses.respond(function, request, cause, HttpStatus.INTERNAL_SERVER_ERROR);
	}

	/**
	 * Request with one event.
	 */
	private static final class EventRequest extends TopicRequest<TopicEvent> {

		private final TopicEventReader reader;

		private EventRequest(TriggerRequest delegate, TopicEventReader reader) {
			super(delegate);
			this.reader = reader;
		}

		@Override
		TopicEvent read(byte[] body) {
			return this.reader.read(body);
		}

	}

	/**
	 * A function asked for its event to be delivered again.
	 */
	private static final class RetryException extends FunctionException {

		private RetryException(FunctionDefinition function) {
			super(HttpStatus.INTERNAL_SERVER_ERROR, "The " + function + " asked for the event to be delivered again",
					null);
		}

	}

}
