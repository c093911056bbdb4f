package dev.continuum.lambda;

import dev.continuum.actuation.Code;
import dev.continuum.actuation.Deployment;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The mark of a version of ours: its description carries the spec hash. A version that must differ
 * from an equal one before it also names that one, because equal versions are not published twice.
 */
final class Spec {

  private static final Pattern MARK = Pattern.compile("continuum-spec=(\\w+)(?: after=\\d+)?");

  private Spec() {}

  static String mark(String hash, Optional<String> after) {
    return "continuum-spec=" + hash + after.map(each -> " after=" + each).orElse("");
  }

  /** The hash in a description; empty if there is none. */
  static String hash(String description) {
    Matcher matcher = MARK.matcher(description);
    return matcher.matches() ? matcher.group(1) : "";
  }

  /** The digest as Lambda tells it; empty for images, whose name says it. */
  static Optional<String> codeSha256(Deployment deployment) {
    Code code = deployment.code();
    return code.form() == Code.Form.IMAGE
        ? Optional.empty()
        : code.sha256()
            .map(hex -> Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex)));
  }

  static int memoryMb(Deployment deployment) {
    return (int) Math.round(deployment.memory().mebibytes());
  }
}
