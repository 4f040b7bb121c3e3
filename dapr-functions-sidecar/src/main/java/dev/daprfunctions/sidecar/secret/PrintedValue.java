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

package dev.daprfunctions.sidecar.secret;

import java.math.BigDecimal;
import java.math.MathContext;

import tools.jackson.databind.JsonNode;

/**
 * Value of a secret as the Dapr runtime prints it, which expects texts only.
 */
final class PrintedValue {

	private static final double SMALLEST_PLAIN = 1e-4;

	private static final double FIRST_SCIENTIFIC = 1e21;

	private PrintedValue() {
	}

	static String of(JsonNode node) {
		if (node.isString()) {
			return node.stringValue();
		}
		if (node.isBoolean()) {
			return "%%!s(bool=%s)".formatted(node.booleanValue());
		}
		if (node.isNumber()) {
			return "%%!s(float64=%s)".formatted(number(node.numberValue().doubleValue()));
		}
		return "%!s(<nil>)";
	}

	private static String number(double value) {
		if (value == 0) {
			return (1 / value < 0) ? "-0" : "0";
		}
		BigDecimal decimal = new BigDecimal(Double.toString(value), MathContext.UNLIMITED).stripTrailingZeros();
		double magnitude = Math.abs(value);
		if (magnitude >= SMALLEST_PLAIN && magnitude < FIRST_SCIENTIFIC) {
			return decimal.toPlainString();
		}
		int exponent = decimal.precision() - decimal.scale() - 1;
		String mantissa = decimal.movePointLeft(exponent).stripTrailingZeros().toPlainString();
		return "%se%s%02d".formatted(mantissa, (exponent < 0) ? "-" : "+", Math.abs(exponent));
	}

}
