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

import java.util.List;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import dev.daprfunctions.contract.Answer.Failure;
import dev.daprfunctions.contract.TestApp.Received;
import io.dapr.v1.CommonProtos.HTTPExtension;
import io.dapr.v1.CommonProtos.HTTPExtension.Verb;
import io.dapr.v1.CommonProtos.InvokeRequest;
import io.dapr.v1.DaprInvokeProtos.InvokeServiceRequest;
import io.grpc.Status.Code;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Cases for applications that do not let everyone invoke them, without mTLS.
 */
@ClassTemplate
class AccessControlTests {

	private static final String POLICY = "{appId: myapp, trustDomain: public, namespace: default, "
			+ "defaultAction: %1$s, operations: [{name: /m, httpVerb: ['*'], action: %1$s}]}";

	private static final String DENIED = "failed to invoke, id: other, err: rpc error: code = PermissionDenied "
			+ "desc = access control policy has denied access to id:  operation: %s verb: %s";

	@RegisterExtension
	static final Contract contract = new Contract(SidecarSpec.create().resource("resiliency", """
			apiVersion: dapr.io/v1alpha1
			kind: Resiliency
			metadata: {name: resiliency}
			spec:
			  policies:
			    retries: {again: {policy: constant, duration: 10ms, maxRetries: 1}}
			  targets:
			    apps: {retried: {retry: again}}
			"""));

	private static SidecarRun start(String appId, String accessControl) {
		return contract.start(SidecarSpec.create()
			.appId(appId)
			.namesOf(contract.run().workspace())
			.configuration("  accessControl: " + accessControl + "\n"));
	}

	private static List<String> invoked(SidecarRun other) {
		return other.app()
			.received()
			.stream()
			.map(Received::path)
			.filter((path) -> !path.startsWith("/dapr/"))
			.toList();
	}

	@Test
	void whenAccessIsDeniedThenForbidden() {
		try (SidecarRun other = start("other", "{defaultAction: deny}")) {
			assertDenied("GET", "m", "m", "GET");
			assertDenied("PUT", "a//x/../B/?c=d", "a/B", "PUT");
			assertDenied("CUSTOM", "", "", "POST");
			assertThat(invoked(other)).isEmpty();
		}
	}

	private static void assertDenied(String verb, String path, String operation, String deniedVerb) {
		Answer answer = contract.send(verb, "/v1.0/invoke/other/method/" + path);
		assertThat(answer.failure())
			.isEqualTo(new Failure(403, "ERR_DIRECT_INVOKE", DENIED.formatted(operation, deniedVerb)));
	}

	@ParameterizedTest
	@EnumSource(value = Verb.class, names = { "POST", "NONE", "CONNECT" })
	void whenAccessIsDeniedThenInternalErrorOverGrpc(Verb verb) {
		try (SidecarRun other = start("other", "{defaultAction: deny}")) {
			assertThat(GrpcFailure.of(() -> contract.stub().invokeService(request(verb))))
				.isEqualTo(new GrpcFailure(Code.INTERNAL, DENIED.formatted("m", verb)));
			assertThat(invoked(other)).isEmpty();
		}
	}

	private static InvokeServiceRequest request(Verb verb) {
		return InvokeServiceRequest.newBuilder()
			.setId("other")
			.setMessage(InvokeRequest.newBuilder()
				.setMethod("m")
				.setData(Any.newBuilder().setValue(ByteString.copyFromUtf8("body")))
				.setHttpExtension(HTTPExtension.newBuilder().setVerb(verb)))
			.build();
	}

	@Test
	void whenAccessIsDeniedThenRetriesEndForbidden() {
		try (SidecarRun other = start("retried", "{defaultAction: deny}")) {
			Failure failure = contract.send("GET", "/v1.0/invoke/retried/method/m").failure();
			assertThat(failure.status()).isEqualTo(403);
			assertThat(failure.message()).endsWith("denied access to id:  operation: m verb: GET");
			assertThat(invoked(other)).isEmpty();
		}
	}

	@Test
	void applicationMayAlwaysInvokeItself() {
		try (SidecarRun other = start("other", "{defaultAction: deny}")) {
			assertThat(other.send("GET", "/v1.0/invoke/other/method/m").status()).isEqualTo(200);
		}
	}

	@ParameterizedTest
	@CsvSource({ "deny, allow, 403", "allow, deny, 200", "maybe, allow, 403", "null, deny, 200", "'\"\"', allow, 403" })
	void policiesOfApplicationsHaveNoEffect(String defaultAction, String action, int status) {
		String accessControl = "{defaultAction: %s, policies: [%s]}".formatted(defaultAction, POLICY.formatted(action));
		try (SidecarRun other = start("other", accessControl)) {
			assertThat(contract.send("GET", "/v1.0/invoke/other/method/m").status()).isEqualTo(status);
			assertThat(invoked(other)).hasSize((status == 200) ? 1 : 0);
		}
	}

	@Test
	void whenPolicyIsIncompleteThenSidecarDoesNotStart() {
		assertThatExceptionOfType(RuntimeException.class)
			.isThrownBy(() -> start("other", "{defaultAction: allow, policies: [{appId: a, namespace: default}]}"))
			.satisfies((failure) -> assertThat(failure.getMessage()).containsIgnoringCase("trustDomain"));
	}

}
