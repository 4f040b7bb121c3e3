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

package dev.daprfunctions.json;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import io.dapr.client.domain.CloudEvent;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.ResolvableType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link OutputValueWriter}.
 */
class OutputValueWriterTests {

	private final JsonMapper jsonMapper = JsonMapper.builder().build();

	private final OutputValueWriter writer = new OutputValueWriters(this.jsonMapper).of(Object.class);

	@Test
	void whenValueIsBinaryThenItIsWrittenAsItIs() {
		byte[] bytes = { 1, 2, 3 };
		AtomicBoolean closed = new AtomicBoolean();
		InputStream stream = new ByteArrayInputStream(bytes) {

			@Override
			public void close() {
				closed.set(true);
			}

		};
		assertThat(this.writer.write(bytes)).isSameAs(bytes);
		assertThat(this.writer.write(stream)).isEqualTo(bytes);
		assertThat(closed).isTrue();
		assertThat(this.writer.writeAsText(bytes)).isSameAs(bytes);
		assertThat(OutputValueWriter.isBinary(bytes)).isTrue();
		assertThat(OutputValueWriter.isBinary(stream)).isTrue();
		assertThat(OutputValueWriter.isBinary("text")).isFalse();
	}

	@Test
	void whenStreamCannotBeReadThenItFails() {
		InputStream broken = new InputStream() {

			@Override
			public int read() throws IOException {
				throw new IOException("broken");
			}

		};
		assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> this.writer.write(broken))
			.withMessage("Cannot read the stream of an output")
			.withRootCauseInstanceOf(IOException.class);
	}

	@Test
	void whenValueIsATextThenItHasQuotesUnlessItIsToBeText() {
		assertThat(text(this.writer.write("é\""))).isEqualTo("\"é\\\"\"");
		assertThat(text(this.writer.writeAsText("é\""))).isEqualTo("é\"");
		assertThat(text(this.writer.writeAsText(new StringBuilder("x")))).isEqualTo("x");
		assertThat(text(this.writer.writeAsText(List.of(1)))).isEqualTo("[1]");
	}

	@Test
	void whenTypeIsAContainerThenElementsKeepTheirTypeIds() {
		OutputValueWriter shapes = new OutputValueWriters(this.jsonMapper)
			.of(ResolvableType.forClassWithGenerics(List.class, Shape.class).getType());
		assertThat(text(shapes.write(List.of(new Circle(1))))).isEqualTo("[{\"@type\":\"circle\",\"radius\":1}]");
	}

	@Test
	void whenCloudEventHasUnsetAttributesThenTheyAreLeftOut() {
		CloudEvent<Object> event = new CloudEvent<>();
		event.setId("1");
		event.setTime(OffsetDateTime.parse("2026-02-28T10:00:00Z"));
		event.setData(new Named("n"));
		assertThat(this.jsonMapper.readTree(this.writer.write(event))).isEqualTo(
				this.jsonMapper.readTree("{\"id\":\"1\",\"time\":\"2026-02-28T10:00:00Z\",\"data\":{\"name\":\"n\"}}"));
	}

	@Test
	void whenCloudEventHasBinaryDataThenItIsBase64() {
		CloudEvent<Object> event = new CloudEvent<>();
		event.setBinaryData(new byte[] { 1, 2 });
		assertThat(text(this.writer.write(event))).isEqualTo("{\"data_base64\":\"AQI=\"}");
	}

	@Test
	void whenOtherValuesHaveUnsetPropertiesThenTheMapperDecides() {
		assertThat(text(this.writer.write(new Named(null)))).isEqualTo("{\"name\":null}");
	}

	private static String text(byte[] bytes) {
		return new String(bytes, StandardCharsets.UTF_8);
	}

	record Named(String name) {

	}

	@JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
	interface Shape {

	}

	@JsonTypeName("circle")
	record Circle(int radius) implements Shape {

	}

}
