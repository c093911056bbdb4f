package dev.continuum.datasets.file;

/**
 * How much a reader takes before it gives up, so that a hostile file cannot exhaust the process.
 *
 * @param bytes largest file, in bytes
 * @param depth deepest nesting of maps and lists
 * @param aliasedTokens most tokens that YAML aliases may repeat in all
 */
public record FileLimits(long bytes, int depth, int aliasedTokens) {

  /** 512 MiB, 64 levels, a million repeated tokens. */
  public static final FileLimits DEFAULT = new FileLimits(512L << 20, 64, 1_000_000);

  /** This, with another largest file. */
  public FileLimits withBytes(long largest) {
    return new FileLimits(largest, depth, aliasedTokens);
  }
}
