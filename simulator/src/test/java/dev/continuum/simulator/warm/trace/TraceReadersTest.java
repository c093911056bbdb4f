package dev.continuum.simulator.warm.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.continuum.model.validation.InvalidProblemException;
import dev.continuum.simulator.warm.Fixtures;
import java.io.IOException;
import java.io.StringReader;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TraceReadersTest {

  private static final String HEADER = "HashFunction,1,2,3,Average,divvied\n";

  @Test
  void theShippedDayHas400FunctionsAndItsCalls() throws IOException {
    Trace trace = Fixtures.azure();
    assertThat(trace.minutes()).isEqualTo(1440);
    assertThat(trace.functions()).hasSize(400);
    assertThat(trace.functions().getFirst().profile().serviceSeconds()).isEqualTo(2.613);
    assertThat(trace.functions().getFirst().profile().gigabytes()).isEqualTo(0.191);
  }

  @Test
  void wholeNumbersMayBeWrittenAsTablesDo() throws IOException {
    Trace trace = azure(HEADER + "f,1,2.0,0,100,50\r\n\r\nf,0,0,7,100,50\n");
    assertThat(trace.functions().get(0).calls()).containsExactly(1, 2, 0);
    assertThat(trace.functions().get(1).profile().id().value()).isEqualTo("f#2");
  }

  @Test
  void faultsNameLineColumnAndValue() {
    assertThatThrownBy(() -> azure(HEADER + "f,1,x,0,100,50\ng,1,-1,0,abc,50\nh,1,2\n"))
        .isInstanceOfSatisfying(
            InvalidProblemException.class,
            e -> {
              assertThat(e.issues()).hasSize(4);
              assertThat(e.issues().getFirst().path()).isEqualTo("t.csv:2");
              assertThat(e.issues().getFirst().message()).contains("column 2").contains("\"x\"");
              assertThat(e.issues()).allMatch(issue -> !issue.remedy().isBlank());
            });
  }

  @Test
  void missingColumnsEmptyFilesAndNoFunctionsAreTold() {
    assertThatThrownBy(() -> azure("a,b\n1,2\n")).hasMessageContaining("HashFunction");
    assertThatThrownBy(() -> azure("")).hasMessageContaining("empty");
    assertThatThrownBy(() -> azure(HEADER)).hasMessageContaining("no functions");
    assertThatThrownBy(() -> azure("HashFunction,Average,divvied\nf,1,1\n"))
        .hasMessageContaining("no minutes");
  }

  @Test
  void limitsHold() {
    TraceLimits small = new TraceLimits(60, 1, 2, 10);
    assertThatThrownBy(() -> azure(HEADER + "f,1,1,1,1,1\n", small))
        .hasMessageContaining("minutes");
    String two = "HashFunction,1,2,Average,divvied\n";
    assertThatThrownBy(() -> azure(two + "f,11,1,1,1\n", small)).hasMessageContaining("0 to 10");
    assertThatThrownBy(() -> azure(two + "f,1,1,1,1\ng,1,1,1,1\n", small))
        .hasMessageContaining("more than 1 functions");
    assertThatThrownBy(() -> azure(two + "f".repeat(70), small)).hasMessageContaining("characters");
  }

  @Test
  void countsNeedTheirApps() throws IOException {
    Map<String, CountsTrace.App> apps =
        CountsTrace.apps(
            new StringReader("app_hash16,avg_duration_ms,avg_memory_mb\na,1500,200\n"),
            "apps.csv",
            TraceLimits.DEFAULT);
    CountsTrace reader = new CountsTrace(apps, TraceLimits.DEFAULT);
    Trace trace = reader.read(new StringReader("app_hash16,m1,m2\na,3,4\n"), "c.csv");
    assertThat(trace.functions().getFirst().profile().gigabytes()).isEqualTo(0.2);
    assertThatThrownBy(() -> reader.read(new StringReader("app_hash16,m1\nb,3\n"), "c.csv"))
        .hasMessageContaining("the app b");
  }

  private static Trace azure(String text) throws IOException {
    return azure(text, TraceLimits.DEFAULT);
  }

  private static Trace azure(String text, TraceLimits limits) throws IOException {
    return new AzureTrace(limits).read(new StringReader(text), "t.csv");
  }
}
