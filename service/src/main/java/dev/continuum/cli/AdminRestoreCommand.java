package dev.continuum.cli;

import dev.continuum.service.store.Backup;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code admin restore}. */
@Command(
    name = "restore",
    description = {
      "Fills an empty store from a backup, all or nothing; also moves SQLite to PostgreSQL.",
      "",
      "Revisions, keys and fences go on where they were. A store that holds anything is refused."
    },
    footer = {
      "",
      "Example:",
      "  ./continuum admin restore continuum.backup --store sqlite:restored.db"
    })
final class AdminRestoreCommand implements Callable<Integer> {

  @Parameters(paramLabel = "FILE", description = "A file that backup wrote.")
  private String file = "";

  @Mixin private AdminStore store = new AdminStore();
  @Mixin private Output output = new Output();

  AdminRestoreCommand() {}

  @Override
  public Integer call() {
    var unused = output.file();
    Path path = Source.existing(file);
    Backup.Contents contents;
    try {
      contents = store.with(open -> restored(open, path));
    } catch (UncheckedIOException e) {
      throw new InvalidInputException(
          Finding.ofFile(
              "backup.unreadable",
              file,
              "The backup cannot be read: "
                  + Failures.reason(Objects.requireNonNull(e.getCause()))
                  + ".",
              "Maybe it was cut off, or a newer release wrote it. The store is as it was."));
    }
    output.result(
        "Restored "
            + Figures.count(contents.logs(), "log")
            + " with "
            + Figures.count(contents.entries(), "record")
            + ".\n",
        AdminBackupCommand.json(file, contents));
    return Exit.OK;
  }

  private static Backup.Contents restored(dev.continuum.service.store.Store open, Path path) {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(path), 1 << 16)) {
      return Backup.restore(open, in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
