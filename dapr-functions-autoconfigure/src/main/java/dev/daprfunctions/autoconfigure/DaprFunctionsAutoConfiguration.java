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

import java.util.List;

import dev.daprfunctions.binding.BindingBinder;
import dev.daprfunctions.binding.BindingTriggerResolver;
import dev.daprfunctions.client.SidecarReconnector;
import dev.daprfunctions.compatibility.EnvelopeAdapter;
import dev.daprfunctions.expression.TextTemplateParser;
import dev.daprfunctions.function.FailureResponses;
import dev.daprfunctions.function.FunctionDefinition;
import dev.daprfunctions.function.FunctionDefinitionFactory;
import dev.daprfunctions.function.FunctionDiscoverer;
import dev.daprfunctions.function.FunctionInvoker;
import dev.daprfunctions.function.FunctionRegistry;
import dev.daprfunctions.function.HttpHeadersBinder;
import dev.daprfunctions.function.ParameterBinder;
import dev.daprfunctions.function.PayloadBinder;
import dev.daprfunctions.function.RequestValueBinder;
import dev.daprfunctions.function.ReturnValueBinder;
import dev.daprfunctions.function.ServiceInvocationTriggerResolver;
import dev.daprfunctions.function.TriggerResolver;
import dev.daprfunctions.invocation.InvocationBinder;
import dev.daprfunctions.invocation.SidecarHttpClient;
import dev.daprfunctions.json.OutputValueWriters;
import dev.daprfunctions.pubsub.PublishBinder;
import dev.daprfunctions.pubsub.TopicTriggerResolver;
import dev.daprfunctions.secret.SecretBinder;
import dev.daprfunctions.state.StateBinder;
import dev.daprfunctions.state.StateStoreTypes;
import io.dapr.client.DaprClient;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.web.WebProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.convert.ApplicationConversionService;
import org.springframework.context.annotation.Bean;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.env.Environment;
import org.springframework.util.ClassUtils;
import org.springframework.validation.Validator;

/**
 * Auto-configuration of functions: finds them by the types of the beans, binds their
 * parameters, and calls them.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = DaprClientAutoConfiguration.class)
@ConditionalOnBooleanProperty(name = "dapr.functions.enabled", matchIfMissing = true)
@EnableConfigurationProperties({ DaprFunctionsProperties.class, WebProperties.class })
public final class DaprFunctionsAutoConfiguration {

	private static final String VALIDATION = "jakarta.validation.Validator";

	@Bean
	@ConditionalOnMissingBean
	TextTemplateParser daprTextTemplateParser(ConfigurableListableBeanFactory beanFactory, Environment environment) {
		return new TextTemplateParser(beanFactory, environment);
	}

	@Bean
	ServiceInvocationTriggerResolver daprServiceInvocationTriggerResolver(TextTemplateParser parser) {
		return new ServiceInvocationTriggerResolver(parser);
	}

	@Bean
	TopicTriggerResolver daprTopicTriggerResolver(TextTemplateParser parser, ObjectProvider<JsonMapper> jsonMapper,
			DaprFunctionsProperties properties) {
		return new TopicTriggerResolver(parser, jsonMapper.getIfAvailable(JsonMapper::shared),
				properties.topics().onUnreadable() == DaprFunctionsProperties.Unreadable.DROP,
				properties.compatibility() == Compatibility.AZURE_FUNCTIONS);
	}

	@Bean
	BindingTriggerResolver daprBindingTriggerResolver(TextTemplateParser parser) {
		return new BindingTriggerResolver(parser);
	}

	@Bean
	RequestValueBinder daprRequestValueBinder(
			@Qualifier("mvcConversionService") ObjectProvider<ConversionService> conversionService,
			ConfigurableListableBeanFactory beanFactory) {
		return new RequestValueBinder(conversionService.getIfAvailable(ApplicationConversionService::getSharedInstance),
				beanFactory::resolveEmbeddedValue);
	}

	@Bean
	HttpHeadersBinder daprHttpHeadersBinder() {
		return new HttpHeadersBinder();
	}

	@Bean
	@ConditionalOnMissingBean
	StateStoreTypes daprStateStoreTypes(DaprClient client, DaprFunctionsProperties properties,
			ObjectProvider<SidecarReconnector> reconnector) {
		StateStoreTypes types = new StateStoreTypes(client, properties.state().transactionalTypes(),
				properties.outputs().transactional());
		reconnector.ifAvailable((available) -> available.whenLost(types::forget));
		return types;
	}

	@Bean
	OutputValueWriters daprOutputValueWriters(ObjectProvider<JsonMapper> jsonMapper) {
		return new OutputValueWriters(jsonMapper.getIfAvailable(JsonMapper::shared));
	}

	@Bean
	StateBinder daprStateBinder(DaprClient client, StateStoreTypes types, ObjectProvider<JsonMapper> jsonMapper,
			OutputValueWriters writers, TextTemplateParser parser) {
		return new StateBinder(client, types, jsonMapper.getIfAvailable(JsonMapper::shared), writers, parser);
	}

	@Bean
	SecretBinder daprSecretBinder(DaprClient client, ObjectProvider<JsonMapper> jsonMapper, TextTemplateParser parser) {
		return new SecretBinder(client, jsonMapper.getIfAvailable(JsonMapper::shared), parser);
	}

	@Bean
	PublishBinder daprPublishBinder(DaprClient client, OutputValueWriters writers, TextTemplateParser parser) {
		return new PublishBinder(client, writers, parser);
	}

	@Bean
	BindingBinder daprBindingBinder(DaprClient client, OutputValueWriters writers, TextTemplateParser parser) {
		return new BindingBinder(client, writers, parser);
	}

	@Bean
	InvocationBinder daprInvocationBinder(SidecarHttpClient client, OutputValueWriters writers,
			TextTemplateParser parser) {
		return new InvocationBinder(client, writers, parser);
	}

	@Bean
	@ConditionalOnMissingBean
	FunctionDiscoverer daprFunctionDiscoverer(ConfigurableListableBeanFactory beanFactory,
			ObjectProvider<TriggerResolver> triggers) {
		return new FunctionDiscoverer(beanFactory, triggers.orderedStream().toList());
	}

	@Bean
	@ConditionalOnMissingBean
	FunctionDefinitionFactory daprFunctionDefinitionFactory(ObjectProvider<JsonMapper> jsonMappers,
			ObjectProvider<ParameterBinder> parameterBinders, ObjectProvider<ReturnValueBinder> returnValueBinders,
			DaprFunctionsProperties properties, @Qualifier("mvcValidator") ObjectProvider<Validator> validator) {
		JsonMapper jsonMapper = jsonMappers.getIfAvailable(JsonMapper::shared);
		boolean validation = ClassUtils.isPresent(VALIDATION, getClass().getClassLoader());
		PayloadBinder payloadBinder = new PayloadBinder(jsonMapper, (validation) ? validator.getIfAvailable() : null);
		EnvelopeAdapter compatibility = new EnvelopeAdapter(jsonMapper,
				properties.compatibility() == Compatibility.AZURE_FUNCTIONS);
		return new FunctionDefinitionFactory(jsonMapper,
				parameterBinders.orderedStream().map(compatibility::adapt).toList(),
				returnValueBinders.orderedStream().map(compatibility::adapt).toList(), payloadBinder);
	}

	@Bean
	@ConditionalOnMissingBean
	FunctionRegistry daprFunctionRegistry(FunctionDiscoverer discoverer, FunctionDefinitionFactory factory,
			DaprFunctionsProperties properties) {
		List<FunctionDefinition> functions = discoverer.discover().stream().map(factory::create).toList();
		return new FunctionRegistry(functions, properties.compatibility() == Compatibility.AZURE_FUNCTIONS);
	}

	@Bean
	@ConditionalOnMissingBean
	FailureResponses daprFunctionFailureResponses(ObjectProvider<JsonMapper> jsonMapper, WebProperties properties) {
		return new FailureResponses(jsonMapper.getIfAvailable(JsonMapper::shared),
				new ErrorMessagePolicy(properties.getError()));
	}

	@Bean
	@ConditionalOnMissingBean
	FunctionInvoker daprFunctionInvoker(FailureResponses failures, DaprFunctionsProperties properties) {
		return new FunctionInvoker(failures, properties.inputs().timeout(), properties.state().conflictRetries());
	}

	@Bean
	FunctionStartupCheck daprFunctionStartupCheck(FunctionRegistry registry, FunctionDiscoverer discoverer,
			ConfigurableListableBeanFactory beanFactory) {
		return new FunctionStartupCheck(registry, discoverer, beanFactory);
	}

}
