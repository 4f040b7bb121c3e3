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

package dev.daprfunctions.autoconfigure;

import org.springframework.boot.autoconfigure.condition.ConditionMessage;
import org.springframework.boot.autoconfigure.condition.ConditionOutcome;
import org.springframework.boot.autoconfigure.condition.SpringBootCondition;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/**
 * Condition that matches if the embedded sidecar was asked for, or if no other sidecar
 * was.
 */
final class OnEmbeddedSidecarCondition extends SpringBootCondition {

	@Override
	public ConditionOutcome getMatchOutcome(ConditionContext context, AnnotatedTypeMetadata metadata) {
		Environment environment = context.getEnvironment();
		ConditionMessage.Builder message = ConditionMessage.forCondition("Embedded sidecar");
		SidecarKind kind = Binder.get(environment).bind("dapr.functions.sidecar.kind", SidecarKind.class).orElse(null);
		if (kind != null) {
			return new ConditionOutcome(kind == SidecarKind.EMBEDDED,
					message.because("dapr.functions.sidecar.kind is " + kind));
		}
		String address = new SidecarAddress(environment).source();
		return (address != null) ? ConditionOutcome.noMatch(message.because(address + " names an external sidecar"))
				: ConditionOutcome.match(message.because("no sidecar is named"));
	}

}
