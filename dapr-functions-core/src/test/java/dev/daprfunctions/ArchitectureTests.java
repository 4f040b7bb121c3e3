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

package dev.daprfunctions;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.config.BeanPostProcessor;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the structure of the module.
 */
class ArchitectureTests {

	private static final String ROOT = "dev.daprfunctions";

	private static final JavaClasses classes = new ClassFileImporter()
		.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
		.importPackages(ROOT);

	@Test
	void whenClassesAreImportedThenEveryPackageIsAmongThem() {
		assertThat(classes.stream().map((type) -> type.getPackageName()).distinct()).contains(ROOT,
				ROOT + ".annotation", ROOT + ".client", ROOT + ".error", ROOT + ".expression", ROOT + ".function",
				ROOT + ".json", ROOT + ".state");
	}

	@Test
	void packagesHaveNoCycles() {
		check(SlicesRuleDefinition.slices().matching(ROOT + ".(*)..").should().beFreeOfCycles());
	}

	@Test
	void rootPackageDependsOnNoOther() {
		check(noClasses().that()
			.resideInAPackage(ROOT)
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage(ROOT + ".function..", ROOT + ".state..", ROOT + ".json..", ROOT + ".client..",
					ROOT + ".expression..", ROOT + ".error..", ROOT + ".web.."));
	}

	@Test
	void coreKnowsNoBoot() {
		check(noClasses().should().dependOnClassesThat().resideInAPackage("org.springframework.boot.."));
	}

	@Test
	void functionsAreNotFoundByABeanPostProcessor() {
		check(noClasses().that()
			.doNotHaveSimpleName("HiddenFunctions")
			.should()
			.beAssignableTo(BeanPostProcessor.class));
	}

	@Test
	void webDependsOnFunctionsAndNotTheReverse() {
		check(noClasses().that()
			.resideOutsideOfPackage(ROOT + ".web..")
			.should()
			.dependOnClassesThat()
			.resideInAPackage(ROOT + ".web.."));
	}

	@Test
	void onlyWebKnowsServletsAndSpringMvc() {
		check(noClasses().that()
			.resideOutsideOfPackage(ROOT + ".web..")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("jakarta.servlet..", "org.springframework.web.servlet.."));
	}

	@Test
	void onlyClientAndStateAndJsonKnowTheDaprSdk() {
		check(noClasses().that()
			.resideInAnyPackage(ROOT, ROOT + ".annotation..", ROOT + ".error..", ROOT + ".expression..",
					ROOT + ".function..", ROOT + ".web..")
			.should()
			.dependOnClassesThat()
			.resideInAPackage("io.dapr.."));
	}

	@Test
	void buildingBlocksAreUnknownToTheEngine() {
		check(classes().that()
			.resideInAPackage(ROOT + ".function..")
			.should()
			.onlyDependOnClassesThat()
			.resideOutsideOfPackages(ROOT + ".state..", ROOT + ".client.."));
	}

	private static void check(ArchRule rule) {
		rule.check(classes);
	}

}
