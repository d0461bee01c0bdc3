package relaycheck.target;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "relaycheck", importOptions = ImportOption.DoNotIncludeTests.class)
class AdmittedTest {
    @ArchTest
    static final ArchRule scopeAloneAdmits =
            noClasses().that().doNotBelongToAnyOf(Scope.class).should().callConstructor(Admitted.class, Endpoint.class);
}
