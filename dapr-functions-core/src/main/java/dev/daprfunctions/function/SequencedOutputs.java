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

package dev.daprfunctions.function;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

import dev.daprfunctions.OutputBinding;
import dev.daprfunctions.OutputCollector;
import dev.daprfunctions.StateEntry;
import org.jspecify.annotations.Nullable;

/**
 * Holders and state entries that know in which order their values were set, so that the
 * last one set wins where several are written to one place.
 */
final class SequencedOutputs {

	private static final AtomicLong sequence = new AtomicLong();

	private SequencedOutputs() {
	}

	/**
	 * Value and the place in the order of all values.
	 *
	 * @param order the place in the order
	 * @param value the value
	 */
	record SetValue(long order, @Nullable Object value) {

		static final Comparator<SetValue> ORDER = Comparator.comparingLong(SetValue::order);

		private static SetValue of(@Nullable Object value) {
			return new SetValue(sequence.incrementAndGet(), value);
		}

	}

	/**
	 * Holder of one value.
	 */
	static final class Binding implements OutputBinding<Object> {

		private @Nullable SetValue current;

		@Override
		public void setValue(@Nullable Object value) {
			this.current = SetValue.of(value);
		}

		@Override
		public @Nullable Object getValue() {
			return (this.current != null) ? this.current.value() : null;
		}

		@Override
		public boolean isSet() {
			return this.current != null;
		}

		@Nullable SetValue current() {
			return this.current;
		}

		@Override
		public String toString() {
			return (this.current != null) ? "OutputBinding[" + this.current.value() + "]" : "OutputBinding[not set]";
		}

	}

	/**
	 * Holder of several values, which may be added by several threads of one function.
	 */
	static final class Collector implements OutputCollector<Object> {

		private final List<SetValue> added = new ArrayList<>();

		@Override
		public synchronized void add(@Nullable Object value) {
			this.added.add(SetValue.of(value));
		}

		@Override
		public synchronized List<@Nullable Object> values() {
			List<@Nullable Object> values = new ArrayList<>(this.added.size());
			this.added.forEach((set) -> values.add(set.value()));
			return Collections.unmodifiableList(values);
		}

		synchronized List<SetValue> added() {
			return List.copyOf(this.added);
		}

		@Override
		public String toString() {
			return "OutputCollector" + values();
		}

	}

	/**
	 * State entry.
	 */
	static final class Entry implements StateEntry<Object> {

		private final @Nullable String etag;

		private SetValue current;

		private boolean changed;

		Entry(@Nullable Object value, @Nullable String etag) {
			this.etag = etag;
			this.current = new SetValue(0, value);
		}

		@Override
		public @Nullable Object get() {
			return this.current.value();
		}

		@Override
		public boolean isPresent() {
			return this.current.value() != null;
		}

		@Override
		public void set(Object value) {
			change(value);
		}

		@Override
		public void update(UnaryOperator<@Nullable Object> update) {
			change(update.apply(get()));
		}

		@Override
		public void delete() {
			change(null);
		}

		private void change(@Nullable Object value) {
			this.current = SetValue.of(value);
			this.changed = true;
		}

		@Override
		public @Nullable String etag() {
			return this.etag;
		}

		@Override
		public boolean isChanged() {
			return this.changed;
		}

		/**
		 * Returns this entry with the place of its last change.
		 * @return the change, or {@code null} if there was none
		 */
		@Nullable SetValue current() {
			return (this.changed) ? new SetValue(this.current.order(), this) : null;
		}

		@Override
		public String toString() {
			return "StateEntry[" + get() + ", etag=" + this.etag + ((this.changed) ? ", changed]" : "]");
		}

	}

}
