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

package dev.daprfunctions.function;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.daprfunctions.error.FunctionException;
import dev.daprfunctions.json.TypeNames;
import org.jspecify.annotations.Nullable;

import org.springframework.core.ResolvableType;
import org.springframework.core.convert.ConversionException;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.TypeDescriptor;
import org.springframework.http.HttpStatus;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.util.StringUtils;
import org.springframework.util.StringValueResolver;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ValueConstants;

/**
 * Binds Spring's {@code @RequestHeader}, {@code @RequestParam} (of the query) and
 * {@code @PathVariable}, with their defaults, converted by Spring's conversion service. A
 * {@code Map} or {@code MultiValueMap} without a name gets all values.
 *
 * @since 0.1.0
 */
public final class RequestValueBinder implements ParameterBinder {

	private final ConversionService conversionService;

	private final StringValueResolver settings;

	/**
	 * Creates a binder.
	 * @param conversionService converts the texts of the request
	 * @param settings resolves settings in names and default values
	 */
	public RequestValueBinder(ConversionService conversionService, StringValueResolver settings) {
		this.conversionService = conversionService;
		this.settings = settings;
	}

	@Override
	public @Nullable BoundParameter bind(FunctionParameter parameter) {
		RequestHeader header = parameter.annotation(RequestHeader.class);
		if (header != null) {
			return bind(parameter,
					value(parameter, Source.HEADER, header.name(), header.required(), header.defaultValue()));
		}
		RequestParam param = parameter.annotation(RequestParam.class);
		if (param != null) {
			return bind(parameter,
					value(parameter, Source.QUERY, param.name(), param.required(), param.defaultValue()));
		}
		PathVariable variable = parameter.annotation(PathVariable.class);
		if (variable != null) {
			RequestValue value = value(parameter, Source.PATH, variable.name(), variable.required(),
					ValueConstants.DEFAULT_NONE);
			checkPathVariable(parameter, value);
			return bind(parameter, value);
		}
		return null;
	}

	private RequestValue value(FunctionParameter parameter, Source source, String name, boolean required,
			String defaultValue) {
		String resolvedDefault = (defaultValue.equals(ValueConstants.DEFAULT_NONE)) ? null
				: resolve(parameter, defaultValue);
		String resolvedName = resolve(parameter, name);
		return new RequestValue(source, (resolvedName != null) ? resolvedName : "", required, resolvedDefault);
	}

	private @Nullable String resolve(FunctionParameter parameter, String text) {
		try {
			return this.settings.resolveStringValue(text);
		}
		catch (IllegalArgumentException ex) {
			throw parameter.invalid("has an annotation with a text that cannot be resolved: " + ex.getMessage(),
					"Define what the text names, for example in the settings of the application.", ex);
		}
	}

	private static void checkPathVariable(FunctionParameter parameter, RequestValue value) {
		String name = value.nameFor(parameter);
		FunctionRoute route = parameter.method().route();
		if (!isAll(parameter, value) && value.isRequiredFor(parameter) && !route.variables().contains(name)) {
			throw parameter.invalid(
					"names the path variable '" + name + "', which the route '" + route + "' does not have",
					"Write '{" + name + "}' into the name of the function, or name one of its path variables "
							+ route.variables() + ".",
					null);
		}
	}

	private static boolean isAll(FunctionParameter parameter, RequestValue value) {
		return value.name().isEmpty() && Map.class.isAssignableFrom(parameter.rawType());
	}

	private BoundParameter bind(FunctionParameter parameter, RequestValue value) {
		if (isAll(parameter, value)) {
			return bindAll(parameter, value.source());
		}
		TypeDescriptor target = new TypeDescriptor(ResolvableType.forType(parameter.valueType()), null,
				parameter.methodParameter().getParameterAnnotations());
		checkConvertible(parameter, target);
		checkAbsence(parameter, value, target);
		checkDefault(parameter, value, target);
		String name = value.nameFor(parameter);
		String what = value.source() + " '" + name + "'";
		boolean required = value.isRequiredFor(parameter);
		return BoundParameter.argument((request) -> {
			Object text = textOf(value, request, name);
			Object converted = (text != null) ? convert(parameter, what, text, target) : null;
			if (converted == null && required) {
				throw new FunctionException(HttpStatus.BAD_REQUEST,
						"The " + what + " of function '" + parameter.functionName() + "' is missing", null);
			}
			return (parameter.isOptional()) ? Optional.ofNullable(converted) : converted;
		});
	}

	private static @Nullable Object textOf(RequestValue value, TriggerRequest request, String name) {
		List<String> texts = value.source().values(request, name);
		Object text = (texts == null || texts.isEmpty()) ? null : (texts.size() == 1) ? texts.get(0) : texts;
		return (text == null || ("".equals(text) && value.defaultValue() != null)) ? value.defaultValue() : text;
	}

	private static void checkAbsence(FunctionParameter parameter, RequestValue value, TypeDescriptor target) {
		if (target.getType().isPrimitive() && value.defaultValue() == null && !value.isRequiredFor(parameter)) {
			throw parameter.invalid("may be missing, but its type has no form for that",
					"Use " + target.getObjectType().getSimpleName() + ", or give a default value.", null);
		}
	}

	private void checkDefault(FunctionParameter parameter, RequestValue value, TypeDescriptor target) {
		String text = value.defaultValue();
		if (text == null) {
			return;
		}
		try {
			this.conversionService.convert(text, TypeDescriptor.forObject(text), target);
		}
		catch (ConversionException ex) {
			throw parameter.invalid("has the default value '" + text + "', which cannot be read as "
					+ TypeNames.shortName(parameter.valueType()), "Correct the default value.", ex);
		}
	}

	private static BoundParameter bindAll(FunctionParameter parameter, Source source) {
		if (MultiValueMap.class.isAssignableFrom(parameter.rawType())) {
			return BoundParameter.argument((request) -> source.all(request));
		}
		return BoundParameter.argument((request) -> source.all(request).toSingleValueMap());
	}

	private void checkConvertible(FunctionParameter parameter, TypeDescriptor target) {
		if (!this.conversionService.canConvert(TypeDescriptor.valueOf(String.class), target)) {
			throw parameter.invalid("has a type that a text cannot be converted to",
					"Use a String, number, boolean, enum, java.time type or a List of them, or register a Converter for "
							+ "the type.",
					null);
		}
	}

	private @Nullable Object convert(FunctionParameter parameter, String what, Object text, TypeDescriptor target) {
		try {
			return this.conversionService.convert(text, TypeDescriptor.forObject(text), target);
		}
		catch (ConversionException ex) {
			throw new FunctionException(
					HttpStatus.BAD_REQUEST, "The " + what + " of function '" + parameter.functionName()
							+ "' cannot be read as " + TypeNames.shortName(parameter.valueType()) + ": '" + text + "'",
					ex);
		}
	}

	/**
	 * Where the values come from.
	 */
	private enum Source {

		HEADER("header") {

			@Override
			@Nullable List<String> values(TriggerRequest request, String name) {
				return request.getHeaders().get(name);
			}

			@Override
			MultiValueMap<String, String> all(TriggerRequest request) {
				MultiValueMap<String, String> all = new LinkedMultiValueMap<>();
				request.getHeaders().forEach((name, values) -> all.put(name, List.copyOf(values)));
				return all;
			}

		},

		QUERY("query parameter") {

			@Override
			@Nullable List<String> values(TriggerRequest request, String name) {
				return request.getQueryParameters().get(name);
			}

			@Override
			MultiValueMap<String, String> all(TriggerRequest request) {
				return new LinkedMultiValueMap<>(request.getQueryParameters());
			}

		},

		PATH("path variable") {

			@Override
			@Nullable List<String> values(TriggerRequest request, String name) {
				String value = request.getPathVariables().get(name);
				return (value != null) ? List.of(value) : null;
			}

			@Override
			MultiValueMap<String, String> all(TriggerRequest request) {
				MultiValueMap<String, String> all = new LinkedMultiValueMap<>();
				request.getPathVariables().forEach(all::add);
				return all;
			}

		};

		private final String description;

		Source(String description) {
			this.description = description;
		}

		abstract @Nullable List<String> values(TriggerRequest request, String name);

		abstract MultiValueMap<String, String> all(TriggerRequest request);

		@Override
		public String toString() {
			return this.description;
		}

	}

	/**
	 * What an annotation asks for.
	 *
	 * @param source where the value comes from
	 * @param name the name in the annotation, possibly empty
	 * @param required whether the annotation requires it
	 * @param defaultValue the default value in the annotation, or {@code null}
	 */
	private record RequestValue(Source source, String name, boolean required, @Nullable String defaultValue) {

		String nameFor(FunctionParameter parameter) {
			return (StringUtils.hasLength(this.name)) ? this.name : parameter.name();
		}

		boolean isRequiredFor(FunctionParameter parameter) {
			return this.required && this.defaultValue == null && !parameter.isOptional() && !parameter.isNullable();
		}

	}

}
