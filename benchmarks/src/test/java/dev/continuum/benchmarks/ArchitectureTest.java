package dev.continuum.benchmarks;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who may know whom. The benchmarks see every module; of them only the load tool the service. */
class ArchitectureTest {

  /** What of the volume core a replanner keeps warm. */
  private static final String WARM =
      ".*volume\\.(RunningAssignment|WarmAssignment|NearConstruction)";

  private static JavaClasses ours;

  @BeforeAll
  static void readClasses() {
    ours =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            // The model's fixtures come as a jar of their own in a packaged build.
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("dev.continuum");
  }

  @Test
  void theModelNeedsTheJdkAndJSpecifyOnly() {
    classes()
        .that()
        .resideInAPackage("dev.continuum.model..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("dev.continuum.model..", "java..", "org.jspecify.annotations..")
        .check(ours);
  }

  @Test
  void theSolverKnowsNeitherFilesNorCommands() {
    noClasses()
        .that()
        .resideInAPackage("dev.continuum.solver..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.continuum.datasets..",
            "dev.continuum.cli..",
            "dev.continuum.benchmarks..",
            "java.io..",
            "java.nio.file..",
            "java.net..")
        .check(ours);
  }

  @Test
  void datasetsKnowNoSolver() {
    noClasses()
        .that()
        .resideInAPackage("dev.continuum.datasets..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.continuum.solver..", "dev.continuum.cli..")
        .check(ours);
  }

  @Test
  void onlyTheLoadToolKnowsTheServiceAndNobodyTheBenchmarks() {
    noClasses()
        .that()
        .resideInAPackage("dev.continuum.benchmarks..")
        .and()
        .resideOutsideOfPackage("dev.continuum.benchmarks.service..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.continuum.service..", "dev.continuum.cli..")
        .check(ours);
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.continuum.benchmarks..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.continuum.benchmarks..")
        .check(ours);
  }

  @Test
  void adaptersKnowNeitherEachOtherNorTheService() {
    List<String> adapters = List.of("dev.continuum.openwhisk..", "dev.continuum.lambda..");
    for (String adapter : adapters) {
      noClasses()
          .that()
          .resideInAPackage(adapter)
          .should()
          .dependOnClassesThat(
              DescribedPredicate.describe(
                  "belong to another adapter, the service, data sets or the simulator",
                  type ->
                      isOutside(type.getPackageName(), adapter)
                          && !type.getPackageName().startsWith("dev.continuum.model")
                          && !type.getPackageName().startsWith("dev.continuum.planner")
                          && !type.getPackageName().startsWith("dev.continuum.actuation")))
          .check(ours);
    }
  }

  /** Whether a package is one of ours but not of a module whose pattern ends in two dots. */
  private static boolean isOutside(String name, String module) {
    return name.startsWith("dev.continuum.")
        && !name.startsWith(module.substring(0, module.length() - 2));
  }

  @Test
  void actuationKnowsNoPlatform() {
    noClasses()
        .that()
        .resideInAPackage("dev.continuum.actuation..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.continuum.openwhisk..",
            "dev.continuum.lambda..",
            "dev.continuum.functions..",
            "dev.continuum.service..",
            "dev.continuum.cli..",
            "dev.continuum.datasets..",
            "software.amazon.awssdk..")
        .check(ours);
  }

  @Test
  void theFunctionsKnowNothingOfOurs() {
    noClasses()
        .that()
        .resideInAPackage("dev.continuum.functions..")
        .should()
        .dependOnClassesThat(
            DescribedPredicate.describe(
                "belong to another module",
                type -> isOutside(type.getPackageName(), "dev.continuum.functions..")))
        .check(ours);
  }

  @Test
  void theOracleSharesWithSolversOnlyRoundingAndQueueing() {
    noClasses()
        .that()
        .resideInAPackage("dev.continuum.model.evaluation..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.continuum.solver..")
        .check(ours);
    noClasses()
        .that()
        .resideInAnyPackage(
            "dev.continuum.solver.compiled..",
            "dev.continuum.solver.state..",
            "dev.continuum.solver.route..",
            "dev.continuum.solver.exact..",
            "dev.continuum.solver.greedy..",
            "dev.continuum.solver.price..",
            "dev.continuum.solver.assignment..",
            "dev.continuum.solver.volume..",
            "dev.continuum.solver.search..")
        .should()
        .dependOnClassesThat(
            DescribedPredicate.describe(
                "belong to the oracle but for its score",
                type ->
                    type.getPackageName().startsWith("dev.continuum.model.evaluation")
                        && !type.getSimpleName().equals("Score")))
        .check(ours);
  }

  @Test
  void backendsSeeTheCompiledFormOnly() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "dev.continuum.solver.state..",
            "dev.continuum.solver.route..",
            "dev.continuum.solver.exact..",
            "dev.continuum.solver.greedy..",
            "dev.continuum.solver.price..",
            "dev.continuum.solver.assignment..",
            "dev.continuum.solver.volume..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "dev.continuum.model.topology..",
            "dev.continuum.model.workload..",
            "dev.continuum.model.placement..",
            "dev.continuum.model.validation..")
        .check(ours);
  }

  @Test
  void backendsHaveFewPublicTypes() {
    for (String backend : List.of("exact", "price", "assignment", "volume")) {
      classes()
          .that()
          .resideInAPackage("dev.continuum.solver." + backend)
          .and()
          .areTopLevelClasses()
          .and()
          .arePublic()
          .should()
          .beAssignableTo("dev.continuum.solver.search.Backend")
          .orShould()
          .beAssignableTo("dev.continuum.solver.search.Improver")
          .orShould()
          .haveSimpleName("Multipliers")
          .orShould()
          .haveNameMatching(WARM)
          .check(ours);
    }
  }

  @Test
  void chanceAndTimeComeFromOutside() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.continuum.cli..", "dev.continuum.benchmarks..")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.util.Random")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .check(ours);
  }
}
