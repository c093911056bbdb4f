package dev.continuum.benchmarks.quality;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A result file that runs are appended to, one forced write a row: a crash costs at most the row
 * that was being written, which the next opening takes away. Locked against other sweeps while
 * open. Not thread-safe.
 */
final class RowFile implements AutoCloseable {

  private final FileChannel channel;
  private final Set<List<String>> done = new HashSet<>();

  private RowFile(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Opens or creates a file, drops a line without an end, and remembers the rows that are there.
   *
   * @throws IOException if it cannot be read and written, holds something else, or is in use
   */
  static RowFile open(Path path) throws IOException {
    RowFile file =
        new RowFile(
            FileChannel.open(
                path,
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE));
    try {
      file.lock(path);
      file.repair(path);
      return file;
    } catch (IOException | RuntimeException e) {
      file.channel.close();
      throw e;
    }
  }

  /** The complete rows of a file. */
  static List<Row> read(Path path) throws IOException {
    String text = Files.readString(path, StandardCharsets.UTF_8);
    List<String> lines = completeLines(text);
    requireHeader(path, text, lines);
    List<Row> rows = new ArrayList<>();
    for (int i = 1; i < lines.size(); i++) {
      int line = i + 1;
      rows.add(
          Row.parse(lines.get(i))
              .orElseThrow(
                  () ->
                      new IOException(
                          path
                              + ":"
                              + line
                              + ": The line must have "
                              + Column.values().length
                              + " cells.\n  Maybe remove it: its run is then made again.")));
    }
    return rows;
  }

  /** Whether a run is there. */
  boolean holds(Row run) {
    return done.contains(run.key());
  }

  void append(Row row) throws IOException {
    write(row + "\n");
    done.add(row.key());
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private void lock(Path path) throws IOException {
    FileLock lock;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      lock = null;
    }
    if (lock == null) {
      throw new IOException(
          path + ": Another sweep is writing this file.\n  Maybe give each its own --csv.");
    }
  }

  private void repair(Path path) throws IOException {
    String text = Files.readString(path, StandardCharsets.UTF_8);
    List<String> lines = completeLines(text);
    String kept = lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    if (lines.isEmpty() && Column.header().startsWith(text)) {
      channel.truncate(0);
      channel.position(0);
      write(Column.header() + "\n");
      return;
    }
    requireHeader(path, text, lines);
    read(path).forEach(row -> done.add(row.key()));
    long length = kept.getBytes(StandardCharsets.UTF_8).length;
    channel.truncate(length);
    channel.position(length);
  }

  private void write(String text) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
    channel.force(false);
  }

  private static List<String> completeLines(String text) {
    int end = text.lastIndexOf('\n');
    return end < 0 ? List.of() : List.of(text.substring(0, end).split("\n", -1));
  }

  private static void requireHeader(Path path, String text, List<String> lines) throws IOException {
    if (lines.isEmpty() || !lines.getFirst().equals(Column.header())) {
      throw new IOException(
          path
              + ":1: The file must start with the columns of this version, not \""
              + text.lines()
                  .findFirst()
                  .map(line -> line.substring(0, Math.min(60, line.length())))
                  .orElse("")
              + "\".\n  Maybe it is another file, or of another version: choose a new one.");
    }
  }
}
