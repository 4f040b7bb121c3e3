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

package dev.daprfunctions.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.autoconfigure.OverrideAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.filter.annotation.TypeExcludeFilters;
import org.springframework.core.annotation.AliasFor;

/**
 * Test of functions and nothing else of their application: the beans with functions, what
 * runs them, and a sidecar of their own on free ports, which calls them over HTTP. The
 * test gets a {@link TestSidecar}; what else the functions need comes by
 * {@code @MockitoBean} or {@code @Import}.
 *
 * @since 0.1.0
 * @see AutoConfigureTestSidecar
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@OverrideAutoConfiguration(enabled = false)
@TypeExcludeFilters(FunctionTypeExcludeFilter.class)
@ImportAutoConfiguration
@AutoConfigureTestSidecar
public @interface DaprFunctionsTest {

	/**
	 * Classes to test, with functions or of configurations, in place of those that the
	 * component scan of the application finds.
	 * @return the classes
	 */
	@AliasFor(annotation = SpringBootTest.class)
	Class<?>[] classes() default {};

	/**
	 * Properties of the application, as {@code name=value}.
	 * @return the properties
	 */
	@AliasFor(annotation = SpringBootTest.class)
	String[] properties() default {};

	/**
	 * Sidecar to run with.
	 * @return the type of the sidecar
	 */
	@AliasFor(annotation = AutoConfigureTestSidecar.class)
	SidecarType sidecar() default SidecarType.EMBEDDED;

	/**
	 * Component, subscription and resiliency resources, each the text of a file.
	 * @return the YAML texts
	 */
	@AliasFor(annotation = AutoConfigureTestSidecar.class)
	String[] components() default {};

	/**
	 * Folder with resource files, or one such file; {@code classpath:} may stand before
	 * it. Without it and without {@link #components()} it is that of the application, and
	 * if that does not exist there are the state store {@code statestore} and the pub/sub
	 * component {@code pubsub}.
	 * @return the path
	 */
	@AliasFor(annotation = AutoConfigureTestSidecar.class)
	String componentsPath() default "";

}
