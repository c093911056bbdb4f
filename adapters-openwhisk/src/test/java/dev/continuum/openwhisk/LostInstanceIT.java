package dev.continuum.openwhisk;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import dev.continuum.actuation.Sleeper;
import dev.continuum.openwhisk.host.HostOptions;
import dev.continuum.openwhisk.host.LocalOpenWhisk;
import dev.continuum.openwhisk.rest.WhiskClient;
import dev.continuum.openwhisk.rest.WhiskConnection;
import dev.continuum.openwhisk.rest.WhiskEndpoint;
import dev.continuum.openwhisk.rest.WhiskResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the local host does when somebody ends an instance by hand, as OpenWhisk does it. */
class LostInstanceIT {

  private static final Duration PAUSE_GRACE = Duration.ofMillis(300);

  @TempDir private Path directory;

  @Test
  void aPausedInstanceThatWasRemovedByHandIsReplacedAndTheCallSucceeds() throws Exception {
    try (LocalOpenWhisk host =
            LocalOpenWhisk.start(
                Stubs.host(directory, "lost", 4096, PAUSE_GRACE, Duration.ofMinutes(1)),
                InstantSource.system());
        WhiskClient client =
            new WhiskClient(
                new WhiskConnection(WhiskEndpoint.of(host.address(), HostOptions.GUEST)),
                Sleeper.THREAD)) {
      JsonObject exec = new JsonObject();
      exec.addProperty("kind", "blackbox");
      exec.addProperty("image", "stub");
      JsonObject limits = new JsonObject();
      limits.addProperty("logs", 0);
      limits.addProperty("instances", 7);
      JsonObject body = new JsonObject();
      body.add("exec", exec);
      body.add("limits", limits);
      JsonObject stored = client.put("probe", body, false).object();
      assertThat(stored.getAsJsonObject("limits").get("instances").getAsInt()).isEqualTo(7);

      assertThat(call(client)).as("cold").isTrue();
      assertThat(call(client)).as("cold").isFalse();
      Sleeper.THREAD.sleep(PAUSE_GRACE.multipliedBy(3));
      ProcessHandle instance =
          ProcessHandle.current()
              .children()
              .filter(each -> Stubs.isMarked(each, "lost"))
              .findFirst()
              .orElseThrow();
      instance.destroyForcibly();
      instance.onExit().get();
      assertThat(call(client)).as("cold").isTrue();
      assertThat(Stubs.instances("lost")).isEqualTo(1);
    }
  }

  /** Whether a call, which succeeds, initialised its instance. */
  private static boolean call(WhiskClient client) throws Exception {
    WhiskResponse response = client.invoke("probe", "{}", Duration.ofSeconds(20));
    assertThat(response.status()).as(response.body()).isEqualTo(200);
    Sleeper.THREAD.sleep(Duration.ofMillis(100));
    return Annotations.has(response.object(), "initTime");
  }
}
