package dev.continuum.simulator.warm.trace;

import java.io.IOException;
import java.io.Reader;

/**
 * One day of the Azure Functions trace of 2019, joined by function as FaasCache does: columns
 * HashFunction, 1, 2, ... (calls per minute), Average (ms) and divvied, the app's allocated memory
 * divided equally among its functions (MB). Immutable.
 *
 * <p>Shahrad et al., Serverless in the Wild, USENIX ATC 2020; Fuerst and Sharma, FaasCache, ASPLOS
 * 2021, doi:10.1145/3445814.3446757.
 *
 * @param limits what is too much
 */
public record AzureTrace(TraceLimits limits) implements TraceReader {

  /** The column that tells this format from others. */
  public static final String MARK = "HashFunction";

  private static final double LONGEST_MILLIS = 1e9;
  private static final double MOST_MEGABYTES = 1e7;

  @Override
  public Trace read(Reader text, String name) throws IOException {
    CsvRows rows = new CsvRows(text, name, limits);
    int id = rows.column(MARK);
    int millis = rows.column("Average");
    int megabytes = rows.column("divvied");
    TraceRows functions = new TraceRows(rows, limits, rows.minutes(""));
    while (rows.next()) {
      functions.add(
          rows.text(id),
          rows.number(millis, 0, LONGEST_MILLIS) / 1e3,
          rows.number(megabytes, 1e-3, MOST_MEGABYTES) / 1e3);
    }
    return functions.trace();
  }
}
