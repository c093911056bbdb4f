package dev.continuum.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.continuum.lambda.conformance.ProbeCode;
import dev.continuum.lambda.host.HostOptions;
import dev.continuum.lambda.host.LocalLambda;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The local host to AWS's own command line: a second client that shares no code with ours. */
class AwsCliIT {

  @TempDir private Path directory;

  private Optional<Path> program = Optional.empty();

  @BeforeEach
  void findTheProgram() {
    program =
        Stream.of(String.valueOf(System.getenv("PATH")).split(File.pathSeparator, -1))
            .map(each -> Path.of(each, "aws"))
            .filter(Files::isExecutable)
            .findFirst();
    assumeTrue(program.isPresent(), "the program aws is not installed");
  }

  @Test
  void theMainCallsWorkByAwsCli() throws Exception {
    try (LocalLambda host = LocalLambda.start(Region.options(directory), InstantSource.system())) {
      Path zip = Files.write(directory.resolve("code.zip"), ProbeCode.zip("cli"));
      Client aws = new Client(host);
      String[] name = {"--function-name", "cli"};

      JsonObject created =
          aws.json(
              "create-function",
              name,
              "--runtime",
              ProbeCode.RUNTIME,
              "--handler",
              "probe",
              "--role",
              Region.ROLE,
              "--memory-size",
              "1024",
              "--zip-file",
              "fileb://" + zip);
      assertThat(text(created, "Version")).isEqualTo("$LATEST");
      aws.run("wait", "function-active-v2", "--function-name", "cli");

      assertThat(text(aws.json("publish-version", name), "Version")).isEqualTo("1");
      assertThat(
              text(
                  aws.json("create-alias", name, "--name", "live", "--function-version", "1"),
                  "Name"))
          .isEqualTo("live");
      JsonObject put =
          aws.json(
              "put-provisioned-concurrency-config",
              name,
              "--qualifier",
              "1",
              "--provisioned-concurrent-executions",
              "1");
      assertThat(text(put, "Status")).isEqualTo("IN_PROGRESS");
      String status = "";
      for (int i = 0; i < 20 && !status.equals("READY"); i++) {
        status =
            text(
                aws.json("get-provisioned-concurrency-config", name, "--qualifier", "1"), "Status");
      }
      assertThat(status).isEqualTo("READY");

      Path out = directory.resolve("out.json");
      JsonObject called =
          aws.json("invoke", name, "--qualifier", "live", "--log-type", "Tail", out.toString());
      assertThat(text(called, "ExecutedVersion")).isEqualTo("1");
      assertThat(LogTail.of(text(called, "LogResult")).run()).isPresent();
      assertThat(Files.readString(out)).contains("provisioned-concurrency");

      aws.json("put-function-concurrency", name, "--reserved-concurrent-executions", "2");
      assertThat(text(aws.json("get-function-concurrency", name), "ReservedConcurrentExecutions"))
          .isEqualTo("2");
      assertThat(aws.json("list-functions", new String[0]).getAsJsonArray("Functions")).hasSize(1);
      assertThat(aws.json("get-account-settings", new String[0]).has("AccountLimit")).isTrue();
      assertThat(
              aws.failure(
                  "put-provisioned-concurrency-config",
                  name,
                  "--qualifier",
                  "$LATEST",
                  "--provisioned-concurrent-executions",
                  "1"))
          .contains("InvalidParameterValueException")
          .contains("cannot be applied to unpublished function versions");
      aws.run("delete-function", "--function-name", "cli");
      assertThat(aws.failure("get-function", name)).contains("ResourceNotFoundException");
    }
  }

  private static String text(JsonObject json, String key) {
    return json.has(key) ? json.get(key).getAsString() : "";
  }

  private final class Client {
    private final LocalLambda host;

    Client(LocalLambda host) {
      this.host = host;
    }

    private record Ended(int code, String out) {}

    private Ended end(List<String> words) throws IOException, InterruptedException {
      List<String> line = new ArrayList<>();
      line.add(program.orElseThrow().toString());
      line.addAll(
          List.of("--endpoint-url", host.address().toString(), "--output", "json", "lambda"));
      line.addAll(words);
      ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
      builder
          .environment()
          .putAll(
              Map.of(
                  "AWS_ACCESS_KEY_ID", HostOptions.KEY,
                  "AWS_SECRET_ACCESS_KEY", HostOptions.SECRET,
                  "AWS_DEFAULT_REGION", "eu-central-1",
                  "AWS_MAX_ATTEMPTS", "1",
                  "AWS_PAGER", ""));
      Process process = builder.start();
      process.getOutputStream().close();
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
      return new Ended(process.exitValue(), out);
    }

    private static List<String> words(String command, String[] name, String... more) {
      List<String> words = new ArrayList<>(List.of(command));
      words.addAll(List.of(name));
      words.addAll(List.of(more));
      return words;
    }

    void run(String... words) throws Exception {
      Ended ended = end(List.of(words));
      assertThat(ended.code()).as(ended.out()).isZero();
    }

    JsonObject json(String command, String[] name, String... more) throws Exception {
      Ended ended = end(words(command, name, more));
      assertThat(ended.code()).as(ended.out()).isZero();
      return JsonParser.parseString(ended.out()).getAsJsonObject();
    }

    String failure(String command, String[] name, String... more) throws Exception {
      Ended ended = end(words(command, name, more));
      assertThat(ended.code()).isNotZero();
      return ended.out();
    }
  }
}
