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

package dev.daprfunctions.sidecar.schedule;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link CronSchedule}. The times are those of the Dapr runtime's own parser.
 */
class CronScheduleTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = true, value = {
			"* * * * * | 2026-01-31T00:00:00Z 2026-01-31T00:01:00Z 2026-01-31T00:02:00Z",
			"*/15 * * * * | 2026-01-31T00:00:00Z 2026-01-31T00:15:00Z 2026-01-31T00:30:00Z",
			"*/2 * * * * * | 2026-01-31T00:00:00Z 2026-01-31T00:00:02Z 2026-01-31T00:00:04Z",
			"0 30 * * * * | 2026-01-31T00:30:00Z 2026-01-31T01:30:00Z 2026-01-31T02:30:00Z",
			"15 * * * * * | 2026-01-31T00:00:15Z 2026-01-31T00:01:15Z 2026-01-31T00:02:15Z",
			"0 0 1 * * | 2026-02-01T00:00:00Z 2026-03-01T00:00:00Z 2026-04-01T00:00:00Z",
			"0 0 31 * * | 2026-01-31T00:00:00Z 2026-03-31T00:00:00Z 2026-05-31T00:00:00Z",
			"0 0 29 2 * | 2028-02-29T00:00:00Z 2032-02-29T00:00:00Z 2036-02-29T00:00:00Z", "0 0 30 2 * | none",
			"0 0 13 * 5 | 2026-02-06T00:00:00Z 2026-02-13T00:00:00Z 2026-02-20T00:00:00Z",
			"0 0 13 * FRI | 2026-02-06T00:00:00Z 2026-02-13T00:00:00Z 2026-02-20T00:00:00Z",
			"0 0 1,15 * mon-fri | 2026-02-01T00:00:00Z 2026-02-02T00:00:00Z 2026-02-03T00:00:00Z",
			"0 0 */2 * 1 | 2026-01-31T00:00:00Z 2026-02-01T00:00:00Z 2026-02-02T00:00:00Z",
			"0 0 */1 * 1 | 2026-02-02T00:00:00Z 2026-02-09T00:00:00Z 2026-02-16T00:00:00Z",
			"0 0 ? * 1 | 2026-02-02T00:00:00Z 2026-02-09T00:00:00Z 2026-02-16T00:00:00Z",
			"0 0 1 * ? | 2026-02-01T00:00:00Z 2026-03-01T00:00:00Z 2026-04-01T00:00:00Z",
			"0 12 1 jan,JUL * | 2026-07-01T12:00:00Z 2027-01-01T12:00:00Z 2027-07-01T12:00:00Z",
			"0 12 1 1-3 * | 2026-02-01T12:00:00Z 2026-03-01T12:00:00Z 2027-01-01T12:00:00Z",
			"5/15 * * * * | 2026-01-31T00:05:00Z 2026-01-31T00:20:00Z 2026-01-31T00:35:00Z",
			"10-20/5 * * * * | 2026-01-31T00:10:00Z 2026-01-31T00:15:00Z 2026-01-31T00:20:00Z",
			"0 0 * * 0 | 2026-02-01T00:00:00Z 2026-02-08T00:00:00Z 2026-02-15T00:00:00Z",
			"@hourly | 2026-01-31T00:00:00Z 2026-01-31T01:00:00Z 2026-01-31T02:00:00Z",
			"@daily | 2026-01-31T00:00:00Z 2026-02-01T00:00:00Z 2026-02-02T00:00:00Z",
			"@midnight | 2026-01-31T00:00:00Z 2026-02-01T00:00:00Z 2026-02-02T00:00:00Z",
			"@weekly | 2026-02-01T00:00:00Z 2026-02-08T00:00:00Z 2026-02-15T00:00:00Z",
			"@monthly | 2026-02-01T00:00:00Z 2026-03-01T00:00:00Z 2026-04-01T00:00:00Z",
			"@yearly | 2027-01-01T00:00:00Z 2028-01-01T00:00:00Z 2029-01-01T00:00:00Z",
			"@annually | 2027-01-01T00:00:00Z 2028-01-01T00:00:00Z 2029-01-01T00:00:00Z",
			"@every 1s | 2026-01-30T23:59:59.5Z 2026-01-31T00:00:00.5Z 2026-01-31T00:00:01.5Z",
			"@every 1h30m | 2026-01-31T01:29:58.5Z 2026-01-31T02:59:58.5Z 2026-01-31T04:29:58.5Z",
			"@every 500ms | 2026-01-30T23:59:59Z 2026-01-30T23:59:59.5Z 2026-01-31T00:00:00Z",
			"@every 1.5s | 2026-01-31T00:00:00Z 2026-01-31T00:00:01.5Z 2026-01-31T00:00:03Z",
			"TZ=Europe/Berlin 0 0 * * * | 2026-01-31T23:00:00Z 2026-02-01T23:00:00Z 2026-02-02T23:00:00Z",
			"CRON_TZ=America/New_York 0 0 * * * | 2026-01-31T05:00:00Z 2026-02-01T05:00:00Z 2026-02-02T05:00:00Z",
			"TZ=UTC @daily | 2026-01-31T00:00:00Z 2026-02-01T00:00:00Z 2026-02-02T00:00:00Z",
			"0 0 * * SUN-SAT | 2026-01-31T00:00:00Z 2026-02-01T00:00:00Z 2026-02-02T00:00:00Z",
			"0 0 * FEB MON | 2026-02-02T00:00:00Z 2026-02-09T00:00:00Z 2026-02-16T00:00:00Z",
			"' 0  0  *  *  * ' | 2026-01-31T00:00:00Z 2026-02-01T00:00:00Z 2026-02-02T00:00:00Z",
			"0 0 1-31/10 * 2 | 2026-01-31T00:00:00Z 2026-02-01T00:00:00Z 2026-02-03T00:00:00Z",
			"0 0 0 1 1 * | 2027-01-01T00:00:00Z 2028-01-01T00:00:00Z 2029-01-01T00:00:00Z",
			"0 0 12 * * MON-FRI | 2026-02-02T12:00:00Z 2026-02-03T12:00:00Z 2026-02-04T12:00:00Z" })
	void findsNextTimes(String schedule, String expected) {
		CronSchedule cron = CronSchedule.parse(schedule, ZoneOffset.UTC);
		List<String> times = new ArrayList<>();
		Optional<Instant> next = cron.next(Instant.parse("2026-01-30T23:59:58.5Z"));
		while (next.isPresent() && times.size() < 3) {
			times.add(next.get().toString().replaceFirst("(\\.[0-9]*?)0+Z", "$1Z"));
			next = cron.next(next.get());
		}
		assertThat((times.isEmpty()) ? "none" : String.join(" ", times)).isEqualTo(expected);
	}

	@ParameterizedTest
	@ValueSource(strings = { "0 0 * * 7", "0 0 * * 6-0", "0 22-2 * * *", "60 * * * *", "* 24 * * *", "0 0 0 * *",
			"0 0 1 13 *", "* * * *", "* * * * * * *", "* * * * L", "0 0 L * *", "0 0 15W * *", "0 0 * * 5#2",
			"a * * * *", "*/0 * * * *", "-1 * * * *", "1-2-3 * * * *", "1/2/3 * * * *", "@every 1d", "@every",
			"@Hourly", "@reboot", "CRON_TZ=Nowhere/None 0 0 * * *", "TZ=UTC" })
	void refusesNonsense(String schedule) {
		assertThatIllegalArgumentException().isThrownBy(() -> CronSchedule.parse(schedule, ZoneOffset.UTC));
	}

	@Test
	void usesDefaultZone() {
		CronSchedule cron = CronSchedule.parse("0 12 * * *", ZoneId.of("Asia/Tokyo"));
		assertThat(cron.next(Instant.parse("2026-01-30T23:59:58.5Z"))).contains(Instant.parse("2026-01-31T03:00:00Z"));
	}

}
