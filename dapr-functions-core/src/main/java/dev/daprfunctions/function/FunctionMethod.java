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

import java.lang.annotation.Annotation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import dev.daprfunctions.json.TypeNames;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.config.SingletonBeanRegistry;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.core.ParameterNameDiscoverer;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotatedMethod;
import org.springframework.util.ReflectionUtils;
import org.springframework.util.StringUtils;

/**
 * Method of a bean that is a function. The bean is fetched by the first call, through its
 * proxies; a method that they hide is an error.
 *
 * @since 0.1.0
 */
public final class FunctionMethod extends AnnotatedMethod {

	private static final ParameterNameDiscoverer parameterNames = new DefaultParameterNameDiscoverer();

	private final BeanFactory beanFactory;

	private final String beanName;

	private final Class<?> beanType;

	private final boolean singleton;

	private final Trigger trigger;

	private final Type returnType;

	private final List<FunctionParameter> parameters;

	private volatile @Nullable Target target;

	FunctionMethod(BeanFactory beanFactory, String beanName, Class<?> beanType, Method method, Trigger trigger) {
		super(method);
		this.beanFactory = beanFactory;
		this.beanName = beanName;
		this.beanType = beanType;
		this.singleton = beanFactory.containsBean(beanName) && beanFactory.isSingleton(beanName);
		this.trigger = trigger;
		this.returnType = resolve(method.getGenericReturnType());
		this.parameters = Arrays.stream(getMethodParameters()).map(this::parameter).toList();
	}

	private FunctionParameter parameter(MethodParameter parameter) {
		parameter.initParameterNameDiscovery(parameterNames);
		return new FunctionParameter(this, parameter);
	}

	/**
	 * Creates the description of a handler method, which Spring MVC calls.
	 * @param beanFactory the beans
	 * @param beanName the name of the bean, or any name for an object that is no bean
	 * @param beanType the class of the bean, not that of a proxy
	 * @param method the method
	 * @return the method
	 */
	public static FunctionMethod ofHandler(BeanFactory beanFactory, String beanName, Class<?> beanType, Method method) {
		String name = beanType.getSimpleName() + "." + method.getName();
		return new FunctionMethod(beanFactory, beanName, beanType, method, new Trigger(Trigger.Kind.HTTP, name,
				new FunctionRoute(name, Set.of()), ServiceInvocationTriggerResolver.PROTOCOL));
	}

	@Override
	protected Class<?> getContainingClass() {
		// AnnotatedMethod asks while it is constructed
		return (this.beanType != null) ? this.beanType : super.getContainingClass();
	}

	/**
	 * Returns the parameters.
	 * @return the parameters in their order
	 */
	public List<FunctionParameter> parameters() {
		return this.parameters;
	}

	/**
	 * Returns the return type with the type variables of the bean's class resolved.
	 * @return the type
	 */
	public Type returnType() {
		return this.returnType;
	}

	/**
	 * Returns the type of the value that is returned: that inside of a
	 * {@code CompletionStage} or {@code Mono}, a {@code ResponseEntity} and an
	 * {@code Optional}, else the return type.
	 * @return the type
	 */
	public Type returnValueType() {
		return ReturnType.of(returnType()).valueType();
	}

	Type resolve(Type type) {
		if (type instanceof Class<?>) {
			return type;
		}
		ResolvableType owner = ResolvableType.forClass(this.beanType).as(getMethod().getDeclaringClass());
		return resolve(ResolvableType.forType(type, owner));
	}

	private static Type resolve(ResolvableType type) {
		if (type.isArray()) {
			return (resolve(type.getComponentType()) instanceof Class<?> component) ? component.arrayType()
					: type.getType();
		}
		if (type.getType() instanceof Class<?> || !type.hasGenerics()) {
			return type.toClass();
		}
		ResolvableType[] generics = Arrays.stream(type.getGenerics())
			.map((generic) -> ResolvableType.forType(resolve(generic)))
			.toArray(ResolvableType[]::new);
		return ResolvableType.forClassWithGenerics(type.toClass(), generics).getType();
	}

	/**
	 * Returns an annotation of the method, with what it is meta-annotated with.
	 * @param <A> the type of the annotation
	 * @param type the type of the annotation
	 * @return the annotation, or {@code null}
	 */
	public <A extends Annotation> @Nullable A annotation(Class<A> type) {
		return AnnotatedElementUtils.findMergedAnnotation(getMethod(), type);
	}

	/**
	 * Returns what runs the function.
	 * @return the trigger
	 */
	public Trigger trigger() {
		return this.trigger;
	}

	/**
	 * Returns where the sidecar calls the function.
	 * @return the route
	 */
	public FunctionRoute route() {
		return this.trigger.route();
	}

	/**
	 * Returns the name of the bean.
	 * @return the name
	 */
	public String beanName() {
		return this.beanName;
	}

	/**
	 * Returns the class of the bean.
	 * @return the class as far as it is known at the start, never that of a proxy
	 */
	public Class<?> beanType() {
		return this.beanType;
	}

	/**
	 * Calls the method.
	 * @param arguments the arguments
	 * @return what it returned
	 * @throws Exception what it threw
	 */
	@Nullable Object invoke(@Nullable Object[] arguments) throws Exception {
		Target current = target();
		try {
			return current.method().invoke(current.bean(), arguments);
		}
		catch (InvocationTargetException ex) {
			ReflectionUtils.rethrowException(ex.getTargetException());
			throw ex;
		}
	}

	/**
	 * Checks that the method can be called on the bean, if the bean was created already.
	 */
	void checkCallable() {
		if (this.singleton && this.beanFactory instanceof SingletonBeanRegistry singletons
				&& singletons.containsSingleton(this.beanName)) {
			target();
		}
	}

	private Target target() {
		Target current = this.target;
		if (current != null && this.singleton) {
			return current;
		}
		Object bean = this.beanFactory.getBean(this.beanName);
		if (current == null || current.bean().getClass() != bean.getClass()) {
			current = new Target(bean, CallableMethod.of(this, bean));
		}
		else {
			current = new Target(bean, current.method());
		}
		this.target = current;
		return current;
	}

	/**
	 * Names the method and its bean at the beginning of a message.
	 * @return for example {@code Method createNewOrder(NewOrder, OutputBinding<Order>) of
	 * app.OrderFunctions (bean 'orderFunctions')}
	 */
	public String describe() {
		return describe(this.beanName, this.beanType, getMethod());
	}

	/**
	 * Names the method and its bean inside of a message.
	 * @return as {@link #describe()}, in lower case
	 */
	public String describeInSentence() {
		return StringUtils.uncapitalize(describe());
	}

	/**
	 * Names the function inside of a message to a caller.
	 * @return for example {@code function 'RetrieveOrder'}
	 */
	public String describeInCall() {
		return "function '" + this.trigger.name() + "'";
	}

	static String describe(String beanName, Class<?> beanType, Method method) {
		String types = Arrays.stream(method.getGenericParameterTypes())
			.map(TypeNames::shortName)
			.collect(Collectors.joining(", "));
		return "Method " + method.getName() + "(" + types + ") of " + beanType.getName() + " (bean '" + beanName + "')";
	}

	@Override
	public boolean equals(@Nullable Object other) {
		return this == other
				|| (super.equals(other) && other instanceof FunctionMethod that && this.beanName.equals(that.beanName));
	}

	@Override
	public int hashCode() {
		return super.hashCode() * 31 + this.beanName.hashCode();
	}

	/**
	 * Bean and the method to call on it.
	 *
	 * @param bean the bean, possibly a proxy
	 * @param method the method as the bean's class shows it
	 */
	private record Target(Object bean, Method method) {

	}

}
