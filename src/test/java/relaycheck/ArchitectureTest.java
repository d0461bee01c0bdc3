package relaycheck;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import relaycheck.proof.Destination;
import tools.jackson.databind.JsonNode;

/** What a package may use, and who alone may do what is dangerous. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("relaycheck");
    /** A package uses only those before it. */
    private static final ImmutableList<String> PACKAGES = ImmutableList.of(
            "text",
            "http",
            "target",
            "proof",
            "product",
            "probe",
            "verdict",
            "inquiry",
            "cause",
            "impact",
            "history",
            "policy",
            "report",
            "canary",
            "demo",
            "transport",
            "store",
            "scan",
            "notify",
            "cli");

    private static final ImmutableList<String> PURE = PACKAGES.subList(0, PACKAGES.indexOf("report") + 1);
    private static final Pattern PUBLIC_TYPE = Pattern.compile(
            "(?m)^public (?:abstract |final |sealed |non-sealed )*(?:class|interface|enum|record|@interface) ");

    private static final ImmutableSet<String> READERS = ImmutableSet.of("parse", "read");
    private static final ImmutableSet<String> OUTSIDE = ImmutableSet.of(
            String.class.getName(), byte[].class.getName(), InputStream.class.getName(), JsonNode.class.getName());
    /** Reads what we wrote ourselves, of which its tests read every file. */
    private static final ImmutableSet<String> OWN_DATA = ImmutableSet.of("product");

    @ParameterizedTest
    @MethodSource("packages")
    void aPackage_usesOnlyThoseAboveIt(String name) {
        String[] later = Stream.concat(
                        Stream.of("relaycheck"),
                        PACKAGES.stream().skip(PACKAGES.indexOf(name) + 1L).map(other -> "relaycheck." + other + ".."))
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage("relaycheck." + name + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(later)
                .allowEmptyShould(true)
                .check(CLASSES);
    }

    @Test
    void everyPackage_hasItsPlace() {
        classes()
                .should()
                .resideInAnyPackage(Stream.concat(
                                Stream.of("relaycheck"), PACKAGES.stream().map(name -> "relaycheck." + name + ".."))
                        .toArray(String[]::new))
                .check(CLASSES);
    }

    @Test
    void httpCore_isUsedByShellsAlone() {
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        "relaycheck.transport..", "relaycheck.canary..", "relaycheck.demo..", "relaycheck.notify..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.hc..")
                .check(CLASSES);
    }

    @Test
    void mail_isSentByNotifyAlone() {
        noClasses()
                .that()
                .resideOutsideOfPackage("relaycheck.notify..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta.mail..", "jakarta.activation..", "org.eclipse.angus..")
                .check(CLASSES);
    }

    @Test
    void picocli_isUsedByTheCommandAlone() {
        noClasses()
                .that()
                .resideOutsideOfPackages("relaycheck", "relaycheck.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("picocli..")
                .check(CLASSES);
    }

    @Test
    void aPurePackage_hasNoSocketFileClockRandomnessThreadOrLogger() {
        noClasses()
                .that(resideInAnyPackage(pure()))
                .and()
                // puts a report in its place at once or not at all, and is handed the place; the other tells the
                // problems of files apart, and touches none
                .haveNameNotMatching("relaycheck\\.report\\.OutputFile.*|relaycheck\\.text\\.Reason")
                .should()
                .dependOnClassesThat(nameMatching(
                        "java\\.net\\.(.*Socket.*|URL|URLConnection|http\\..*)|java\\.nio\\.(file|channels)\\..*"
                                + "|java\\.time\\.Clock|java\\.util\\.(Random|SplittableRandom|Timer)"
                                + "|java\\.security\\.SecureRandom|java\\.lang\\.(Thread|ProcessBuilder)"
                                + "|java\\.util\\.concurrent\\.(.*Executor.*|ThreadLocalRandom)"
                                + "|java\\.io\\.(File|File.*Stream|FileReader|FileWriter|RandomAccessFile)"
                                + "|org\\.slf4j\\..*|java\\.util\\.logging\\..*"))
                .check(CLASSES);
    }

    @Test
    void aPurePackage_doesNotAskTheTime() {
        noClasses()
                .that(resideInAnyPackage(pure()))
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(java.time.Instant.class, "now")
                .check(CLASSES);
    }

    @Test
    void theCore_isImmutable() {
        fields().that()
                .areDeclaredInClassesThat(resideInAnyPackage(
                        "relaycheck.text..",
                        "relaycheck.http..",
                        "relaycheck.proof..",
                        "relaycheck.probe..",
                        "relaycheck.verdict..",
                        "relaycheck.inquiry..",
                        "relaycheck.history..",
                        "relaycheck.policy.."))
                .should()
                .beFinal()
                .check(CLASSES);
    }

    @Test
    void onlyTheCanary_makesADestination() {
        noClasses()
                .that()
                .resideOutsideOfPackage("relaycheck.canary..")
                .should()
                .callMethod(Destination.class, "of", java.net.InetAddress.class, int.class)
                .check(CLASSES);
        assertThat(Destination.class.getConstructors()).isEmpty();
    }

    @Test
    void onlyAScope_admits() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("relaycheck.target.Scope")
                .should(new ArchCondition<>("make an Admitted") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        type.getConstructorCallsFromSelf().stream()
                                .filter(call -> call.getTargetOwner().getName().equals("relaycheck.target.Admitted"))
                                .forEach(call -> events.add(SimpleConditionEvent.satisfied(type, call.toString())));
                    }
                })
                .check(CLASSES);
    }

    @Test
    void onlyMain_endsTheProcess() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("relaycheck.Main")
                .should()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "exit", int.class)
                .check(CLASSES);
    }

    @Test
    void noClass_isNamedAfterNothing() {
        noClasses()
                .should()
                .haveSimpleNameContaining("Helper")
                .orShould()
                .haveSimpleNameContaining("Util")
                .orShould()
                .haveSimpleNameEndingWith("Manager")
                .check(CLASSES);
    }

    @Test
    void everyPublicType_isDocumented() throws IOException {
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            List<Path> bare = sources.filter(file -> file.toString().endsWith(".java"))
                    .filter(ArchitectureTest::isBare)
                    .toList();
            assertThat(bare).isEmpty();
        }
    }

    @Test
    void everyPackageThatReadsTextFromOutside_hasAFuzzTest() throws IOException {
        Set<String> reading = CLASSES.stream()
                .filter(type -> type.getMethods().stream().anyMatch(ArchitectureTest::isReader))
                .map(type -> type.getPackageName().substring("relaycheck.".length()))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(reading).contains("target", "report", "canary", "demo").containsAll(OWN_DATA);
        reading.removeAll(OWN_DATA);
        for (String name : reading) {
            try (Stream<Path> tests = Files.list(Path.of("src/test/java/relaycheck", name))) {
                assertThat(tests).as(name).anyMatch(file -> file.toString().endsWith("FuzzTest.java"));
            }
        }
    }

    private static boolean isReader(JavaMethod method) {
        return method.getModifiers().contains(JavaModifier.STATIC)
                && READERS.contains(method.getName())
                && method.getRawParameterTypes().stream()
                        .map(JavaClass::getName)
                        .anyMatch(OUTSIDE::contains);
    }

    static Stream<String> packages() {
        return PACKAGES.stream();
    }

    private static boolean isBare(Path file) {
        try {
            String source = Files.readString(file, UTF_8);
            var type = PUBLIC_TYPE.matcher(source);
            return type.find() && !source.substring(0, type.start()).contains("/**");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String[] pure() {
        return PURE.stream().map(name -> "relaycheck." + name + "..").toArray(String[]::new);
    }
}
