package org.messagesgateway;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.messagesgateway.provider.Adapter;

/** The package graph and the habits of the house. */
@AnalyzeClasses(packages = "org.messagesgateway", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String ROOT = "org.messagesgateway.";
    private static final int MOST_LINES = 400;

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLES =
            slices().matching(ROOT + "(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule DEPENDENCIES_POINT_ONE_WAY = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("org.messagesgateway..")
            .layer("json")
            .definedBy(ROOT + "json")
            .layer("config")
            .definedBy(ROOT + "config")
            .layer("messages")
            .definedBy(ROOT + "messages")
            .layer("tokens")
            .definedBy(ROOT + "tokens")
            .layer("http")
            .definedBy(ROOT + "http")
            .layer("provider")
            .definedBy(ROOT + "provider")
            .layer("adapter")
            .definedBy(ROOT + "adapter")
            .layer("dispatch")
            .definedBy(ROOT + "dispatch")
            .layer("cloud")
            .definedBy(ROOT + "cloud")
            .layer("job")
            .definedBy(ROOT + "job")
            .layer("servlet")
            .definedBy(ROOT + "servlet")
            .layer("boot")
            .definedBy(ROOT + "boot")
            .layer("launch")
            .definedBy(ROOT + "launch")
            .whereLayer("json")
            .mayNotAccessAnyLayer()
            .whereLayer("config")
            .mayOnlyAccessLayers("json")
            .whereLayer("messages")
            .mayOnlyAccessLayers("json")
            .whereLayer("tokens")
            .mayOnlyAccessLayers("json", "messages")
            .whereLayer("http")
            .mayOnlyAccessLayers("config")
            .whereLayer("provider")
            .mayOnlyAccessLayers("json", "config", "messages", "tokens", "http")
            .whereLayer("adapter")
            .mayOnlyAccessLayers("json", "config", "messages", "http", "provider")
            .whereLayer("dispatch")
            .mayOnlyAccessLayers("json", "config", "messages", "tokens", "http", "provider")
            .whereLayer("cloud")
            .mayOnlyAccessLayers("json", "config", "messages", "http", "provider")
            .whereLayer("cloud")
            .mayOnlyBeAccessedByLayers("boot")
            .whereLayer("job")
            .mayOnlyAccessLayers("config", "messages", "http", "provider", "dispatch")
            .whereLayer("job")
            .mayOnlyBeAccessedByLayers("servlet", "boot")
            .whereLayer("servlet")
            .mayOnlyAccessLayers("json", "config", "messages", "http", "provider", "dispatch", "job")
            .whereLayer("adapter")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("boot")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("launch")
            .mayNotAccessAnyLayer()
            .whereLayer("launch")
            .mayNotBeAccessedByAnyLayer();

    @ArchTest
    static final ArchRule ADAPTERS_ARE_THEIR_OWN_AFFAIR = classes()
            .that()
            .resideInAPackage(ROOT + "adapter")
            .and()
            .areTopLevelClasses()
            .should()
            .notBePublic()
            .because("CDI finds them by their dialect");

    /** The files of an adapter begin with its name; what two of them need is part of the kit. */
    @ArchTest
    static void adaptersDoNotKnowEachOther(JavaClasses classes) {
        var names = classes.stream()
                .filter(type -> type.isAnnotatedWith(Adapter.class))
                .map(type -> type.getSimpleName().replace("Adapter", ""))
                .toList();
        assertThat(names).contains("Chat", "Responses");
        for (var name : names) {
            for (var other : names) {
                if (!name.equals(other)) {
                    noClasses()
                            .that()
                            .haveNameMatching(ROOT + "adapter\\." + name + ".*")
                            .should()
                            .dependOnClassesThat()
                            .haveNameMatching(ROOT + "adapter\\." + other + ".*")
                            .allowEmptyShould(true)
                            .check(classes);
                }
            }
        }
    }

    @ArchTest
    static final ArchRule TRANSLATION_IS_PURE = noClasses()
            .that()
            .resideInAnyPackage(ROOT + "messages", ROOT + "tokens", ROOT + "provider", ROOT + "adapter")
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                    "java.util.concurrent..", "java.io..", "java.net.http..", "jakarta.servlet..", "org.apache.."))
            .because("it is tested without threads, sockets or a container");

    @ArchTest
    static final ArchRule ADAPTERS_DO_NOT_CALL = noClasses()
            .that()
            .resideInAnyPackage(ROOT + "adapter", ROOT + "provider")
            .should()
            .dependOnClassesThat()
            .haveSimpleName("UpstreamClient");

    @ArchTest
    static final ArchRule ONE_PLACE_FOR_THE_HTTP_CLIENT = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + "http")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.hc..");

    @ArchTest
    static final ArchRule ONE_PLACE_FOR_THE_STREAMING_PARSER = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + "json")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.fasterxml..");

    @ArchTest
    static final ArchRule ONE_PLACE_FOR_VOCABULARIES = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + "tokens")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.knuddels..");

    @ArchTest
    static final ArchRule ONE_PLACE_FOR_THE_LIBRARIES_OF_CLOUDS = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + "cloud")
            .should()
            .dependOnClassesThat(resideInAnyPackage("software.amazon.awssdk..", "com.google.."))
            .because("they are loaded only where a provider needs them");

    @ArchTest
    static final ArchRule ONE_PLACE_FOR_BINARY_EVENT_STREAMS = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + "http")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("software.amazon.eventstream..");

    @ArchTest
    static final ArchRule ONE_PLACE_FOR_SERVLETS = noClasses()
            .that()
            .resideOutsideOfPackages(ROOT + "servlet", ROOT + "boot", ROOT + "launch")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("jakarta.servlet..");

    @ArchTest
    static final ArchRule ONE_PLACE_FOR_BUNDLED_CDI = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + "boot")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.jboss.weld..");

    @ArchTest
    static final ArchRule ONE_PLACE_FOR_DATABASES_AND_CACHES = noClasses()
            .that()
            .resideOutsideOfPackages(ROOT + "job", ROOT + "boot")
            .should()
            .dependOnClassesThat(
                    resideInAnyPackage("java.sql..", "javax.sql..", "org.h2..", "com.zaxxer..", "org.ehcache.."));

    @ArchTest
    static final ArchRule SECRETS_ARE_SECRET = fields().that()
            .haveNameMatching("(?i).*(password|apikey|secret).*")
            .should()
            .haveRawType(ROOT + "config.Secret");

    @ArchTest
    static final ArchRule EXCEPTIONS_ARE_FINAL = classes()
            .that()
            .areAssignableTo(Throwable.class)
            .should()
            .haveModifier(JavaModifier.FINAL)
            .because("one is made only where a caller catches it");

    @ArchTest
    static final ArchRule NO_FIELD_INJECTION = fields().should().notBeAnnotatedWith("jakarta.inject.Inject");

    @ArchTest
    static final ArchRule NO_STANDARD_STREAMS =
            noClasses().that().resideOutsideOfPackage(ROOT + "launch").should(ACCESS_STANDARD_STREAMS);

    @ArchTest
    static final ArchRule NO_LOGGING_LIBRARY = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + "launch")
            .should(USE_JAVA_UTIL_LOGGING)
            .because("System.Logger has nothing to clash with in a server");

    @ArchTest
    static void everyPackageIsNullMarked(JavaClasses classes) {
        assertThat(classes.stream().map(JavaClass::getPackage).distinct())
                .allMatch(javaPackage -> javaPackage.isAnnotatedWith(NullMarked.class));
    }

    @Test
    void noSourceFileIsLong() throws IOException {
        try (var files = Files.walk(Path.of("src"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".java")))
                    .allSatisfy(file -> assertThat(Files.readAllLines(file)).hasSizeLessThanOrEqualTo(MOST_LINES));
        }
    }
}
