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

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.daprfunctions.binding.BindingBinder;
import dev.daprfunctions.binding.BindingTriggerResolver;
import dev.daprfunctions.expression.TextTemplateParser;
import dev.daprfunctions.invocation.InvocationBinder;
import dev.daprfunctions.invocation.SidecarHttpClient;
import dev.daprfunctions.json.OutputValueWriters;
import dev.daprfunctions.pubsub.PublishBinder;
import dev.daprfunctions.pubsub.TopicTriggerResolver;
import dev.daprfunctions.secret.SecretBinder;
import dev.daprfunctions.state.StateBinder;
import dev.daprfunctions.state.StateStoreTypes;
import io.dapr.client.DaprClient;
import org.jspecify.annotations.Nullable;
import org.mockito.BDDMockito;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.format.support.DefaultFormattingConversionService;
import org.springframework.util.StringUtils;
import org.springframework.validation.Validator;
import org.springframework.validation.beanvalidation.LocalValidatorFactoryBean;

/**
 * An application with functions in a plain context, without a server and a sidecar.
 */
public final class FunctionFixture implements AutoCloseable {

	private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

	private final Map<String, Object> properties = new HashMap<>();

	private DaprClient client = BDDMockito.mock(DaprClient.class);

	private JsonMapper jsonMapper = JsonMapper.builder().build();

	private @Nullable Validator validator;

	private boolean messagesShown;

	private @Nullable Duration inputsTimeout;

	private @Nullable StateStoreTypes stateStoreTypes;

	private int conflictRetries = 3;

	private boolean unreadableDropped;

	private SidecarHttpClient httpClient = new SidecarHttpClient(
			SidecarHttpClient.createHttpClient(Duration.ofSeconds(5)), URI.create("http://127.0.0.1:1"), null,
			Duration.ofSeconds(10));

	private @Nullable FunctionRegistry registry;

	private FunctionFixture() {
	}

	public static FunctionFixture of(Class<?>... beans) {
		FunctionFixture fixture = new FunctionFixture();
		for (Class<?> bean : beans) {
			fixture.context.registerBean(StringUtils.uncapitalize(bean.getSimpleName()), bean);
		}
		return fixture;
	}

	public FunctionFixture property(String name, Object value) {
		this.properties.put(name, value);
		return this;
	}

	public FunctionFixture client(DaprClient client) {
		this.client = client;
		return this;
	}

	public FunctionFixture jsonMapper(JsonMapper jsonMapper) {
		this.jsonMapper = jsonMapper;
		return this;
	}

	public FunctionFixture validator(Validator validator) {
		this.validator = validator;
		return this;
	}

	public FunctionFixture validate() {
		LocalValidatorFactoryBean jakarta = new LocalValidatorFactoryBean();
		jakarta.afterPropertiesSet();
		return validator(jakarta);
	}

	public FunctionFixture showMessages() {
		this.messagesShown = true;
		return this;
	}

	public FunctionFixture inputsTimeout(Duration inputsTimeout) {
		this.inputsTimeout = inputsTimeout;
		return this;
	}

	public FunctionFixture stateStoreTypes(StateStoreTypes stateStoreTypes) {
		this.stateStoreTypes = stateStoreTypes;
		return this;
	}

	public FunctionFixture conflictRetries(int conflictRetries) {
		this.conflictRetries = conflictRetries;
		return this;
	}

	public FunctionFixture dropUnreadable() {
		this.unreadableDropped = true;
		return this;
	}

	public FunctionFixture httpClient(SidecarHttpClient httpClient) {
		this.httpClient = httpClient;
		return this;
	}

	AnnotationConfigApplicationContext context() {
		return this.context;
	}

	/**
	 * Starts the application.
	 * @return this fixture
	 */
	public FunctionFixture start() {
		this.context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", this.properties));
		this.context.refresh();
		List<FunctionDefinition> definitions = discoverer().discover().stream().map(factory()::create).toList();
		this.registry = new FunctionRegistry(definitions);
		this.registry.checkCallable();
		return this;
	}

	FunctionDiscoverer discoverer() {
		return new FunctionDiscoverer(this.context.getBeanFactory(),
				List.of(new ServiceInvocationTriggerResolver(parser()),
						new TopicTriggerResolver(parser(), this.jsonMapper, this.unreadableDropped),
						new BindingTriggerResolver(parser())));
	}

	private TextTemplateParser parser() {
		return new TextTemplateParser(this.context.getBeanFactory(), this.context.getEnvironment());
	}

	private FunctionDefinitionFactory factory() {
		StateStoreTypes types = (this.stateStoreTypes != null) ? this.stateStoreTypes
				: new StateStoreTypes(this.client, Set.of(), true);
		OutputValueWriters writers = new OutputValueWriters(this.jsonMapper);
		StateBinder stateBinder = new StateBinder(this.client, types, this.jsonMapper, writers, parser());
		PublishBinder publishBinder = new PublishBinder(this.client, writers, parser());
		BindingBinder bindingBinder = new BindingBinder(this.client, writers, parser());
		InvocationBinder invocationBinder = new InvocationBinder(this.httpClient, writers, parser());
		RequestValueBinder requestValueBinder = new RequestValueBinder(new DefaultFormattingConversionService(),
				this.context.getEnvironment()::resolveRequiredPlaceholders);
		return new FunctionDefinitionFactory(this.jsonMapper,
				List.of(new HttpHeadersBinder(), requestValueBinder, stateBinder,
						new SecretBinder(this.client, this.jsonMapper, parser()), publishBinder, bindingBinder,
						invocationBinder),
				List.of(stateBinder, publishBinder, bindingBinder, invocationBinder),
				new PayloadBinder(this.jsonMapper, this.validator));
	}

	public FunctionRegistry registry() {
		if (this.registry == null) {
			start();
		}
		return this.registry;
	}

	/**
	 * Looks for functions that the declared types of their beans hide.
	 * @return the warnings
	 */
	List<String> hiddenFunctionWarnings() {
		try (CapturedLog log = new CapturedLog(HiddenFunctions.class)) {
			HiddenFunctions.warn(this.context.getBeanFactory(), discoverer(), registry().functions());
			return log.lines();
		}
	}

	public FunctionInvoker invoker() {
		return new FunctionInvoker(new FailureResponses(this.jsonMapper, (request) -> this.messagesShown),
				this.inputsTimeout, this.conflictRetries);
	}

	FunctionDefinition function(String path) {
		return registry().find(path).functions().get(0);
	}

	/**
	 * Calls the function on a path, blocking whatever it returns.
	 * @param path the path without a leading slash
	 * @param request the request
	 * @return the response
	 */
	public TestResponse call(String path, TestRequest request) {
		RouteMatch match = registry().find(path);
		FunctionDefinition function = match.function(request.method());
		request.pathVariables(match.variables());
		return TestResponse
			.of((function.isAsync()) ? invoker().invokeAsync(function, request).block(Duration.ofSeconds(10))
					: invoker().invoke(function, request));
	}

	public TestResponse call(String path) {
		return call(path, TestRequest.post());
	}

	public TestResponse call(String path, String body) {
		return call(path, TestRequest.post(body));
	}

	@Override
	public void close() {
		this.context.close();
	}

}
