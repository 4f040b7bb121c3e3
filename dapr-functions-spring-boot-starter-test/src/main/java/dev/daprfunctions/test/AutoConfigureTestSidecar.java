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

import org.junit.jupiter.api.parallel.ResourceLock;

import org.springframework.boot.autoconfigure.ImportAutoConfiguration;

/**
 * Gives the application of a {@code @SpringBootTest} a sidecar of its own on free ports,
 * and the test a {@link TestSidecar}. The sidecar can call the application only with
 * {@code webEnvironment = WebEnvironment.RANDOM_PORT}.
 *
 * @since 0.1.0
 * @see DaprFunctionsTest
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ImportAutoConfiguration
@ResourceLock(providers = ContextLocks.class)
public @interface AutoConfigureTestSidecar {

	/**
	 * Sidecar to run with.
	 * @return the type of the sidecar
	 */
	SidecarType sidecar() default SidecarType.EMBEDDED;

	/**
	 * Component, subscription and resiliency resources, each the text of a file.
	 * @return the YAML texts
	 */
	String[] components() default {};

	/**
	 * Folder with resource files, or one such file; {@code classpath:} may stand before
	 * it. Without it and without {@link #components()} it is that of the application, and
	 * if that does not exist there are the state store {@code statestore} and the pub/sub
	 * component {@code pubsub}.
	 * @return the path
	 */
	String componentsPath() default "";

}
