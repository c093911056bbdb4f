package dev.continuum.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.continuum.planner.RecordingActuator;
import dev.continuum.service.server.ContinuumServer;
import dev.continuum.service.server.ServerConfigs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands for people, against a real server. */
class CtlCommandTest {

  @TempDir Path directory;
  private ContinuumServer server;

  @BeforeEach
  void start() throws Exception {
    server =
        ContinuumServer.start(
            ServerConfigs.local("sqlite:" + directory.resolve("store.db")),
            new RecordingActuator(),
            System::currentTimeMillis);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aContinuumIsCreatedPatchedWatchedRolledBackAndDeleted() throws Exception {
    assertThat(create().out()).contains("city: 1 node");
    assertThat(ctl("watch", "city", "--count", "1").out()).startsWith("plan ");
    awaitPlan(1);
    assertThat(ctl("list").out()).contains("city");
    assertThat(ctl("get", "city", "--json").json().get("name").getAsString()).isEqualTo("city");

    assertThat(ctl("patch", "city", "--devices", "people=400", "--expect", "1").out())
        .contains("Declared revision 2");
    CliRun stale = ctl("patch", "city", "--devices", "people=1", "--expect", "1");
    assertThat(stale.exit()).isEqualTo(2);
    assertThat(stale.err()).contains("service.failed_precondition");
    awaitPlan(2);
    Path file =
        Files.writeString(
            directory.resolve("p.yaml"),
            "patches:\n  - demand: {group: people, devices: 300, rate_per_s: 1}\n");
    assertThat(ctl("patch", "city", file.toString()).out()).contains("Declared revision 3");
    assertThat(ctl("export", "city").out()).contains("devices: 300");
    assertThat(ctl("plan", "city", "--group", "people").out()).contains("people");

    assertThat(ctl("rollback", "city", "1").out()).contains("repeats plan 1; paused");
    assertThat(ctl("get", "city").out()).contains("paused");
    assertThat(ctl("plans", "city").out()).contains("rollback");
    assertThat(ctl("resume", "city").exit()).isEqualTo(0);
    assertThat(ctl("pause", "city").exit()).isEqualTo(0);
    assertThat(ctl("pin", "city", "hello", "edge").out()).contains("Declared revision 4");
    assertThat(ctl("get", "city").out()).contains("pinned: hello to edge");
    assertThat(ctl("unpin", "city", "hello").out()).contains("Declared revision 5");
    assertThat(ctl("delete", "city").exit()).isEqualTo(0);
    assertThat(ctl("get", "city").err()).contains("service.not_found");
  }

  @Test
  void aPlanWaitsForApproval() throws Exception {
    create("--manual-approval");
    awaitPlan(1);
    assertThat(ctl("plan", "city").out()).contains("proposed");
    assertThat(ctl("approve", "city", "1").exit()).isEqualTo(0);
    assertThat(ctl("approve", "city", "7").exit()).isEqualTo(2);
  }

  @Test
  void whatIfTellsWhatWouldDifferAndChangesNothing() throws Exception {
    create();
    awaitPlan(1);
    CliRun asked = ctl("whatif", "city", "--devices", "people=400");
    assertThat(asked.exit()).isEqualTo(0);
    assertThat(asked.out()).contains("declared revision 1", "cost ", "edge");
    assertThat(ctl("whatif", "city", "--node", "edge=gone").exit()).isEqualTo(2);
    assertThat(ctl("whatif", "city").err()).contains("at least one change");
  }

  @Test
  void issuesOfThePatchAndUnreachableServersAreTold() throws Exception {
    create();
    CliRun invalid = ctl("patch", "city", "--devices", "people=-3");
    assertThat(invalid.exit()).isEqualTo(2);
    assertThat(invalid.err()).contains("groups[0]");
    Path file = Files.writeString(directory.resolve("p.yaml"), "patches:\n  - nothing: {}\n");
    assertThat(ctl("patch", "city", file.toString()).err()).contains("p.yaml:2:5");
    CliRun nobody =
        CliRun.of("ctl", "list", "--server", "127.0.0.1:1", "--timeout", "300ms", "--json");
    assertThat(nobody.exit()).isEqualTo(2);
    assertThat(nobody.out()).contains("service.");
    assertThat(CliRun.of("ctl", "list", "--tls-cert", "x").exit()).isEqualTo(2);
  }

  private CliRun create(String... more) {
    CliRun made =
        ctl(
            Stream.concat(
                    Stream.of("create", "city", CliRun.TUTORIAL, "--debounce", "10ms"),
                    Stream.of(more))
                .toArray(String[]::new));
    assertThat(made.err()).isEmpty();
    return made;
  }

  private void awaitPlan(long revision) throws Exception {
    for (int i = 0; i < 600; i++) {
      if (ctl("plan", "city", "--revision", Long.toString(revision)).exit() == 0) {
        return;
      }
      Thread.sleep(50);
    }
    throw new AssertionError("no plan " + revision);
  }

  private CliRun ctl(String... words) {
    return CliRun.of(
        Stream.of(
                Stream.of("ctl"),
                Stream.of(words),
                Stream.of("--server", "127.0.0.1:" + server.port()))
            .flatMap(each -> each)
            .toArray());
  }
}
