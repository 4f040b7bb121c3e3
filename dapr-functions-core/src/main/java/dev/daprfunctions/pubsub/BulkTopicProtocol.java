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

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import dev.daprfunctions.TopicResult;
import dev.daprfunctions.error.FunctionException;
import dev.daprfunctions.error.UnreadablePayloadException;
import dev.daprfunctions.function.BoundParameter;
import dev.daprfunctions.function.FailureResponses;
import dev.daprfunctions.function.FunctionDefinition;
import dev.daprfunctions.function.FunctionMethod;
import dev.daprfunctions.function.FunctionParameter;
import dev.daprfunctions.function.PayloadBinder;
import dev.daprfunctions.function.TriggerRequest;
import dev.daprfunctions.function.TriggerResponse;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpStatus;

/**
 * Delivery of several events at a time: the answer is 200 with one status for each entry,
 * and an entry that cannot be read does not keep the others from the function.
 *
 * @see <a href=
 * "https://docs.dapr.io/developing-applications/building-blocks/pubsub/pubsub-bulk/">Bulk
 * messages</a>
 */
final class BulkTopicProtocol implements SubscribedProtocol {

	private static final Log logger = LogFactory.getLog(BulkTopicProtocol.class);

	private final TopicSubscription subscription;

	private final TopicEventReader reader;

	private final JsonMapper jsonMapper;

	private final TopicFailures failures;

	private boolean returnsResults;

	BulkTopicProtocol(TopicSubscription subscription, TopicEventReader reader, JsonMapper jsonMapper,
			TopicFailures failures) {
		this.subscription = subscription;
		this.reader = reader;
		this.jsonMapper = jsonMapper;
		this.failures = failures;
	}

	@Override
	public TopicSubscription subscription() {
		return this.subscription;
	}

	@Override
	public BoundParameter bindPayload(FunctionParameter parameter, PayloadBinder payloads) {
		if (parameter.rawType() != List.class) {
			throw parameter.invalid("receives events in bulk, but is no List",
					"Use List<T> or List<CloudEvent<T>>, or remove bulk = true.", null);
		}
		EventValue value = new EventValues(this.jsonMapper, false).of(parameter, parameter.typeArgument(), payloads);
		return BoundParameter.argument((request) -> events((BulkRequest) request, value, parameter));
	}

	private List<@Nullable Object> events(BulkRequest request, EventValue value, FunctionParameter parameter)
			throws IOException {
		List<@Nullable Object> events = new ArrayList<>();
		for (BulkEntry entry : request.content()) {
			try {
				events.add(value.of(entry.event()));
				entry.setDelivered();
			}
			catch (UnreadablePayloadException ex) {
				entry.setResult(this.failures.resultOf(ex));
				logger.warn("Entry '" + entry.id() + "' for " + parameter.describeInCall() + " answers "
						+ this.failures.resultOf(ex) + ": " + ex.getMessage());
			}
		}
		return Collections.unmodifiableList(events);
	}

	@Override
	public void checkReturnType(FunctionMethod method, boolean output) {
		TopicResults.check(method, output, true);
		this.returnsResults = !output && TopicResults.isResult(method.returnType(), true);
	}

	@Override
	public TriggerRequest open(TriggerRequest request) {
		return new BulkRequest(request, this.reader);
	}

	@Override
	public boolean isCallable(TriggerRequest request) {
		return ((BulkRequest) request).deliver().stream().anyMatch(BulkEntry::isDelivered);
	}

	@Override
	public TriggerResponse respond(FunctionDefinition function, TriggerRequest request, @Nullable Object returned) {
		List<BulkEntry> entries = entries(request);
		List<BulkEntry> delivered = entries.stream().filter(BulkEntry::isDelivered).toList();
		if (this.returnsResults && returned instanceof List<?> results) {
			if (results.size() != delivered.size()) {
				throw new FunctionException(HttpStatus.INTERNAL_SERVER_ERROR, "The " + function + " returned "
						+ results.size() + " results for " + delivered.size() + " events", null);
			}
			for (int i = 0; i < results.size(); i++) {
				delivered.get(i).setResult(TopicResults.orSuccess(results.get(i)));
			}
		}
		else {
			delivered.forEach((entry) -> entry.setResult(TopicResult.SUCCESS));
		}
		return statuses(entries);
	}

	@Override
	public TriggerResponse respondToFailure(FunctionDefinition function, TriggerRequest request, Throwable failure,
			FailureResponses responses) {
		Throwable cause = FailureResponses.unwrap(failure);
		List<BulkEntry> entries = entries(request);
		if (entries.isEmpty()) {
			return responses.respond(function, request, cause, HttpStatus.INTERNAL_SERVER_ERROR);
		}
		TopicResult result = this.failures.resultOf(cause);
		List<BulkEntry> concerned = entries.stream()
			.filter((entry) -> entry.isDelivered() || entry.result() == null)
			.toList();
		concerned.forEach((entry) -> entry.setResult(result));
		TopicResults.log(function + " answers " + result + " for " + concerned.size() + " events", cause);
		return statuses(entries);
	}

	private static List<BulkEntry> entries(TriggerRequest request) {
		try {
			return ((BulkRequest) request).content();
		}
		catch (IOException | FunctionException ex) {
			return List.of();
		}
	}

	private TriggerResponse statuses(List<BulkEntry> entries) {
		List<Status> statuses = entries.stream()
			.map((entry) -> new Status(entry.id(), String.valueOf(entry.result())))
			.toList();
		return TopicResults.json(this.jsonMapper.writeValueAsString(new Statuses(statuses)));
	}

	/**
	 * Body of the answer.
	 *
	 * @param statuses the status of each entry
	 */
	record Statuses(List<Status> statuses) {
	}

	/**
	 * Status of one entry.
	 *
	 * @param entryId the id of the entry
	 * @param status the status
	 */
	record Status(String entryId, String status) {
	}

	/**
	 * Request with several events.
	 */
	private static final class BulkRequest extends TopicRequest<List<BulkEntry>> {

		private final TopicEventReader reader;

		private BulkRequest(TriggerRequest delegate, TopicEventReader reader) {
			super(delegate);
			this.reader = reader;
		}

		@Override
		List<BulkEntry> read(byte[] body) {
			return BulkEntry.read(body, this.reader);
		}

		private List<BulkEntry> deliver() {
			List<BulkEntry> entries = contentIfRead();
			if (entries != null) {
				return entries;
			}
			try {
				entries = content();
			}
			catch (IOException ex) {
				throw new UncheckedIOException("Cannot read the body", ex);
			}
			entries.forEach(BulkEntry::setDelivered);
			return entries;
		}

	}

}
