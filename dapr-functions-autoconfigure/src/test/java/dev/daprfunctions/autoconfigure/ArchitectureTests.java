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

import java.util.Set;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.context.annotation.Bean;
import org.springframework.core.io.support.SpringFactoriesLoader;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.constructors;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the architecture of the auto-configuration.
 */
class ArchitectureTests {

	private static final Set<String> API = Set.of("DaprConnectionDetails", "DaprClientBuilderCustomizer", "SidecarKind",
			"DaprFunctionsProperties", "Compatibility", "EmbeddedSidecarBuilderCustomizer");

	private static final JavaClasses allClasses = new ClassFileImporter()
		.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
		.importPackages("dev.daprfunctions");

	private static final JavaClasses classes = allClasses
		.that(JavaClass.Predicates.resideInAPackage("dev.daprfunctions.autoconfigure.."));

	@Test
	void autoConfigurationsAreFinalAndOnlyTheClassIsPublic() {
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
		fields().that()
			.areDeclaredInClassesThat()
			.areAnnotatedWith(AutoConfiguration.class)
			.should()
			.notBePublic()
			.check(classes);
		constructors().that()
			.areDeclaredInClassesThat()
			.areAnnotatedWith(AutoConfiguration.class)
			.should()
			.haveRawParameterTypes(new Class<?>[0])
			.check(classes);
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
	void apiIsPublic() {
		assertThat(API)
			.allSatisfy((name) -> assertThat(classes.get("dev.daprfunctions.autoconfigure." + name).getModifiers())
				.contains(JavaModifier.PUBLIC));
	}

	@Test
	void conditionsOnClassesAreOnClassesOnly() {
		methods().that()
			.areAnnotatedWith(Bean.class)
			.should()
			.notBeAnnotatedWith(ConditionalOnClass.class)
			.andShould()
			.notBeAnnotatedWith(ConditionalOnMissingClass.class)
			.check(classes);
	}

	@Test
	void thereIsNoBeanPostProcessor() {
		noClasses().should().beAssignableTo(BeanPostProcessor.class).check(classes);
	}

	@Test
	void packagesHaveNoCycles() {
		SlicesRuleDefinition.slices().matching("dev.daprfunctions.(**)").should().beFreeOfCycles().check(allClasses);
	}

	@Test
	void everyAutoConfigurationIsListed() {
		assertThat(ImportCandidates.load(AutoConfiguration.class, getClass().getClassLoader()).getCandidates())
			.filteredOn((candidate) -> candidate.startsWith("dev.daprfunctions."))
			.containsExactlyInAnyOrderElementsOf(classes.stream()
				.filter((candidate) -> candidate.isAnnotatedWith(AutoConfiguration.class))
				.map(JavaClass::getName)
				.toList());
	}

	@Test
	void everyFailureAnalyzerIsListed() {
		assertThat(SpringFactoriesLoader.forDefaultResourceLocation()
			.load(FailureAnalyzer.class, (type, name, failure) -> assertThat(name).startsWith("org.springframework.")))
			.filteredOn((analyzer) -> analyzer.getClass().getName().startsWith("dev.daprfunctions."))
			.extracting((analyzer) -> analyzer.getClass().getName())
			.containsExactlyInAnyOrderElementsOf(classes.stream()
				.filter((candidate) -> candidate.isAssignableTo(FailureAnalyzer.class))
				.map(JavaClass::getName)
				.toList());
	}

	private static DescribedPredicate<JavaClass> areTopLevel() {
		return DescribedPredicate.describe("are top level", JavaClass::isTopLevelClass);
	}

	private static DescribedPredicate<JavaClass> areNoApi() {
		return DescribedPredicate.describe("are no API", (candidate) -> !API.contains(candidate.getSimpleName())
				&& !candidate.getSimpleName().equals("package-info"));
	}

}
