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

package dev.daprfunctions.sidecar.state;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the Dapr runtime says that a type of state store can do.
 */
final class StateStoreType {

	static final String IN_MEMORY = "state.in-memory";

	private static final List<String> FULL = List.of("ETAG", "TRANSACTIONAL", "TTL", "KEYS_LIKE");

	private static final List<String> TRANSACTIONAL = List.of("ETAG", "TRANSACTIONAL", "TTL");

	private static final List<String> ETAG = List.of("ETAG");

	private static final List<String> TTL = List.of("TTL");

	private static final List<String> NOTHING = List.of();

	private static final Map<String, List<String>> CAPABILITIES = Map.ofEntries(
			Map.entry(IN_MEMORY, List.of("ETAG", "TRANSACTIONAL", "TTL", "DELETE_WITH_PREFIX", "KEYS_LIKE")),
			Map.entry("state.redis", FULL), Map.entry("state.sqlite", FULL), Map.entry("state.sqlite3", FULL),
			Map.entry("state.postgresql", FULL), Map.entry("state.postgres", FULL), Map.entry("state.mysql", FULL),
			Map.entry("state.etcd", FULL), Map.entry("state.cockroachdb", FULL), Map.entry("state.yugabyte", FULL),
			Map.entry("state.yugabytedb", FULL),
			Map.entry("state.mongodb", List.of("ETAG", "TRANSACTIONAL", "QUERY_API", "TTL", "KEYS_LIKE")),
			Map.entry("state.azure.cosmosdb", List.of("ETAG", "TRANSACTIONAL", "QUERY_API", "TTL", "PARTITION_KEY")),
			Map.entry("state.aws.dynamodb", TRANSACTIONAL), Map.entry("state.oracledatabase", TRANSACTIONAL),
			Map.entry("state.ravendb", TRANSACTIONAL), Map.entry("state.sqlserver", TRANSACTIONAL),
			Map.entry("state.oci.objectstorage", List.of("ETAG", "TTL")), Map.entry("state.aerospike", ETAG),
			Map.entry("state.alicloud.tablestore", ETAG), Map.entry("state.azure.blobstorage", ETAG),
			Map.entry("state.azure.tablestorage", ETAG), Map.entry("state.couchbase", ETAG),
			Map.entry("state.zookeeper", ETAG), Map.entry("state.cassandra", TTL),
			Map.entry("state.cloudflare.workerskv", TTL), Map.entry("state.coherence", TTL),
			Map.entry("state.memcached", TTL), Map.entry("state.gcp.firestore", NOTHING),
			Map.entry("state.hashicorp.consul", NOTHING), Map.entry("state.consul", NOTHING),
			Map.entry("state.hazelcast", NOTHING), Map.entry("state.jetstream", NOTHING),
			Map.entry("state.rethinkdb", NOTHING));

	private StateStoreType() {
	}

	static boolean hasVersion(String type, String version) {
		return switch (version.toLowerCase(Locale.ROOT)) {
			case "", "v0", "v1" -> true;
			default -> !type.equals(IN_MEMORY) && version.matches("[vV][2-9]");
		};
	}

	static List<String> capabilities(String type) {
		List<String> capabilities = new ArrayList<>(CAPABILITIES.getOrDefault(type, FULL));
		if (isTransactional(type) && capabilities.contains("ETAG")) {
			capabilities.add("ACTOR");
		}
		return capabilities;
	}

	static boolean isTransactional(String type) {
		return CAPABILITIES.getOrDefault(type, FULL).contains("TRANSACTIONAL");
	}

}
