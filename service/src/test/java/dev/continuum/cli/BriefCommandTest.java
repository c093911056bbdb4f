package dev.continuum.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Which commands the launcher compiles without profiles: its own shell function, on 2 cores. */
class BriefCommandTest {

  private static final String ASK =
      "launcher=$1; cores=$2; shift 2; nproc() { echo \"$cores\"; };"
          + " eval \"$(sed -n '/^is_brief()/,/^}/p' \"$launcher\")\"; is_brief \"$@\"";

  @Test
  void solvesOfUpToFiveSecondsAreBrief() throws Exception {
    assertThat(brief(2, "solve", "--time", "5s", "x.yaml")).isTrue();
    assertThat(brief(1, "solve", "x.yaml", "--time=2s")).isTrue();
    assertThat(brief(2, "solve", "--time", "5000ms", "x.yaml")).isTrue();
  }

  @Test
  void nothingElseIs() throws Exception {
    assertThat(brief(2, "solve", "x.yaml")).as("ten seconds").isFalse();
    assertThat(brief(2, "solve", "--time", "6s", "x.yaml")).isFalse();
    assertThat(brief(2, "solve", "--time", "5001ms", "x.yaml")).isFalse();
    assertThat(brief(2, "solve", "--time=2m", "x.yaml")).isFalse();
    assertThat(brief(2, "solve", "--time=1.5s", "x.yaml")).isFalse();
    assertThat(brief(2, "solve", "--time=s", "x.yaml")).isFalse();
    assertThat(brief(2, "solve", "--time=99999999999999999999s", "x.yaml")).isFalse();
    assertThat(brief(2, "solve", "x.yaml", "--time")).isFalse();
    assertThat(brief(2, "serve", "--time=5s")).isFalse();
    assertThat(brief(2)).isFalse();
    assertThat(brief(4, "solve", "x.yaml")).as("cores to spare").isFalse();
  }

  private static boolean brief(int cores, String... command)
      throws IOException, InterruptedException {
    Path launcher = Path.of("..", "continuum").toAbsolutePath();
    List<String> words = new ArrayList<>(List.of("sh", "-c", ASK, "sh", launcher.toString()));
    words.add(Integer.toString(cores));
    words.addAll(List.of(command));
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(said).as("what sh says").isEmpty();
    return process.exitValue() == 0;
  }
}
