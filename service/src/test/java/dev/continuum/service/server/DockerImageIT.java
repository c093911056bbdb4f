package dev.continuum.service.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.continuum.service.client.ContinuumClient;
import dev.continuum.service.proto.ContinuumServiceProto.ListContinuaRequest;
import io.grpc.StatusRuntimeException;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The image is built and run, where a Docker engine answers. */
class DockerImageIT {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  @TempDir Path directory;
  private final String tag = "continuum-test:" + ProcessHandle.current().pid();

  private record Run(int exit, String out) {}

  @BeforeEach
  void engine() {
    boolean answers;
    try {
      answers = run("docker", "version").exit() == 0;
    } catch (Exception e) {
      answers = false;
    }
    assumeTrue(answers, "no Docker engine answers");
  }

  @AfterEach
  void remove() throws Exception {
    var unused = run("docker", "rmi", "--force", tag);
  }

  @Test
  void theImageServesAndStopsInOrder() throws Exception {
    Run built = run(ROOT.resolve("deploy/docker/build.sh").toString(), tag, jars().toString());
    assertThat(built.exit()).as(built.out()).isEqualTo(0);
    Run version = run("docker", "run", "--rm", tag, "version");
    assertThat(version.out()).contains("continuum ");

    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    String store = "sqlite:/var/lib/continuum/store.db";
    Run started =
        run(
            "docker",
            "run",
            "--detach",
            "--network",
            "host",
            tag,
            "serve",
            "--store",
            store,
            "--port",
            Integer.toString(port));
    assertThat(started.exit()).as(started.out()).isEqualTo(0);
    String container = started.out().strip();
    try (ContinuumClient client = ContinuumClient.local(port)) {
      await(client, container);
      assertThat(run("docker", "stop", "--time", "20", container).exit()).isEqualTo(0);
      Run ended = run("docker", "inspect", "--format", "{{.State.ExitCode}}", container);
      assertThat(ended.out().strip()).isEqualTo("143");
    } finally {
      var unused = run("docker", "rm", "--force", container);
    }
  }

  private static void await(ContinuumClient client, String container) throws Exception {
    for (int i = 0; ; i++) {
      try {
        var unused =
            client
                .continua()
                .withDeadlineAfter(2, TimeUnit.SECONDS)
                .listContinua(ListContinuaRequest.getDefaultInstance());
        return;
      } catch (StatusRuntimeException e) {
        assertThat(i).as(run("docker", "logs", container).out()).isLessThan(20);
      }
    }
  }

  /** What this test runs from, as jars. */
  private Path jars() throws Exception {
    Path jars = Files.createDirectory(directory.resolve("jars"));
    int count = 0;
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      Path path = Path.of(entry);
      if (Files.isDirectory(path) && !path.endsWith("test-classes")) {
        String jar = jars.resolve("classes-" + count++ + ".jar").toString();
        Path tool = Path.of(System.getProperty("java.home"), "bin", "jar");
        assertThat(run(tool.toString(), "--create", "--file", jar, "-C", entry, ".").exit())
            .isEqualTo(0);
      } else if (entry.endsWith(".jar")) {
        Files.copy(path, jars.resolve(count++ + "-" + path.getFileName()));
      }
    }
    return jars;
  }

  private static Run run(String... words) throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(List.of(words)));
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = builder.redirectErrorStream(true).start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Run(process.waitFor(), out);
  }
}
