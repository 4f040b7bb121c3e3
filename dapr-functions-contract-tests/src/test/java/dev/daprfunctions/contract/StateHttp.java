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

package dev.daprfunctions.contract;

/**
 * Calls of the state API over HTTP.
 */
final class StateHttp {

	static final String STORE = "/v1.0/state/statestore";

	private final Contract contract;

	StateHttp(Contract contract) {
		this.contract = contract;
	}

	Answer save(String body) {
		return this.contract.send("POST", STORE, body);
	}

	Answer saveOne(String key, String value, String... fields) {
		String more = (fields.length > 0) ? "," + String.join(",", fields) : "";
		return save("[{\"key\":\"%s\",\"value\":%s%s}]".formatted(key, value, more));
	}

	Answer get(String key) {
		return this.contract.send("GET", STORE + "/" + key);
	}

	Answer delete(String key, String... headers) {
		return this.contract.send("DELETE", STORE + "/" + key, null, headers);
	}

	String etag(String key) {
		return get(key).header("Etag");
	}

	Answer bulk(String body) {
		return this.contract.send("POST", STORE + "/bulk", body);
	}

	Answer transact(String... operations) {
		return this.contract.send("POST", STORE + "/transaction",
				"{\"operations\":[%s]}".formatted(String.join(",", operations)));
	}

	static String upsert(String key, String value, String... fields) {
		String more = (fields.length > 0) ? "," + String.join(",", fields) : "";
		return "{\"operation\":\"upsert\",\"request\":{\"key\":\"%s\",\"value\":%s%s}}".formatted(key, value, more);
	}

	static String remove(String key, String... fields) {
		String more = (fields.length > 0) ? "," + String.join(",", fields) : "";
		return "{\"operation\":\"delete\",\"request\":{\"key\":\"%s\"%s}}".formatted(key, more);
	}

	static String etagField(String etag) {
		return "\"etag\":\"%s\"".formatted(etag);
	}

	static String firstWrite() {
		return "\"options\":{\"concurrency\":\"first-write\"}";
	}

}
