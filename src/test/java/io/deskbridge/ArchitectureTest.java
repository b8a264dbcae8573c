package io.deskbridge;

import static com.tngtech.archunit.core.importer.ImportOption.Predefined.DO_NOT_INCLUDE_TESTS;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Which way dependencies may point. Each rule holds in the product, and fails where a violation was written for it. */
class ArchitectureTest {
    private static final String PRODUCT = "io.deskbridge";
    private static final String VIOLATIONS = "io.deskbridge.violations";

    private static JavaClasses product;
    private static JavaClasses violations;

    @BeforeAll
    static void read() {
        product = new ClassFileImporter().withImportOption(DO_NOT_INCLUDE_TESTS).importPackages(PRODUCT);
        violations = new ClassFileImporter().importPackages(VIOLATIONS);
    }

    @TestFactory
    Stream<DynamicTest> the_product_keeps() {
        return new ArchitectureRules(PRODUCT)
                .all().entrySet().stream()
                        .map(rule -> DynamicTest.dynamicTest(
                                rule.getKey(), () -> rule.getValue().check(product)));
    }

    @TestFactory
    Stream<DynamicTest> a_violation_is_found_by() {
        return new ArchitectureRules(VIOLATIONS)
                .all().entrySet().stream().map(rule -> DynamicTest.dynamicTest(rule.getKey(), () -> isBroken(rule)));
    }

    private static void isBroken(Map.Entry<String, ArchRule> rule) {
        assertThat(rule.getValue().evaluate(violations).hasViolation())
                .as("the violation written for: %s", rule.getKey())
                .isTrue();
    }
}
