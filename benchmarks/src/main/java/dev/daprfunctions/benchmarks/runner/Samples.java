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

package dev.daprfunctions.benchmarks.runner;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleBinaryOperator;

/**
 * Values of one measure, one of each round.
 */
final class Samples {

	private final List<Double> values = new ArrayList<>();

	void add(double value) {
		this.values.add(value);
	}

	double median() {
		double[] sorted = sorted();
		int middle = sorted.length / 2;
		return (sorted.length % 2 == 1) ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
	}

	private double[] sorted() {
		return this.values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
	}

	private Samples with(Samples other, DoubleBinaryOperator operator) {
		Samples combined = new Samples();
		for (int i = 0; i < this.values.size(); i++) {
			combined.add(operator.applyAsDouble(this.values.get(i), other.values.get(i)));
		}
		return combined;
	}

	/**
	 * Divides the values of each round by those of other samples.
	 * @param other the other samples
	 * @return the ratios
	 */
	Samples over(Samples other) {
		return with(other, (one, two) -> one / two);
	}

	/**
	 * Subtracts from the values of each round those of other samples.
	 * @param other the other samples
	 * @return the differences
	 */
	Samples minus(Samples other) {
		return with(other, (one, two) -> one - two);
	}

	/**
	 * Formats the samples.
	 * @param digits how many digits after the point
	 * @return the median, and in brackets the least and the greatest
	 */
	String format(int digits) {
		double[] sorted = sorted();
		return number(median(), digits) + " (" + number(sorted[0], digits) + "–"
				+ number(sorted[sorted.length - 1], digits) + ")";
	}

	private static String number(double value, int digits) {
		return String.format(Locale.ROOT, "%,." + digits + "f", value);
	}

	@Override
	public String toString() {
		return Arrays.toString(sorted());
	}

}
