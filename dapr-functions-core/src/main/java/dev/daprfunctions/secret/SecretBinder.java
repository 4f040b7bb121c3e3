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

package dev.daprfunctions.secret;

import java.io.InputStream;
import java.util.Map;

import dev.daprfunctions.annotation.DaprSecret;
import dev.daprfunctions.expression.AnnotationTexts;
import dev.daprfunctions.expression.MetadataTemplate;
import dev.daprfunctions.expression.TextTemplate;
import dev.daprfunctions.expression.TextTemplateParser;
import dev.daprfunctions.function.BinderSupport;
import dev.daprfunctions.function.BoundParameter;
import dev.daprfunctions.function.FunctionParameter;
import dev.daprfunctions.function.OutputHolders;
import dev.daprfunctions.function.ParameterBinder;
import dev.daprfunctions.json.ReadableTypes;
import io.dapr.client.DaprClient;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.BeanUtils;
import org.springframework.core.ResolvableType;

/**
 * Binds parameters with {@link DaprSecret} to secret stores.
 *
 * @since 0.1.0
 */
public final class SecretBinder implements ParameterBinder {

	private static final String ANNOTATION = "DaprSecret";

	private final DaprClient client;

	private final JsonMapper jsonMapper;

	private final TextTemplateParser parser;

	/**
	 * Creates a binder.
	 * @param client the client of the sidecar
	 * @param jsonMapper the application's mapper
	 * @param parser compiles the texts of annotations
	 */
	public SecretBinder(DaprClient client, JsonMapper jsonMapper, TextTemplateParser parser) {
		this.client = client;
		this.jsonMapper = jsonMapper;
		this.parser = parser;
	}

	@Override
	public @Nullable BoundParameter bind(FunctionParameter parameter) {
		DaprSecret annotation = parameter.annotation(DaprSecret.class);
		if (annotation == null) {
			return null;
		}
		if (OutputHolders.isHolder(parameter)) {
			throw parameter.invalid("is annotated with @DaprSecret, but holds an output",
					"Use a String, Map<String, String>, record or JsonNode: @DaprSecret is an input.", null);
		}
		Target target = BinderSupport.compile(parameter, ANNOTATION, () -> compile(annotation, parameter));
		if (target.key() == null) {
			checkAll(parameter);
			return BoundParameter.input(new AllSecretsInput(this.client, parameter, target));
		}
		checkOne(parameter);
		return BoundParameter.input(new SecretInput(this.client, this.jsonMapper, parameter, target));
	}

	private Target compile(DaprSecret annotation, FunctionParameter parameter) {
		AnnotationTexts texts = new AnnotationTexts(this.parser, parameter.variables());
		return new Target(texts.required("store", annotation.store()), texts.optional("key", annotation.key()),
				texts.metadata(annotation.metadata()));
	}

	private void checkOne(FunctionParameter parameter) {
		JavaType type = this.jsonMapper.constructType(parameter.valueType());
		boolean values = type.hasRawClass(String.class) || type.isMapLikeType();
		boolean single = type.isContainerType() || BeanUtils.isSimpleValueType(type.getRawClass())
				|| type.hasRawClass(InputStream.class);
		if (!values && (single
				|| !ReadableTypes.isReadable(this.jsonMapper, parameter.valueType(), parameter.method().beanType()))) {
			throw parameter.invalid("has a type that no secret can be read as",
					"Use a String for the one value of a secret, or a Map<String, String>, a record or a JsonNode for "
							+ "its values by name.",
					null);
		}
	}

	private static void checkAll(FunctionParameter parameter) {
		ResolvableType type = ResolvableType.forType(parameter.type());
		if (!isMap(type) || !isMap(type.getGeneric(1))
				|| !type.getGeneric(1).getGeneric(1).toClass().isAssignableFrom(String.class)) {
			throw parameter.invalid("gets all secrets of a store, but is no Map<String, Map<String, String>>",
					"Name a key in @DaprSecret, or use a Map<String, Map<String, String>>.", null);
		}
	}

	private static boolean isMap(ResolvableType type) {
		return type.toClass() == Map.class && type.getGeneric(0).toClass() == String.class;
	}

	/**
	 * Secret that an annotation names, as far as it is known at the start.
	 *
	 * @param store the name of the store
	 * @param key the key, or {@code null} for all
	 * @param metadata the metadata of the request
	 */
	record Target(TextTemplate store, @Nullable TextTemplate key, MetadataTemplate metadata) {
	}

}
