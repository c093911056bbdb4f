package dev.continuum.cli;

import dev.continuum.actuation.Code;
import dev.continuum.actuation.Deployments;
import dev.continuum.model.PlacementProblem;
import dev.continuum.model.id.FunctionId;
import dev.continuum.model.id.NodeId;
import dev.continuum.model.quantity.Memory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * A targets file: which platform serves each node, by which credential reference, and what the
 * functions run. Holds no secret.
 *
 * @param path where it is; what it names is relative to its directory
 * @param owner whose objects
 * @param continuum the continuum of the service it serves, if it says
 * @param state the state directory
 * @param problem the problem file, if it names one
 * @param functions how each function runs
 * @param targets the domains by name
 */
record TargetsFile(
    Path path,
    String owner,
    Optional<String> continuum,
    Path state,
    Optional<Path> problem,
    SortedMap<FunctionId, Deployments.Recipe> functions,
    SortedMap<String, Target> targets) {

  private static final int MOST_CHARACTERS = 4 << 20;

  /**
   * A domain.
   *
   * @param name its name in the file
   * @param nodes the nodes it serves
   * @param platform its kind
   * @param functions how functions run here, where that is otherwise than elsewhere
   * @param fields everything the platform reads itself
   */
  record Target(
      String name,
      SortedSet<NodeId> nodes,
      String platform,
      SortedMap<FunctionId, Deployments.Recipe> functions,
      YamlFields fields) {}

  static TargetsFile read(String name) {
    String text = Source.read(name).text();
    Object loaded;
    try {
      loaded =
          new Load(
                  LoadSettings.builder()
                      .setLabel(name)
                      .setCodePointLimit(MOST_CHARACTERS)
                      .setMaxAliasesForCollections(20)
                      .build())
              .loadFromString(text);
    } catch (YamlEngineException e) {
      throw new InvalidInputException(
          Finding.ofFile(
              "targets", name, "It is no YAML: " + e.getMessage() + ".", "Maybe its indentation."));
    }
    YamlFields all =
        YamlFields.of(name, "", Optional.ofNullable(loaded).orElse(Map.of()))
            .allow("owner", "continuum", "state", "problem", "artifacts", "functions", "targets");
    Path path = Path.of(name).toAbsolutePath();
    Path base = Optional.ofNullable(path.getParent()).orElseThrow();
    SortedMap<String, Target> targets = new TreeMap<>();
    YamlFields named = all.inside("targets");
    named
        .fields()
        .keySet()
        .forEach(each -> targets.put(each, target(each, named.inside(each), all, base)));
    return new TargetsFile(
        path,
        all.text("owner").orElse("continuum"),
        all.text("continuum"),
        base.resolve(all.text("state").orElse(".continuum-apply")),
        all.text("problem").map(base::resolve),
        functions(all.inside("functions"), all.inside("artifacts"), base),
        targets);
  }

  private static Target target(String name, YamlFields fields, YamlFields all, Path base) {
    SortedSet<NodeId> nodes = new TreeSet<>();
    Object listed = fields.fields().get("nodes");
    if (listed == null) {
      nodes.add(new NodeId(name));
    } else if (listed instanceof Iterable<?> many) {
      many.forEach(each -> nodes.add(new NodeId(String.valueOf(each))));
    } else {
      throw fields.fault("nodes", "It must be a list.", "Maybe [" + listed + "].");
    }
    return new Target(
        name,
        Collections.unmodifiableSortedSet(nodes),
        fields.required("platform"),
        functions(fields.inside("functions"), all.inside("artifacts"), base),
        fields);
  }

  private static SortedMap<FunctionId, Deployments.Recipe> functions(
      YamlFields named, YamlFields artifacts, Path base) {
    SortedMap<FunctionId, Deployments.Recipe> functions = new TreeMap<>();
    for (String name : named.fields().keySet()) {
      YamlFields function =
          named.inside(name).allow("artifact", "entry", "timeout", "parameters", "memory", "most");
      String artifact = function.required("artifact");
      if (!artifacts.fields().containsKey(artifact)) {
        throw function.fault(
            "artifact", "There is no artifact " + artifact + ".", "Maybe add it under artifacts.");
      }
      functions.put(
          new FunctionId(name),
          new Deployments.Recipe(
              code(artifact, artifacts.inside(artifact), function.text("entry"), base),
              function.duration("timeout", Duration.ofSeconds(60)),
              function.inside("parameters").texts(),
              function.text("memory").map(each -> memory(function)),
              function.text("most").isPresent()
                  ? OptionalInt.of(function.whole("most", 0))
                  : OptionalInt.empty()));
    }
    return functions;
  }

  /** Megabytes. */
  private static Memory memory(YamlFields function) {
    return Memory.mebibytes((double) function.whole("memory", 0));
  }

  private static Code code(String name, YamlFields artifact, Optional<String> entry, Path base) {
    artifact.allow("form", "location", "sha256", "signature", "key", "runtime", "entry");
    Code.Form form;
    try {
      form = Code.Form.valueOf(artifact.required("form").toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw artifact.fault("form", "It must be jar, zip, image or source.", "Maybe image.");
    }
    Optional<String> digest = artifact.text("sha256");
    if (form != Code.Form.IMAGE && digest.filter(each -> each.matches("[0-9a-f]{64}")).isEmpty()) {
      throw artifact.fault(
          "sha256",
          "It must be the SHA-256 of the file, 64 hexadecimal digits.",
          "Maybe: sha256sum FILE.");
    }
    requireSigned(artifact, digest, base);
    return new Code(
        name,
        form,
        artifact.required("location"),
        digest,
        artifact.text("runtime").orElse(""),
        entry.or(() -> artifact.text("entry")).orElse(""));
  }

  /** Where the catalogue names a signature, it must be of the digest. */
  private static void requireSigned(YamlFields artifact, Optional<String> digest, Path base) {
    Optional<String> signature = artifact.text("signature");
    if (signature.isEmpty()) {
      return;
    }
    Path key = base.resolve(artifact.required("key"));
    try {
      if (digest.isEmpty()
          || !ArtifactSignature.holds(digest.get(), base.resolve(signature.get()), key)) {
        throw artifact.fault(
            "signature",
            "It is not the signature of the artifact's sha256 by the key.",
            "Maybe: openssl dgst -sha256 -sign PRIVATE -out FILE.sig FILE.");
      }
    } catch (IOException e) {
      throw artifact.fault(
          "signature",
          "Signature or key cannot be read: " + Failures.reason(e) + ".",
          "Maybe their paths: they are relative to the targets file.");
    }
  }

  /** The problem that an option or this file names. */
  PlacementProblem problem(Optional<String> asked) {
    String name =
        asked
            .or(() -> problem.map(Object::toString))
            .orElseThrow(
                () ->
                    new InvalidInputException(
                        Finding.ofUsage(
                            "The problem must be named.",
                            "Maybe --problem FILE, or problem: FILE in the targets file.")));
    return Source.read(name).validProblem();
  }

  /** Nodes where functions run otherwise than elsewhere. */
  SortedMap<NodeId, SortedMap<FunctionId, Deployments.Recipe>> elsewhere() {
    SortedMap<NodeId, SortedMap<FunctionId, Deployments.Recipe>> elsewhere = new TreeMap<>();
    targets
        .values()
        .forEach(each -> each.nodes().forEach(node -> elsewhere.put(node, each.functions())));
    return elsewhere;
  }

  /** All nodes it serves. */
  SortedSet<NodeId> nodes() {
    SortedSet<NodeId> nodes = new TreeSet<>();
    targets.values().forEach(each -> nodes.addAll(each.nodes()));
    return nodes;
  }
}
