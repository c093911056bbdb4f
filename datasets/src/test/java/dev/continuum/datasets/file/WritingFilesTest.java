package dev.continuum.datasets.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.placement.ObjectiveWeights;
import dev.continuum.model.placement.Placement;
import dev.continuum.model.validation.InvalidProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WritingFilesTest {

  private static final PlacementProblem PROBLEM =
      ProblemFiles.read(Samples.everything(), "everything.yaml");

  @Test
  void theNameOfTheFileTellsTheForm(@TempDir Path directory) throws Exception {
    ProblemFiles.write(PROBLEM, directory.resolve("p.json"));
    ProblemFiles.write(PROBLEM, directory.resolve("p.yaml"));

    assertThat(directory.resolve("p.json")).content().startsWith("{\n  \"name\": \"museum\",\n");
    assertThat(directory.resolve("p.yaml")).content().startsWith("name: museum\n");
    assertThat(ProblemFiles.read(directory.resolve("p.json"))).isEqualTo(PROBLEM);
    assertThat(ProblemFiles.read(directory.resolve("p.yaml"))).isEqualTo(PROBLEM);
  }

  @Test
  void aPlacementIsWrittenForPeople() {
    Placement running = PROBLEM.current().orElseThrow();

    assertThat(PlacementFiles.toYaml(Placement.of(running.routes(), running.warm()), PROBLEM))
        .isEqualTo(
            """
            routes:
              - group: visitors
                devices: 40
                calls:
                  - {call: capture, local: true}
                  - {call: extract, node: hall}
                  - {call: match, node: region}
              - group: kiosks
                devices: 2.5
                calls:
                  - {call: capture, local: true}
                  - {call: extract, function: extract-gpu, node: hall}
                  - {call: match, node: hall}
            unserved:
              - {group: kiosks, devices: 1.5}
            warm:
              - {function: extract, node: hall, instances: 2}
              - {function: match, node: region, instances: 1}
            """);
  }

  @Test
  void unservedDevicesMustFollowFromTheRoutes() {
    String text =
        PlacementFiles.toYaml(PROBLEM.current().orElseThrow(), PROBLEM)
            .replace("{group: kiosks, devices: 1.5}", "{group: kiosks, devices: 1}");

    InvalidProblemException e =
        catchThrowableOfType(
            InvalidProblemException.class, () -> PlacementFiles.read(text, "p.yaml", PROBLEM));

    assertThat(e.issues())
        .singleElement()
        .satisfies(
            issue -> {
              assertThat(issue.code()).isEqualTo("file.unserved");
              assertThat(issue.path()).isEqualTo("unserved[0]");
              assertThat(issue.message()).contains("must be 1.5").contains("(p.yaml:");
            });
  }

  @Test
  void aPlacementThatUsesWhatItHasNotAcquiredIsNotWritten() {
    Placement running = PROBLEM.current().orElseThrow();
    Placement bare = new Placement(running.routes(), running.warm(), new TreeSet<>());

    assertThatThrownBy(() -> PlacementFiles.toYaml(bare, PROBLEM))
        .isInstanceOf(InvalidProblemException.class)
        .hasMessageContaining("[file.acquired]");
  }

  @Test
  void charactersOutsideTheBasicPlaneMayStandAnywhere() {
    for (int padding = 0; padding < 2100; padding++) {
      String name = "x".repeat(padding) + "😀";

      assertThat(ProblemFiles.read("name: " + name, "p.yaml").name()).isEqualTo(name);
    }
  }

  @Test
  void aFailingWriteLeavesTheOldFileAndNothingElse(@TempDir Path directory) throws Exception {
    Path file = Files.writeString(directory.resolve("p.yaml"), "old");
    PlacementProblem broken =
        PROBLEM.toBuilder().weights(new ObjectiveWeights(Double.NaN, 0, 0, 0)).build();

    assertThatThrownBy(() -> ProblemFiles.write(broken, file))
        .isInstanceOf(InvalidProblemException.class);
    assertThat(file).hasContent("old");
    assertThat(names(directory)).containsExactly("p.yaml");
  }

  @Test
  void directoriesAreNotMade(@TempDir Path directory) throws Exception {
    assertThatThrownBy(() -> ProblemFiles.write(PROBLEM, directory.resolve("absent/p.yaml")))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> ProblemFiles.write(PROBLEM, directory))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("is a directory");
    assertThat(names(directory)).isEmpty();
  }

  @Test
  void aLinkIsWrittenThrough(@TempDir Path directory) throws Exception {
    Path target = Files.writeString(directory.resolve("target.yaml"), "old");
    Path link = Files.createSymbolicLink(directory.resolve("link.yaml"), target);

    ProblemFiles.write(PROBLEM, link);

    assertThat(Files.isSymbolicLink(link)).isTrue();
    assertThat(ProblemFiles.read(target)).isEqualTo(PROBLEM);
  }

  @Test
  void aFileLargerThanTheLimitIsNotRead(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("p.yaml");
    ProblemFiles.write(PROBLEM, file);
    long size = Files.size(file);

    assertThat(ProblemFiles.read(file, FileLimits.DEFAULT.withBytes(size))).isEqualTo(PROBLEM);
    assertThatThrownBy(() -> ProblemFiles.read(file, FileLimits.DEFAULT.withBytes(size - 1)))
        .isInstanceOf(InvalidProblemException.class)
        .hasMessageContaining("[file.size]");
  }

  @Test
  void aFileThatIsNoTextIsAnIssue(@TempDir Path directory) throws Exception {
    Path file = Files.write(directory.resolve("p.yaml"), new byte[] {'a', (byte) 0xff, 'b'});

    assertThatThrownBy(() -> ProblemFiles.read(file))
        .isInstanceOf(InvalidProblemException.class)
        .hasMessageContaining("[file.encoding]");
  }

  @Test
  void aByteOrderMarkIsNoFault(@TempDir Path directory) throws Exception {
    Path file = Files.writeString(directory.resolve("p"), "\ufeffname: x\n");

    assertThat(ProblemFiles.read(file).name()).isEqualTo("x");
  }

  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
