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

package dev.daprfunctions.sidecar;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

/**
 * Tests for the structure of the module.
 */
class ArchitectureTests {

	private static final String ROOT = "dev.daprfunctions.sidecar";

	private static final JavaClasses classes = new ClassFileImporter()
		.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
		.importPackages(ROOT);

	@Test
	void packagesHaveNoCycles() {
		SlicesRuleDefinition.slices()
			.matching("(dev.daprfunctions.sidecar..)")
			.should()
			.beFreeOfCycles()
			.check(classes);
	}

	@Test
	void moduleKnowsNoSpring() {
		noClasses().should().dependOnClassesThat().resideInAPackage("org.springframework..").check(classes);
	}

	@Test
	void buildingBlocksKnowNoFrontEnd() {
		noClasses().that()
			.resideOutsideOfPackages(ROOT, ROOT + ".http", ROOT + ".grpc", ROOT + ".daprd")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage(ROOT + ".http", ROOT + ".grpc", ROOT)
			.check(classes);
	}

	@Test
	void frontEndsDoNotKnowEachOther() {
		noClasses().that()
			.resideInAPackage(ROOT + ".http")
			.should()
			.dependOnClassesThat()
			.resideInAPackage(ROOT + ".grpc")
			.check(classes);
		noClasses().that()
			.resideInAPackage(ROOT + ".grpc")
			.should()
			.dependOnClassesThat()
			.resideInAPackage(ROOT + ".http")
			.check(classes);
	}

}
