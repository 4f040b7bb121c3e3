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

import java.util.Set;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.annotation.ImportCandidates;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.constructors;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the structure of the module.
 */
class ArchitectureTests {

	private static final String ROOT = "dev.daprfunctions.test";

	private static final Set<String> API = Set.of("DaprFunctionsTest", "AutoConfigureTestSidecar", "SidecarType",
			"TestSidecar", "FunctionRequest", "InvocationResult", "InvocationResultAssert", "StoredState",
			"StoredStateAssert", "Recordings", "RecordingsAssert", "RecordedMessage", "PublishedMessage", "BindingCall",
			"AppInvocation", "Content", "AppStub", "BindingStub");

	private static final JavaClasses allClasses = new ClassFileImporter()
		.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
		.importPackages("dev.daprfunctions");

	private static final JavaClasses classes = allClasses.that(JavaClass.Predicates.resideInAPackage(ROOT + ".."));

	@Test
	void everythingIsInOnePackage() {
		classes().should().resideInAPackage(ROOT).check(classes);
	}

	@Test
	void apiIsPublic() {
		assertThat(API).allSatisfy(
				(name) -> assertThat(classes.get(ROOT + "." + name).getModifiers()).contains(JavaModifier.PUBLIC));
	}

	@Test
	void everythingButTheApiIsPackagePrivate() {
		classes().that(areTopLevel())
			.and()
			.areNotAnnotatedWith(AutoConfiguration.class)
			.and(areNoApi())
			.should()
			.bePackagePrivate()
			.check(classes);
	}

	@Test
	void classesOfTheApiCannotBeExtended() {
		classes().that().arePublic().and().areNotInterfaces().should().haveModifier(JavaModifier.FINAL).check(classes);
	}

	@Test
	void userMakesNothingOfTheApi() {
		constructors().that()
			.areDeclaredInClassesThat()
			.arePublic()
			.and()
			.areDeclaredInClassesThat()
			.areNotRecords()
			.and()
			.areDeclaredInClassesThat()
			.areNotAnnotatedWith(AutoConfiguration.class)
			.should()
			.notBePublic()
			.check(classes);
	}

	@Test
	void autoConfigurationIsFinalAndOnlyTheClassIsPublic() {
		classes().that()
			.areAnnotatedWith(AutoConfiguration.class)
			.should()
			.bePublic()
			.andShould()
			.haveModifier(JavaModifier.FINAL)
			.check(classes);
		methods().that()
			.areDeclaredInClassesThat()
			.areAnnotatedWith(AutoConfiguration.class)
			.should()
			.notBePublic()
			.check(classes);
	}

	@Test
	void autoConfigurationIsForTestsThatAskForItOnly() {
		assertThat(ImportCandidates.load(AutoConfiguration.class, getClass().getClassLoader()).getCandidates())
			.noneMatch((candidate) -> candidate.startsWith(ROOT + "."));
		assertThat(ImportCandidates.load(AutoConfigureTestSidecar.class, getClass().getClassLoader()).getCandidates())
			.contains(TestSidecarAutoConfiguration.class.getName());
	}

	@Test
	void othersDoNotKnowTheModule() {
		noClasses().that()
			.resideOutsideOfPackage(ROOT)
			.should()
			.dependOnClassesThat()
			.resideInAPackage(ROOT)
			.check(allClasses);
	}

	@Test
	void packagesHaveNoCycles() {
		SlicesRuleDefinition.slices().matching("dev.daprfunctions.(**)").should().beFreeOfCycles().check(allClasses);
	}

	private static DescribedPredicate<JavaClass> areTopLevel() {
		return DescribedPredicate.describe("are top level", JavaClass::isTopLevelClass);
	}

	private static DescribedPredicate<JavaClass> areNoApi() {
		return DescribedPredicate.describe("are no API", (candidate) -> !API.contains(candidate.getSimpleName())
				&& !candidate.getSimpleName().equals("package-info"));
	}

}
