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

package dev.daprfunctions.test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/**
 * Assertions about what the application sent. They wait until they hold, for five seconds
 * unless told otherwise; those that something more could break wait before that until the
 * application has processed all events. Expected contents are bytes, or anything whose
 * JSON is compared.
 *
 * @param <M> the type of what was sent
 * @since 0.1.0
 */
public final class RecordingsAssert<M extends RecordedMessage>
		extends AbstractAssert<RecordingsAssert<M>, Recordings<M>> {

	private Patience patience;

	RecordingsAssert(Recordings<M> actual, Patience patience) {
		super(actual, RecordingsAssert.class);
		this.patience = patience;
	}

	/**
	 * Wait for another time.
	 * @param timeout how long to wait
	 * @return this
	 */
	public RecordingsAssert<M> within(Duration timeout) {
		this.patience = this.patience.within(timeout);
		return this;
	}

	/**
	 * Verify that nothing was sent.
	 * @return this
	 */
	public RecordingsAssert<M> isEmpty() {
		return hasSize(0);
	}

	/**
	 * Verify how much was sent.
	 * @param expected the number
	 * @return this
	 */
	public RecordingsAssert<M> hasSize(int expected) {
		this.patience.settledUntil(() -> {
			int size = this.actual.list().size();
			if (size != expected) {
				throw failure("%s: expected %d, but there were %d. Recorded: %s", this.actual, expected, size,
						this.actual.describe());
			}
		});
		return this;
	}

	/**
	 * Verify that a content was sent, whatever else was.
	 * @param content the content
	 * @return this
	 */
	public RecordingsAssert<M> contains(@Nullable Object content) {
		this.patience.until(() -> {
			if (this.actual.list().stream().noneMatch((message) -> message.content().is(content))) {
				throw failed(content);
			}
		});
		return this;
	}

	/**
	 * Verify that exactly these contents were sent, in this order.
	 * @param contents the contents
	 * @return this
	 */
	public RecordingsAssert<M> containsExactly(@Nullable Object... contents) {
		this.patience.settledUntil(() -> {
			List<M> messages = this.actual.list();
			boolean same = messages.size() == contents.length;
			for (int i = 0; same && i < contents.length; i++) {
				same = messages.get(i).content().is(contents[i]);
			}
			if (!same) {
				throw failed(contents);
			}
		});
		return this;
	}

	/**
	 * Verify that exactly these contents were sent, in any order.
	 * @param contents the contents
	 * @return this
	 */
	public RecordingsAssert<M> containsExactlyInAnyOrder(@Nullable Object... contents) {
		this.patience.settledUntil(() -> {
			List<M> rest = new ArrayList<>(this.actual.list());
			boolean found = Arrays.stream(contents).allMatch((content) -> remove(rest, content));
			if (!found || !rest.isEmpty()) {
				throw failed(contents);
			}
		});
		return this;
	}

	private static <M extends RecordedMessage> boolean remove(List<M> messages, @Nullable Object content) {
		for (M message : messages) {
			if (message.content().is(content)) {
				return messages.remove(message);
			}
		}
		return false;
	}

	/**
	 * Verify that at least one was sent that satisfies requirements.
	 * @param requirements the requirements
	 * @return this
	 */
	public RecordingsAssert<M> anySatisfy(Consumer<M> requirements) {
		this.patience.until(() -> {
			List<AssertionError> failures = new ArrayList<>();
			for (M message : this.actual.list()) {
				try {
					requirements.accept(message);
					return;
				}
				catch (AssertionError ex) {
					failures.add(ex);
				}
			}
			AssertionError failure = failure("%s: expected one that satisfies the requirements. Recorded: %s%s",
					this.actual, this.actual.describe(),
					failures.stream().map((ex) -> "%n%s".formatted(ex.getMessage())).collect(Collectors.joining()));
			failures.forEach(failure::addSuppressed);
			throw failure;
		});
		return this;
	}

	private AssertionError failed(@Nullable Object... contents) {
		String expected = Arrays.stream(contents)
			.map((content) -> "%n  %s".formatted(describe(content)))
			.collect(Collectors.joining());
		return failure("%s: expected%s%nbut recorded was: %s", this.actual, expected, this.actual.describe());
	}

	private String describe(@Nullable Object content) {
		return this.actual.list()
			.stream()
			.findFirst()
			.map((message) -> message.content().describe(content))
			.orElseGet(() -> (content instanceof byte[] bytes) ? new String(bytes) : String.valueOf(content));
	}

}
