package dev.continuum.datasets.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.validation.InvalidProblemException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever happens to a file: a problem or a list of issues, never anything else. */
class MutatedFilesTest {

  private static final int MUTANTS = 2000;
  private static final byte[] SIGNS =
      "{}[]:,#&*!|>'\"%@`-?~<=\\\n\t 0.e".getBytes(StandardCharsets.UTF_8);

  @Test
  void mutatedYamlIsReadOrRejectedWithIssues(@TempDir Path directory) throws Exception {
    assertReadOrRejected(Samples.everything(), directory.resolve("mutant.yaml"), 1, MUTANTS);
  }

  @Test
  void mutatedJsonIsReadOrRejectedWithIssues(@TempDir Path directory) throws Exception {
    String json = ProblemFiles.toJson(ProblemFiles.read(Samples.everything(), "all.yaml"));

    assertReadOrRejected(json, directory.resolve("mutant.json"), 2, MUTANTS / 2);
    assertReadOrRejected(json, directory.resolve("mutant"), 3, MUTANTS / 5);
  }

  private static void assertReadOrRejected(String text, Path file, long seed, int mutants)
      throws Exception {
    SplittableRandom random = new SplittableRandom(seed);
    int rejected = 0;
    for (int i = 0; i < mutants; i++) {
      byte[] mutant = mutant(text, random);
      Files.write(file, mutant);
      try {
        PlacementProblem problem = ProblemFiles.read(file);
        assertThat(problem).isNotNull();
      } catch (InvalidProblemException e) {
        rejected++;
        assertThat(e.issues())
            .isNotEmpty()
            .allSatisfy(issue -> assertThat(issue.code()).startsWith("file."))
            .allSatisfy(issue -> assertThat(issue.remedy()).isNotBlank());
      } catch (RuntimeException | StackOverflowError e) {
        throw new AssertionError(
            "mutant " + i + ":\n" + new String(mutant, StandardCharsets.UTF_8), e);
      }
    }
    assertThat(rejected).isGreaterThan(mutants / 2);
  }

  private static byte[] mutant(String text, SplittableRandom random) {
    byte[] mutant =
        random.nextBoolean() ? lines(text, random) : text.getBytes(StandardCharsets.UTF_8);
    int changes = random.nextInt(4);
    for (int i = 0; i < changes && mutant.length > 1; i++) {
      int at = random.nextInt(mutant.length);
      switch (random.nextInt(5)) {
        case 0 -> mutant[at] = (byte) random.nextInt(256);
        case 1 -> mutant[at] ^= (byte) (1 << random.nextInt(8));
        case 2 -> mutant[at] = SIGNS[random.nextInt(SIGNS.length)];
        case 3 -> mutant = Arrays.copyOf(mutant, at + 1);
        default -> mutant[at] = mutant[random.nextInt(mutant.length)];
      }
    }
    return mutant;
  }

  private static byte[] lines(String text, SplittableRandom random) {
    List<String> lines = new ArrayList<>(text.lines().toList());
    int at = random.nextInt(lines.size());
    int other = random.nextInt(lines.size());
    switch (random.nextInt(6)) {
      case 0 -> lines.remove(at);
      case 1 -> lines.add(other, lines.get(at));
      case 2 -> Collections.swap(lines, at, other);
      case 3 -> lines.set(at, " ".repeat(random.nextInt(4)) + lines.get(at).strip());
      case 4 -> lines.set(at, lines.get(at).replaceAll("[0-9]+", "-1e400"));
      default -> lines.set(at, lines.get(at).replaceAll(": .*", ": "));
    }
    return String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
  }
}
