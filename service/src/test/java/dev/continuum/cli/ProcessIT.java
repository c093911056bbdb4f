package dev.continuum.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only a process of its own shows: signals, the encoding of its output, its exit code. */
class ProcessIT {

  private static final int INTERRUPTED = 130;

  @TempDir Path directory;

  @Test
  void anInterruptEndsTheSearchWithTheBestSoFar() throws Exception {
    assumeTrue(Files.exists(Path.of("/bin/kill")));
    Path problem = large();
    Path placement = directory.resolve("placement.yaml");
    Process process = start("solve", problem, "--time", "10m", "--json", "-o", placement);
    try {
      TimeUnit.SECONDS.sleep(5);
      interrupt(process);

      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      JsonObject json = JsonParser.parseString(out()).getAsJsonObject();
      assertThat(json.get("limit").getAsString()).isEqualTo("CANCELLED");
      assertThat(process.exitValue())
          .isEqualTo(json.get("status").getAsString().equals("FEASIBLE") ? 0 : 4);
      assertThat(Files.exists(placement)).isEqualTo(process.exitValue() == 0);
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void aSecondInterruptEndsTheProgram() throws Exception {
    assumeTrue(Files.exists(Path.of("/bin/kill")));
    Process process = start("solve", large(), "--time", "10m");
    try {
      TimeUnit.SECONDS.sleep(3);
      interrupt(process);
      TimeUnit.MILLISECONDS.sleep(100);
      interrupt(process);

      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isIn(INTERRUPTED, 0);
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void outputIsUtf8WhateverTheLocaleAndStderrIsQuiet() throws Exception {
    Path problem =
        Files.writeString(
            directory.resolve("named.yaml"),
            Files.readString(Path.of(CliRun.TUTORIAL)).replace("name: tutorial", "name: Zürich"));
    Process process = start("solve", problem);

    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(0);
    assertThat(out()).startsWith("Zürich: OPTIMAL");
    assertThat(directory.resolve("err")).isEmptyFile();
  }

  @Test
  void withoutOrToolsItStillPlans() throws Exception {
    Process process =
        start(
            List.of("-Djava.io.tmpdir=/nowhere", "-Djava.library.path=/nowhere"),
            "solve",
            Path.of(CliRun.TUTORIAL).resolveSibling("melbourne-ar.yaml"),
            "--time",
            "2s",
            "--json");

    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(0);
    assertThat(JsonParser.parseString(out()).getAsJsonObject().get("status").getAsString())
        .isIn("FEASIBLE", "OPTIMAL");
    assertThat(Files.readString(directory.resolve("err"))).contains("OR-Tools does not load");
  }

  private Path large() {
    Path problem = directory.resolve("city.yaml");
    assertThat(CliRun.of("generate", "city", "-o", problem).exit()).isEqualTo(0);
    return problem;
  }

  private String out() throws IOException {
    return Files.readString(directory.resolve("out"), StandardCharsets.UTF_8);
  }

  private Process start(Object... arguments) throws IOException {
    return start(
        List.of("-Dcontinuum.natives=" + System.getProperty("continuum.natives", "")), arguments);
  }

  private Process start(List<String> options, Object... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(options);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(ContinuumCommand.class.getName());
    Arrays.stream(arguments).map(Object::toString).forEach(command::add);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectOutput(directory.resolve("out").toFile())
            .redirectError(directory.resolve("err").toFile());
    builder.environment().put("LC_ALL", "C");
    return builder.start();
  }

  private static void interrupt(Process process) throws IOException, InterruptedException {
    Process kill =
        new ProcessBuilder("/bin/kill", "-INT", Long.toString(process.pid())).inheritIO().start();
    assertThat(kill.waitFor(10, TimeUnit.SECONDS)).isTrue();
  }
}
