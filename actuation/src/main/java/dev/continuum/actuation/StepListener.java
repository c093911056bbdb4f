package dev.continuum.actuation;

/**
 * Told of each step as it happens, for progress; called from several threads, must return quickly.
 */
public interface StepListener {

  /** Hears nothing. */
  StepListener SILENT =
      new StepListener() {
        @Override
        public void starting(Step step) {}

        @Override
        public void ended(Step step, String note) {}
      };

  /** The step is in the journal and about to be performed. */
  void starting(Step step);

  /** The step was performed, or failed with this note; the journal does not know yet. */
  void ended(Step step, String note);
}
