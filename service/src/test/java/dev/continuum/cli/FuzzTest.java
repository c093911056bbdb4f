package dev.continuum.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mutated problem files: whatever they hold, the answer is a placement, a proof or issues. */
class FuzzTest {

  private static final int FILES = 500;
  private static final Pattern NUMBER = Pattern.compile("(?<![\\w.-])\\d+(\\.\\d+)?(?![\\w.])");
  private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z_0-9-]*");
  private static final String[] NUMBERS = {
    "-1",
    "0",
    "1e308",
    "-1e-300",
    ".nan",
    ".inf",
    "9223372036854775808",
    "1e9",
    "0.5",
    "\"\"",
    "[]",
    "{}",
    "null",
    "true",
    "1e-9",
    "99999999"
  };
  private static final String[] JUNK = {
    "\u0000",
    "\t",
    "\ud83d\ude00",
    "{",
    "}",
    "[",
    "]",
    ":",
    "&a *a",
    "- ",
    "\"",
    "'",
    "\n",
    "#",
    "!!int ",
    "%",
    "\u2028",
    "<<: *x",
    "|",
    "? "
  };

  @TempDir Path directory;

  @Test
  void neverEndsInAStackTraceOrTouchesTheOutputFile() throws IOException {
    List<String> originals =
        List.of(
            Files.readString(Path.of(CliRun.TUTORIAL)), Files.readString(Path.of(CliRun.TESTBED)));
    Path out = directory.resolve("out.yaml");
    Map<Integer, Integer> exits = new TreeMap<>();
    for (int seed = 1; seed <= FILES; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      String text = mutated(originals.get(random.nextInt(originals.size())), random);
      Path problem = directory.resolve("fuzz-" + seed + ".yaml");
      Files.writeString(problem, text);
      Files.writeString(out, "kept");

      CliRun run = CliRun.of("solve", problem, "--time", "100ms", "--threads", "1", "-o", out);

      String what = "seed " + seed + "\n" + run.err() + "\n" + text;
      assertThat(run.exit()).as(what).isIn(0, 2, 3, 4);
      assertThat(run.out() + run.err()).as(what).doesNotContain("Exception", "\tat ", "Internal");
      if (run.exit() == 2) {
        assertThat(run.out()).as(what).isEmpty();
        assertThat(run.err()).as(what).containsPattern("(?m)^\\S.*\\[[a-z.-]+\\]$");
      }
      if (run.exit() != 0) {
        assertThat(out).as(what).hasContent("kept");
      }
      exits.merge(run.exit(), 1, Integer::sum);
      Files.delete(problem);
    }
    assertThat(exits.keySet()).as("a fuzz that reaches little proves little").contains(0, 2);
  }

  private static String mutated(String original, SplittableRandom random) {
    String text = original;
    int mutations = 1 + random.nextInt(3);
    for (int i = 0; i < mutations; i++) {
      text =
          switch (random.nextInt(8)) {
            case 0, 1, 2 -> replaced(text, NUMBER, random, pick(NUMBERS, random));
            case 3 -> replaced(text, WORD, random, anyWord(text, random));
            case 4 -> replaced(text, WORD, random, "x" + random.nextInt(10));
            case 5 -> {
              int at = random.nextInt(text.length());
              yield text.substring(0, at) + pick(JUNK, random) + text.substring(at);
            }
            case 6 -> {
              int from = random.nextInt(text.length());
              int to = Math.min(text.length(), from + 1 + random.nextInt(30));
              yield random.nextBoolean()
                  ? text.substring(0, from) + text.substring(to)
                  : text.substring(0, to) + text.substring(from);
            }
            default -> {
              List<String> lines = text.lines().toList();
              int line = random.nextInt(lines.size());
              yield String.join("\n", lines.subList(0, line))
                  + "\n"
                  + String.join(
                      "\n", lines.subList(Math.min(line + 1, lines.size()), lines.size()));
            }
          };
    }
    return text;
  }

  private static String pick(String[] values, SplittableRandom random) {
    return values[random.nextInt(values.length)];
  }

  private static String anyWord(String text, SplittableRandom random) {
    List<MatchResult> words = WORD.matcher(text).results().toList();
    return words.isEmpty() ? "x" : words.get(random.nextInt(words.size())).group();
  }

  private static String replaced(String text, Pattern pattern, SplittableRandom random, String by) {
    List<MatchResult> matches = pattern.matcher(text).results().toList();
    if (matches.isEmpty()) {
      return text + by;
    }
    MatchResult match = matches.get(random.nextInt(matches.size()));
    return text.substring(0, match.start()) + by + text.substring(match.end());
  }
}
