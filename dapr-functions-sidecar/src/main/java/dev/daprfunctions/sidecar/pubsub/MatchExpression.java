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

package dev.daprfunctions.sidecar.pubsub;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;

/**
 * Condition of a rule, in the Common Expression Language. As in the Dapr runtime, names
 * that do not exist are found out about when an event is matched.
 */
final class MatchExpression {

	private static final CelOptions OPTIONS = CelOptions.current().enableHeterogeneousNumericComparisons(true).build();

	private static final CelRuntime runtime = CelRuntimeFactory.standardCelRuntimeBuilder().setOptions(OPTIONS).build();

	private static final String EVENT = "event";

	private static final String UNKNOWN_NAME = "undeclared reference to '";

	private final String text;

	private final CelRuntime.Program program;

	private MatchExpression(String text, CelRuntime.Program program) {
		this.text = text;
		this.program = program;
	}

	static MatchExpression compile(String text) throws RuleException {
		try {
			return new MatchExpression(text, runtime.createProgram(check(text)));
		}
		catch (CelValidationException | CelEvaluationException ex) {
			throw new RuleException(String.valueOf(ex.getMessage()), ex);
		}
	}

	private static CelAbstractSyntaxTree check(String text) throws CelValidationException {
		Set<String> names = new LinkedHashSet<>(Set.of(EVENT));
		CelValidationResult result = check(text, names);
		while (result.hasError() && addUnknownNames(result, names)) {
			result = check(text, names);
		}
		return result.getAst();
	}

	private static CelValidationResult check(String text, Set<String> names) {
		CelCompilerBuilder compiler = CelCompilerFactory.standardCelCompilerBuilder()
			.setOptions(OPTIONS)
			.setStandardMacros(CelStandardMacro.STANDARD_MACROS);
		names.forEach((name) -> compiler.addVar(name, SimpleType.DYN));
		return compiler.build().compile(text);
	}

	private static boolean addUnknownNames(CelValidationResult result, Set<String> names) {
		boolean added = false;
		for (CelIssue issue : result.getErrors()) {
			String message = issue.getMessage();
			if (message.startsWith(UNKNOWN_NAME)) {
				added |= names
					.add(message.substring(UNKNOWN_NAME.length(), message.indexOf('\'', UNKNOWN_NAME.length())));
			}
		}
		return added;
	}

	/**
	 * Match an event.
	 * @param event the event as plain Java values
	 * @return whether it matches
	 * @throws RuleException if that cannot be said
	 */
	boolean matches(Object event) throws RuleException {
		Object result;
		try {
			result = this.program.eval(Map.of(EVENT, event));
		}
		catch (CelEvaluationException ex) {
			throw new RuleException(String.valueOf(ex.getMessage()), ex);
		}
		if (result instanceof Boolean matches) {
			return matches;
		}
		throw new RuleException("the result of match expression %s was not a boolean".formatted(this.text));
	}

	@Override
	public String toString() {
		return this.text;
	}

}
