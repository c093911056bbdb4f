package dev.continuum.simulator.warm.trace;

import java.io.IOException;
import java.io.Reader;

/** Reads one format of traces, strictly. Stateless or immutable. */
public interface TraceReader {

  /**
   * The trace in a text.
   *
   * @param text read to its end, not closed
   * @param name what messages call the text
   * @throws dev.continuum.model.validation.InvalidProblemException with what is wrong with it
   * @throws IOException if reading fails
   */
  Trace read(Reader text, String name) throws IOException;
}
