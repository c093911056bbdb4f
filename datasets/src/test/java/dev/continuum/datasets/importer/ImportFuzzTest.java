package dev.continuum.datasets.importer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.datasets.file.ProblemFiles;
import dev.continuum.model.PlacementProblem;
import dev.continuum.model.validation.InvalidProblemException;
import dev.continuum.model.validation.Issue;
import dev.continuum.model.validation.ProblemValidator;
import dev.continuum.model.workload.Splitting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Mutated input ends in a problem or in issues, never in another exception. */
class ImportFuzzTest {

  private static final int TRIES = 1000;
  private static final List<String> PIECES =
      List.of(
          "-",
          ".",
          "e",
          "999999999999",
          "1e400",
          "NaN",
          "\"",
          "[",
          "]",
          "{",
          "}",
          ",",
          " ",
          "\n",
          "/*",
          "//",
          "null",
          "true",
          "\u0000",
          "é",
          "0");

  private static final PlacementProblem SKETCH =
      ProblemFiles.read(
          """
          nodes: [{id: site, tier: EDGE}]
          distance_rule: {base_ms: 1}
          functions: [{id: f, memory_mib: 100, work_ms: 100}]
          apps: [{id: a, calls: [{id: f}]}]
          groups: [{id: g, app: a, point: site, rate_per_s: 1}]
          """,
          "sketch.yaml");

  enum Format {
    CAP,
    SSCFLP,
    GAP,
    NEPTUNE,
    EUA_SITES;

    String good() throws IOException {
      return switch (this) {
        case CAP -> "2 3\n10 100.\n12 40.5\n8\n10.0 32.0\n6 18.0\n12\n5 15 5.25\n";
        case SSCFLP -> "2 3\n10 9\n5 7\n6 4 8\n1 20\n2 3\n30 4\n";
        case GAP -> " 2 3\n 5 7 3\n 4 9 6\n 4 3 5\n 2 6 4\n 8 5\n";
        case EUA_SITES ->
            "SITE_ID,LATITUDE,LONGITUDE,NAME\n7,-37.8,144.9,\"a, \"\"b\"\"\"\n8,-37.9,144.9,c\n";
        case NEPTUNE -> Files.readString(Path.of("neptune/three-nodes.json"));
      };
    }

    PlacementProblem parse(String text) {
      return switch (this) {
        case CAP -> OrLibraryCap.of(Splitting.DIVISIBLE).parse("cap", text);
        case SSCFLP -> SingleSourceLocation.parse("p", text);
        case GAP -> GeneralisedAssignment.first().parse("gap", text);
        case EUA_SITES ->
            EdgeUserAllocation.around(SKETCH)
                .parse("eua", text, "Latitude,Longitude\n-37.8,144.9\n");
        case NEPTUNE ->
            Neptune.minimising(NeptuneObjective.AS_FILED)
                .enforcingMaxDelays()
                .parse("n.json", text)
                .problem();
      };
    }
  }

  @ParameterizedTest
  @EnumSource(Format.class)
  void mutatedInputIsReadOrReported(Format format) throws IOException {
    String good = format.good();
    assertThat(ProblemValidator.validate(format.parse(good))).isEmpty();
    SplittableRandom random = new SplittableRandom(7);
    int reported = 0;
    for (int i = 0; i < TRIES; i++) {
      String text = mutated(good, random);
      try {
        ProblemValidator.validate(format.parse(text));
      } catch (InvalidProblemException e) {
        reported++;
        assertThat(e.issues()).isNotEmpty();
        assertThat(e.issues()).extracting(Issue::remedy).noneMatch(String::isBlank);
      } catch (RuntimeException e) {
        throw new AssertionError("Input:\n" + text, e);
      }
    }
    assertThat(reported).isGreaterThan(TRIES / 10);
  }

  private static String mutated(String good, SplittableRandom random) {
    StringBuilder text = new StringBuilder(good);
    for (int times = random.nextInt(1, 4); times > 0; times--) {
      int at = random.nextInt(text.length() + 1);
      switch (random.nextInt(4)) {
        case 0 -> text.insert(at, PIECES.get(random.nextInt(PIECES.size())));
        case 1 -> text.delete(at, Math.min(text.length(), at + random.nextInt(1, 12)));
        case 2 -> text.setLength(random.nextInt(20) == 0 ? at : text.length());
        default -> {
          int end = Math.min(text.length(), at + random.nextInt(1, 20));
          text.insert(random.nextInt(text.length() + 1), text.substring(at, end));
        }
      }
    }
    return text.toString();
  }
}
