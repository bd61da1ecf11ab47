package io.fusioncache.cli.shell;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Only the shell knows the line editor, so that no other command pays for a terminal. */
@AnalyzeClasses(packages = "io.fusioncache.cli", importOptions = ImportOption.DoNotIncludeTests.class)
class ShellArchitectureTest {
    @ArchTest
    static final ArchRule ONLY_THE_SHELL_KNOWS_THE_EDITOR = noClasses()
            .that()
            .resideOutsideOfPackage("io.fusioncache.cli.shell..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.jline..");
}
