package dev.continuum.lambda;

import dev.continuum.actuation.Deployment;
import dev.continuum.actuation.Managed;
import dev.continuum.actuation.Observation;
import dev.continuum.model.id.FunctionId;
import dev.continuum.model.id.NodeId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One function on one node as it was observed: {@code $LATEST} and the published versions, newest
 * first.
 *
 * @param latest the function as a whole, if it is there
 * @param versions published ones, newest first
 */
record Estate(Optional<Facts> latest, List<Facts> versions) {

  static Estate of(Observation observed, FunctionId function, NodeId node) {
    List<Facts> mine =
        observed.managed().stream()
            .filter(each -> each.function().equals(function) && each.node().equals(node))
            .map(Facts::new)
            .toList();
    return new Estate(
        mine.stream().filter(Facts::isLatest).findFirst(),
        mine.stream()
            .filter(each -> !each.isLatest())
            .sorted(Comparator.comparingInt(Estate::number).reversed())
            .toList());
  }

  static int number(Facts version) {
    return Integer.parseInt(version.managed().version());
  }

  /** The version that the alias means. */
  Optional<String> alias() {
    return latest.flatMap(each -> each.text(Facts.ALIAS));
  }

  /** Provisioned concurrency that is found on the alias. */
  int onAlias() {
    return latest.map(Facts::provisioned).orElse(0);
  }

  /** Whether Application Auto Scaling owns the count of the alias. */
  boolean isAliasScaled() {
    return latest.flatMap(each -> each.text(Facts.SCALED)).isPresent();
  }

  /**
   * The newest version that runs what a deployment wants. One whose alias carries the provisioned
   * concurrency does not count: it cannot have its own.
   */
  Optional<Facts> wanted(Deployment deployment) {
    return versions.stream()
        .filter(each -> each.managed().specHash().equals(deployment.specHash()))
        .filter(each -> each.managed().memory().equals(deployment.memory()))
        .filter(each -> isCode(each, deployment))
        .filter(each -> !isHeldByAlias(each.managed()))
        .findFirst();
  }

  private boolean isHeldByAlias(Managed version) {
    return onAlias() > 0
        && !isAliasScaled()
        && alias().filter(version.version()::equals).isPresent();
  }

  private static boolean isCode(Facts version, Deployment deployment) {
    return Spec.codeSha256(deployment)
        .map(wanted -> version.text(Facts.CODE).filter(wanted::equals).isPresent())
        .orElse(true);
  }

  /** A version that equals the wanted one but cannot be used. */
  Optional<String> twin(Deployment deployment) {
    return versions.stream()
        .map(Facts::managed)
        .filter(each -> each.specHash().equals(deployment.specHash()))
        .filter(this::isHeldByAlias)
        .map(Managed::version)
        .findFirst();
  }

  OptionalInt reserved() {
    return latest.map(Facts::reserved).orElse(OptionalInt.empty());
  }

  /** Provisioned concurrency of all versions, and of the alias. */
  int provisioned() {
    return onAlias() + versions.stream().mapToInt(Facts::provisioned).sum();
  }
}
