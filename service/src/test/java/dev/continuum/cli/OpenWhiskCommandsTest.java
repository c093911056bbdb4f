package dev.continuum.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.continuum.actuation.host.Runner;
import dev.continuum.model.PlacementProblem;
import dev.continuum.model.id.NodeId;
import dev.continuum.model.topology.Node;
import dev.continuum.openwhisk.host.HostOptions;
import dev.continuum.openwhisk.host.LocalOpenWhisk;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.InstantSource;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands around a targets file, with a local host that runs nothing. */
class OpenWhiskCommandsTest {

  private static final String DIGEST =
      "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

  @TempDir private Path directory;

  private String targets(URI address, String artifact) throws Exception {
    Files.writeString(directory.resolve("key"), HostOptions.GUEST);
    Path file = directory.resolve("targets.yaml");
    Files.writeString(
        file,
        """
        problem: %s
        artifacts:
          ar: {form: jar, location: ar.jar, runtime: "java:8", entry: Main, sha256: %s%s}
        functions:
          capture: {artifact: ar}
          extraction: {artifact: ar}
          matching: {artifact: ar}
          rendering: {artifact: ar}
        targets:
          local-edge-1:
            platform: openwhisk
            endpoint: %s
            credential: {file: key}
        """
            .formatted(
                Path.of("../datasets/a3e-testbed.yaml").toAbsolutePath().normalize(),
                DIGEST,
                artifact,
                address));
    return file.toString();
  }

  @Test
  void limitsOfANamespaceBecomeCapacitiesOfItsNode() throws Exception {
    try (LocalOpenWhisk host =
        LocalOpenWhisk.start(
            HostOptions.stock(directory.resolve("host")).withRunner(Runner.PROCESS),
            InstantSource.system())) {
      Path out = directory.resolve("limited.yaml");
      CliRun run =
          CliRun.of(
              "import", "limits", "--targets", targets(host.address(), ""), "-o", out.toString());
      assertThat(run.exit()).as(run.err()).isZero();
      PlacementProblem problem = Source.read(out.toString()).validProblem();
      Node node = node(problem, "local-edge-1");
      assertThat(node.capacity().instances()).isEqualTo(30);
      assertThat(node.capacity().rate().perSecond()).isEqualTo(1);
      assertThat(node(problem, "cloud-faas").capacity().instances()).isEqualTo(1000);
    }
  }

  private static Node node(PlacementProblem problem, String id) {
    return problem.topology().nodes().stream()
        .filter(each -> each.id().equals(new NodeId(id)))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void stemCellsSuitTheWarmInstancesOfAPlan() throws Exception {
    Path plan = directory.resolve("placement.yaml");
    CliRun solved =
        CliRun.of("solve", "../datasets/a3e-testbed.yaml", "--time", "5s", "-o", plan.toString());
    assertThat(solved.exit()).as(solved.err()).isZero();
    CliRun run =
        CliRun.of(
            "stem-cells",
            "--plan",
            plan.toString(),
            "--targets",
            targets(URI.create("http://127.0.0.1:1"), ""),
            "--json");
    assertThat(run.exit()).as(run.err()).isZero();
    JsonObject kind =
        JsonParser.parseString(run.out())
            .getAsJsonObject()
            .getAsJsonObject("local-edge-1")
            .getAsJsonObject("runtimes")
            .getAsJsonArray("java")
            .get(0)
            .getAsJsonObject();
    assertThat(kind.get("kind").getAsString()).isEqualTo("java:8");
    JsonObject cell = kind.getAsJsonArray("stemCells").get(0).getAsJsonObject();
    assertThat(cell.get("memory").getAsString()).isEqualTo("256 MB");
    int initial = cell.get("initialCount").getAsInt();
    int most = cell.getAsJsonObject("reactive").get("maxCount").getAsInt();
    assertThat(initial).isEqualTo((int) Math.ceil(Math.sqrt(most)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"EC", "RSA"})
  void onlyWhatIsSignedByTheKeyIsInTheCatalogue(String algorithm) throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
    generator.initialize(algorithm.equals("EC") ? 256 : 2048);
    KeyPair good = generator.generateKeyPair();
    KeyPair other = generator.generateKeyPair();
    Signature signature =
        Signature.getInstance(algorithm.equals("EC") ? "SHA256withECDSA" : "SHA256withRSA");
    signature.initSign(good.getPrivate());
    signature.update("hello".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    Path signed = Files.write(directory.resolve("sig"), signature.sign());
    assertThat(ArtifactSignature.holds(DIGEST, signed, pem("good", good))).isTrue();
    assertThat(ArtifactSignature.holds(DIGEST, signed, pem("other", other))).isFalse();
    URI nowhere = URI.create("http://127.0.0.1:1");
    assertThat(TargetsFile.read(targets(nowhere, ", signature: sig, key: good.pem")).functions())
        .hasSize(4);
    CliRun refused =
        CliRun.of(
            "destroy",
            "--dry-run",
            "--targets",
            targets(nowhere, ", signature: sig, key: other.pem"));
    assertThat(refused.exit()).isEqualTo(Exit.INVALID);
    assertThat(refused.err()).contains("not the signature");
  }

  private Path pem(String name, KeyPair pair) throws Exception {
    return Files.writeString(
        directory.resolve(name + ".pem"),
        "-----BEGIN PUBLIC KEY-----\n"
            + Base64.getMimeEncoder().encodeToString(pair.getPublic().getEncoded())
            + "\n-----END PUBLIC KEY-----\n");
  }
}
