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
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

import dev.daprfunctions.error.FunctionException;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpStatus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Tests for {@link Outputs} and {@link OutputReport}.
 */
class OutputsTests {

	private final List<String> written = new ArrayList<>();

	private final Outputs outputs = new Outputs("function 'f'");

	@Test
	void whenThereIsNothingToWriteThenItSucceeds() {
		this.outputs.write().block();
		assertThat(this.written).isEmpty();
	}

	@Test
	void whenThereAreBothStagesThenStateIsWrittenFirst() {
		this.outputs.add(succeeding(OutputWriter.Stage.MESSAGES), new Write("event"));
		OutputWriter<Write> state = succeeding(OutputWriter.Stage.STATE);
		this.outputs.add(state, new Write("a"));
		this.outputs.add(state, new Write("b"));
		this.outputs.write().block();
		assertThat(this.written).containsExactly("a", "b", "event");
	}

	@Test
	void whenNothingIsSubscribedToThenNothingIsWritten() {
		this.outputs.add(succeeding(OutputWriter.Stage.STATE), new Write("a"));
		assertThat(this.outputs.write()).isNotNull();
		assertThat(this.written).isEmpty();
	}

	@Test
	void whenStateFailsThenNothingElseIsSentAndTheFailureSaysSo() {
		this.outputs.add(succeeding(OutputWriter.Stage.MESSAGES), new Write("event"));
		this.outputs.add(failing(OutputWriter.Stage.STATE, HttpStatus.CONFLICT), new Write("a"));
		assertThatExceptionOfType(FunctionException.class).isThrownBy(() -> this.outputs.write().block())
			.satisfies((ex) -> assertThat(ex.getBody().getProperties()).containsEntry("sent", List.of())
				.containsEntry("notSent", List.of("event", "a"))
				.doesNotContainKey("unknown"));
		assertThat(this.written).isEmpty();
	}

	@Test
	void whenOneOfTwoWritersFailsThenTheOtherStillWrites() {
		this.outputs.add(failing(OutputWriter.Stage.MESSAGES, HttpStatus.BAD_GATEWAY), new Write("a"));
		this.outputs.add(succeeding(OutputWriter.Stage.MESSAGES), new Write("b"));
		assertThatExceptionOfType(FunctionException.class).isThrownBy(() -> this.outputs.write().block())
			.satisfies((ex) -> assertThat(ex.getBody().getProperties()).containsEntry("sent", List.of("b"))
				.containsEntry("notSent", List.of("a")));
	}

	@Test
	void whenOutcomeIsUnknownThenItIsListed() {
		OutputWriter<Write> writer = writer(OutputWriter.Stage.STATE, (writes, report) -> {
			report.sent(writes.get(0));
			report.unknown(writes.get(1));
			return Mono.error(failure(HttpStatus.GATEWAY_TIMEOUT));
		});
		this.outputs.add(writer, new Write("a"));
		this.outputs.add(writer, new Write("b"));
		this.outputs.add(writer, new Write("c"));
		assertThatExceptionOfType(FunctionException.class).isThrownBy(() -> this.outputs.write().block())
			.satisfies((ex) -> assertThat(ex.getBody().getProperties()).containsEntry("sent", List.of("a"))
				.containsEntry("unknown", List.of("b"))
				.containsEntry("notSent", List.of("c")));
	}

	@Test
	void whenSeveralFailuresAreNestedThenTheFirstIsGivenAndTheOthersAreSuppressed() {
		OutputWriter<Write> two = writer(OutputWriter.Stage.STATE, (writes, report) -> Mono
			.whenDelayError(Mono.error(failure(HttpStatus.CONFLICT)), Mono.error(failure(HttpStatus.BAD_GATEWAY))));
		this.outputs.add(two, new Write("a"));
		this.outputs.add(failing(OutputWriter.Stage.STATE, HttpStatus.GATEWAY_TIMEOUT), new Write("b"));
		assertThatExceptionOfType(FunctionException.class).isThrownBy(() -> this.outputs.write().block())
			.satisfies((ex) -> assertThat(ex.getStatusCode()).isEqualTo(HttpStatus.CONFLICT))
			.satisfies(
					(ex) -> assertThat(ex.getSuppressed()).filteredOn(FunctionException.class::isInstance).hasSize(2))
			.satisfies((ex) -> assertThat(ex.getBody().getProperties()).containsEntry("notSent", List.of("a", "b")));
	}

	@Test
	void whenOneWriterHasSeveralFailuresThenTheyAreTakenApart() {
		this.outputs.add(writer(OutputWriter.Stage.STATE, (writes, report) -> Mono
			.whenDelayError(Mono.error(failure(HttpStatus.CONFLICT)), Mono.error(failure(HttpStatus.BAD_GATEWAY)))),
				new Write("a"));
		assertThatExceptionOfType(FunctionException.class).isThrownBy(() -> this.outputs.write().block())
			.satisfies((ex) -> assertThat(ex.getBody().getProperties())
				.containsAllEntriesOf(Map.of("sent", List.of(), "notSent", List.of("a"))));
	}

	@Test
	void whenWriterThrowsThenResultFails() {
		this.outputs.add(writer(OutputWriter.Stage.STATE, (writes, report) -> {
			throw new IllegalStateException("thrown");
		}), new Write("a"));
		Mono<Void> result = this.outputs.write();
		assertThatIllegalStateException().isThrownBy(result::block).withMessage("thrown");
	}

	@Test
	void whenFurtherFailureIsUnexpectedThenItIsLogged() {
		this.outputs.add(failing(OutputWriter.Stage.MESSAGES, HttpStatus.BAD_GATEWAY), new Write("a"));
		this.outputs.add(writer(OutputWriter.Stage.MESSAGES,
				(writes, report) -> Mono.error(new IllegalStateException("unexpected"))), new Write("b"));
		try (CapturedLog log = new CapturedLog(FunctionInvoker.class)) {
			assertThatExceptionOfType(FunctionException.class).isThrownBy(() -> this.outputs.write().block());
			assertThat(log.lines()).containsExactly("ERROR An output of function 'f' failed");
		}
	}

	@Test
	void whenNothingIsReportedThenReportIsUntouched() {
		Write write = new Write("a");
		OutputReport report = new OutputReport(List.of(write));
		assertThat(report.isTouched()).isFalse();
		report.unknown(write);
		assertThat(report.isTouched()).isTrue();
	}

	private OutputWriter<Write> succeeding(OutputWriter.Stage stage) {
		return writer(stage, (writes, report) -> Mono.fromRunnable(() -> writes.forEach((write) -> {
			this.written.add(write.target());
			report.sent(write);
		})));
	}

	private OutputWriter<Write> failing(OutputWriter.Stage stage, HttpStatus status) {
		return writer(stage, (writes, report) -> Mono.error(failure(status)));
	}

	private static FunctionException failure(HttpStatus status) {
		return new FunctionException(status, "failed", null);
	}

	private static OutputWriter<Write> writer(OutputWriter.Stage stage,
			BiFunction<List<Write>, OutputReport, Mono<Void>> write) {
		return new OutputWriter<>() {

			@Override
			public Stage stage() {
				return stage;
			}

			@Override
			public Mono<Void> write(List<Write> writes, OutputReport report) {
				return write.apply(writes, report);
			}

		};
	}

	private record Write(String target) implements OutputWrite {

	}

}
