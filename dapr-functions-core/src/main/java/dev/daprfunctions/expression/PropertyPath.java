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

package dev.daprfunctions.expression;

import java.beans.PropertyDescriptor;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.BeanUtils;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.util.ReflectionUtils;

/**
 * Way from an argument to one of its properties: record components and bean properties,
 * looked up once, and the fields of maps and JSON trees.
 */
final class PropertyPath {

	private final String expression;

	private final List<Step> steps;

	private PropertyPath(String expression, List<Step> steps) {
		this.expression = expression;
		this.steps = List.copyOf(steps);
	}

	/**
	 * Compiles a path.
	 * @param expression the expression, for the messages
	 * @param names the names of the properties, from the argument on
	 * @param type the type of the argument
	 * @return the path
	 * @throws IllegalArgumentException if a property cannot exist, or if its value has no
	 * form as a text
	 */
	static PropertyPath compile(String expression, List<String> names, Type type) {
		List<Step> steps = new ArrayList<>();
		ResolvableType current = unwrap(ResolvableType.forType(type));
		for (String name : names) {
			if (isDynamic(current)) {
				checkKeys(expression, name, current);
				steps.add(new Step(name, null));
				current = unwrap(
						(Map.class.isAssignableFrom(current.toClass())) ? current.asMap().getGeneric(1) : current);
			}
			else {
				Method accessor = findAccessor(current.toClass(), name);
				if (accessor == null) {
					throw new IllegalArgumentException("'{" + expression + "}' cannot exist: "
							+ current.toClass().getName() + " has no property '" + name + "'");
				}
				ReflectionUtils.makeAccessible(accessor);
				steps.add(new Step(name, accessor));
				current = unwrap(ResolvableType.forMethodParameter(new MethodParameter(accessor, -1), current));
			}
		}
		if (!isDynamic(current) && !isText(current.toClass())) {
			throw new IllegalArgumentException("'{" + expression + "}' is a " + current.toClass().getName()
					+ ", which has no form as a text: name one of its properties");
		}
		return new PropertyPath(expression, steps);
	}

	private static void checkKeys(String expression, String name, ResolvableType type) {
		Class<?> keys = type.asMap().getGeneric(0).toClass();
		if (!keys.isAssignableFrom(String.class)) {
			throw new IllegalArgumentException("'{" + expression + "}' cannot exist: the keys of the map that '" + name
					+ "' is taken of are no texts, but of type " + keys.getName());
		}
	}

	private static ResolvableType unwrap(ResolvableType type) {
		return (type.toClass() == Optional.class) ? type.getGeneric(0) : type;
	}

	private static boolean isDynamic(ResolvableType type) {
		Class<?> raw = type.toClass();
		return raw == Object.class || Map.class.isAssignableFrom(raw) || JsonNode.class.isAssignableFrom(raw);
	}

	private static boolean isText(Class<?> type) {
		return BeanUtils.isSimpleValueType(type);
	}

	private static @Nullable Method findAccessor(Class<?> type, String name) {
		if (type.isRecord()) {
			for (RecordComponent component : type.getRecordComponents()) {
				if (component.getName().equals(name)) {
					return component.getAccessor();
				}
			}
		}
		PropertyDescriptor property = BeanUtils.getPropertyDescriptor(type, name);
		return (property != null) ? property.getReadMethod() : null;
	}

	String textOf(@Nullable Object argument) {
		Object value = unwrapOptional(argument);
		for (Step step : this.steps) {
			if (value == null) {
				throw new MissingVariableException(this.expression,
						"there is nothing to take '" + step.name() + "' of");
			}
			value = unwrapOptional(step.read(value));
		}
		return toText(value);
	}

	private static @Nullable Object unwrapOptional(@Nullable Object value) {
		return (value instanceof Optional<?> optional) ? optional.orElse(null) : value;
	}

	private String toText(@Nullable Object value) {
		if (value instanceof JsonNode node) {
			if (node.isValueNode() && !node.isNull()) {
				return node.asString();
			}
			throw new MissingVariableException(this.expression,
					(node.isContainer()) ? "it is a JSON object or array" : "it is missing or null");
		}
		if (value == null) {
			throw new MissingVariableException(this.expression, "it is missing or null");
		}
		if (!isText(value.getClass())) {
			throw new MissingVariableException(this.expression, "it is no single value");
		}
		return (value instanceof Enum<?> constant) ? constant.name() : value.toString();
	}

	/**
	 * One property on the way.
	 *
	 * @param name the name of the property
	 * @param accessor the method that reads it, or {@code null} for a field of a map or
	 * of a JSON tree
	 */
	private record Step(String name, @Nullable Method accessor) {

		@Nullable Object read(Object owner) {
			if (this.accessor != null) {
				return ReflectionUtils.invokeMethod(this.accessor, owner);
			}
			if (owner instanceof JsonNode node) {
				return node.get(this.name);
			}
			return (owner instanceof Map<?, ?> map) ? map.get(this.name) : null;
		}

	}

}
