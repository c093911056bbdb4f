package dev.continuum.planner;

/** Takes what the planner decides; called on its loop. */
public interface PlanSink {

  /** A plan is worth publishing. */
  void publish(PlanProposal proposal);

  /** The running plan is good enough for what changed. */
  void kept(PlanRequest request);

  /** Planning failed, or a part of it, whatever was published before; the running plan stays. */
  void failed(PlanRequest request, String reason);
}
