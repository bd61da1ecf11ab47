package io.fusioncache.server;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows between the packages go one way: net to query and command, these to the engine. */
@AnalyzeClasses(packages = "io.fusioncache.server", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String SERVER = "io.fusioncache.server";

    @ArchTest
    static final ArchRule THE_ENGINE_KNOWS_NOBODY = noClasses()
            .that()
            .resideInAPackage(SERVER + ".engine..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    SERVER,
                    SERVER + ".query..",
                    SERVER + ".command..",
                    SERVER + ".net..",
                    SERVER + ".ops..",
                    SERVER + ".buffer..",
                    "io.undertow..",
                    "org.xnio..",
                    "tools.jackson..",
                    "picocli..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule THE_ACCOUNT_KNOWS_NO_OTHER_PART_OF_THE_ENGINE = noClasses()
            .that()
            .resideInAPackage(SERVER + ".engine.memory..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    SERVER + ".engine.object..", SERVER + ".engine.keyspace..", SERVER + ".engine.composite..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule ONLY_THE_PROCESS_KNOWS_SIGNALS = noClasses()
            .that()
            .doNotHaveFullyQualifiedName(SERVER + ".Service")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("sun..", "com.sun..", "jdk..");

    @ArchTest
    static final ArchRule OBJECTS_AND_KEYS_ARE_APART = noClasses()
            .that()
            .resideInAPackage(SERVER + ".engine.object..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(SERVER + ".engine.keyspace..", SERVER + ".engine.composite..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule QUERIES_KNOW_NO_NETWORK = noClasses()
            .that()
            .resideInAnyPackage(SERVER + ".query..", SERVER + ".command..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(SERVER, SERVER + ".net..", SERVER + ".ops..", "io.undertow..", "org.xnio..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule BUFFERS_KNOW_NOBODY = noClasses()
            .that()
            .resideInAPackage(SERVER + ".buffer..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    SERVER,
                    SERVER + ".engine..",
                    SERVER + ".query..",
                    SERVER + ".command..",
                    SERVER + ".net..",
                    SERVER + ".ops..")
            .allowEmptyShould(true);

    @ArchTest
    static final ArchRule THE_NETWORK_KNOWS_NO_DATA = noClasses()
            .that()
            .resideInAPackage(SERVER + ".net..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    SERVER + ".engine.object..", SERVER + ".engine.keyspace..", SERVER + ".engine.composite..")
            .allowEmptyShould(true);
}
