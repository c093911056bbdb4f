package dev.continuum.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServeCommandTest {

  @TempDir Path directory;

  @Test
  void aFlagWinsOverTheEnvironmentAndThatOverTheFile() throws Exception {
    Path file =
        Files.writeString(directory.resolve("c.properties"), "port = 1\ndrain = 1s\nstore = x\n");
    ServeSettings settings =
        ServeSettings.of(
            Map.of("port", Optional.of("3")),
            Map.of("CONTINUUM_PORT", "2", "CONTINUUM_DRAIN", "2s"),
            Optional.of(file.toString()));
    assertThat(settings.values())
        .containsEntry("port", "3")
        .containsEntry("drain", "2s")
        .containsEntry("store", "x")
        .containsEntry("host", "127.0.0.1");
  }

  @Test
  void passwordsAreNotPrinted() {
    CliRun run =
        CliRun.of(
            "serve",
            "--store",
            "jdbc:postgresql://h/d?user=u&password=hunter2&ssl=true",
            "--print-config");
    assertThat(run.exit()).isEqualTo(0);
    assertThat(run.out()).contains("password=...&ssl=true").doesNotContain("hunter2");
    assertThat(CliRun.of("serve", "--print-config", "--json").json().get("port").getAsString())
        .isEqualTo("7070");
  }

  @Test
  void whatWouldBeOpenToTheWorldIsRefused() {
    CliRun open = CliRun.of("serve", "--host", "0.0.0.0");
    assertThat(open.exit()).isEqualTo(2);
    assertThat(open.err()).contains("loopback");
    assertThat(CliRun.of("serve", "--store", "mysql:x", "--port", "0").exit()).isEqualTo(2);
    assertThat(CliRun.of("serve", "--port", "many").exit()).isEqualTo(2);
    assertThat(CliRun.of("serve", "--keys", "some").exit()).isEqualTo(2);
  }

  @Test
  void anUnknownSettingInTheFileIsNamed() throws Exception {
    Path file = Files.writeString(directory.resolve("c.properties"), "prot = 1\n");
    CliRun run = CliRun.of("serve", "--config", file);
    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.err()).contains("prot");
  }
}
