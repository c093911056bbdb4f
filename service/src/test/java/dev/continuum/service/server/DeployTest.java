package dev.continuum.service.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import dev.continuum.service.proto.ContinuumServiceProto.GetContinuumRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What is shipped for operators speaks of metrics and settings that there are. */
class DeployTest extends ServerCase {

  private static final Path DEPLOY = Path.of("..", "deploy");
  private static final Pattern METRIC = Pattern.compile("\\b(continuum_[a-z_]+|jvm_[a-z_]+)\\b");

  @Test
  void everyMetricOfTheDashboardAndTheAlertsIsExported() throws Exception {
    client.create("city", problem, QUICK, "");
    awaitPlan();
    var unused =
        client.continua().getContinuum(GetContinuumRequest.newBuilder().setName("city").build());
    String dashboard = Files.readString(DEPLOY.resolve("grafana/continuum.json"));
    String alerts = Files.readString(DEPLOY.resolve("prometheus/alerts.yaml"));
    assertThat(JsonParser.parseString(dashboard).getAsJsonObject().getAsJsonArray("panels"))
        .hasSizeGreaterThan(10);
    assertThat(new Load(LoadSettings.builder().build()).loadFromString(alerts)).isNotNull();

    Set<String> named = new TreeSet<>();
    for (MatchResult match : METRIC.matcher(dashboard + alerts).results().toList()) {
      named.add(match.group(1));
    }
    assertThat(named).hasSizeGreaterThan(10);
    // The gap of the first plan may come with its second.
    for (int i = 0; i < 100 && !missing(named).isEmpty(); i++) {
      TimeUnit.MILLISECONDS.sleep(50);
    }
    assertThat(missing(named)).isEmpty();
  }

  @Test
  void theSettingsOfTheUnitAreKnown() throws Exception {
    for (String line : Files.readAllLines(DEPLOY.resolve("systemd/serve.properties"))) {
      String name = line.replaceFirst("^# ", "").split(" = ", 2)[0];
      if (line.contains(" = ")) {
        assertThat(Files.readString(Path.of("..", "docs", "cli.md"))).contains("`--" + name);
      }
    }
  }

  private Set<String> missing(Set<String> named) throws Exception {
    String page;
    try (var in =
        java.net
            .URI
            .create("http://127.0.0.1:" + server.metricsPort().orElseThrow() + "/metrics")
            .toURL()
            .openStream()) {
      page = new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    }
    Set<String> missing = new TreeSet<>(named);
    missing.removeIf(name -> page.contains("\n" + name + "{") || page.contains("\n" + name + " "));
    return missing;
  }
}
