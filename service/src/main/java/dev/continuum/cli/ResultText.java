package dev.continuum.cli;

import dev.continuum.model.PlacementProblem;
import dev.continuum.model.evaluation.AppEvaluation;
import dev.continuum.model.evaluation.Evaluation;
import dev.continuum.model.placement.InstanceUnit;
import dev.continuum.solver.Bound;
import dev.continuum.solver.BoundKind;
import dev.continuum.solver.Conflict;
import dev.continuum.solver.Level;
import dev.continuum.solver.Limit;
import dev.continuum.solver.SolveResult;
import java.util.List;
import java.util.Locale;

/** What solve prints for people. */
final class ResultText {

  private static final int MOST_RULES = 12;

  private final PlacementProblem problem;
  private final SolveResult result;
  private final Progress progress;

  ResultText(PlacementProblem problem, SolveResult result, Progress progress) {
    this.problem = problem;
    this.result = result;
    this.progress = progress;
  }

  @Override
  public String toString() {
    return switch (result) {
      case SolveResult.Optimal optimal -> placed("OPTIMAL", optimal, Limit.NONE);
      case SolveResult.Feasible feasible -> placed("FEASIBLE", feasible, feasible.limit());
      case SolveResult.Infeasible infeasible -> infeasible(infeasible.conflict());
      case SolveResult.Unknown unknown ->
          title()
              + ": UNKNOWN\n\nNeither a placement nor a proof that there is none was found: "
              + why(unknown.limit())
              + ".\nMaybe give it more: --time 1m.\n\n"
              + time();
    };
  }

  private String title() {
    return Summary.title(problem);
  }

  private String placed(String status, SolveResult.Placed placed, Limit limit) {
    Evaluation evaluation = placed.evaluation();
    return title()
        + ": "
        + status
        + ", "
        + EvaluationText.headline(problem, evaluation)
        + "\n\n"
        + new EvaluationText(problem, evaluation)
        + proof(placed, limit)
        + time();
  }

  private String proof(SolveResult.Placed placed, Limit limit) {
    Bound bound = placed.bound();
    StringBuilder text = new StringBuilder("Proof      ");
    if (placed instanceof SolveResult.Optimal) {
      text.append("no placement is better: bound ").append(amount(bound)).append(by(bound));
    } else if (!ResultJson.proven(bound)) {
      text.append("none: no lower bound was sought or found, the gap is unknown");
    } else if (bound.level() != Level.COST) {
      text.append(fewest(placed, bound));
    } else {
      text.append("gap ")
          .append(Figures.percent(placed.gap()))
          .append(": no placement costs less than ")
          .append(amount(bound))
          .append(by(bound));
    }
    if (limit != Limit.NONE) {
      text.append("\n           ended because ").append(why(limit));
    }
    return text.append('\n').toString();
  }

  /** An open level before the cost: the number of devices is all that matters yet. */
  private static String fewest(SolveResult.Placed placed, Bound bound) {
    List<AppEvaluation> apps = placed.evaluation().apps();
    double devices =
        bound.level() == Level.LATE
            ? apps.stream().mapToDouble(AppEvaluation::late).sum()
            : apps.stream().mapToDouble(AppEvaluation::unserved).sum();
    return Figures.count(devices)
        + " "
        + bound.level().name().toLowerCase(Locale.ROOT)
        + " devices, perhaps not the fewest: gap "
        + Figures.percent(placed.gap())
        + " of their weight\n           (at least "
        + Figures.cost(bound.micros())
        + by(bound)
        + ")";
  }

  private String amount(Bound bound) {
    return Figures.cost(bound.micros())
        + problem
            .instanceUnit()
            .map((InstanceUnit unit) -> objective(bound.micros(), unit))
            .orElse("");
  }

  private static String objective(long micros, InstanceUnit unit) {
    return " (objective " + ResultJson.objective(micros, unit).toPlainString() + ")";
  }

  private static String by(Bound bound) {
    BoundKind kind = bound.kind();
    return switch (kind) {
      case TRIVIAL -> ", by the signs of its terms";
      case DUAL -> ", proven by multipliers (DUAL)";
      case TREE -> ", proven by tree search (TREE)";
    };
  }

  private static String why(Limit limit) {
    return switch (limit) {
      case NONE -> "the search was complete";
      case GAP -> "the gap asked for was reached";
      case TIME -> "time ran out";
      case STEPS -> "steps ran out";
      case CANCELLED -> "it was interrupted";
      case EXHAUSTED -> "the strategy had nothing more to try";
    };
  }

  private String time() {
    StringBuilder text = new StringBuilder("Time       ");
    text.append(Figures.seconds(result.elapsed()));
    progress
        .firstPlacement()
        .ifPresent(first -> text.append("; first placement after ").append(Figures.seconds(first)));
    progress
        .lastPlacement()
        .ifPresent(
            last ->
                text.append(", this one after ")
                    .append(Figures.seconds(last))
                    .append(progress.lastSource().map(by -> " (" + by + ")").orElse("")));
    if (progress.steps() > 0) {
      text.append("; ").append(Figures.count((double) progress.steps(), "step"));
    }
    return text.append('\n').toString();
  }

  private String infeasible(Conflict conflict) {
    StringBuilder text = new StringBuilder(title()).append(": INFEASIBLE\n\n");
    text.append(
        conflict.irreducible()
            ? "These rules cannot hold together, and each of them is needed for the conflict:\n"
            : "These rules cannot hold together (some may not matter):\n");
    conflict.rules().stream()
        .limit(MOST_RULES)
        .forEach(rule -> text.append("  ").append(Figures.line(rule.toString())).append('\n'));
    if (conflict.rules().size() > MOST_RULES) {
      text.append("  and ").append(conflict.rules().size() - MOST_RULES).append(" more\n");
    }
    if (!conflict.remedies().isEmpty()) {
      text.append("\nWhat would help:\n");
      conflict.remedies().stream()
          .limit(MOST_RULES)
          .forEach(remedy -> text.append("  ").append(Figures.line(remedy)).append('\n'));
    }
    return text.append('\n').append(time()).toString();
  }
}
