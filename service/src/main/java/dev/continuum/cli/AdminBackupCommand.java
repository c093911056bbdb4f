package dev.continuum.cli;

import com.google.gson.JsonObject;
import dev.continuum.service.store.Backup;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code admin backup}. */
@Command(
    name = "backup",
    description = {
      "Writes the whole store to one file, from SQLite or PostgreSQL, in use or not.",
      "",
      "All that was acknowledged before is in it, each continuum as of one moment. The file is",
      "there when it is whole, readable by its owner only."
    },
    footer = {"", "Example:", "  ./continuum admin backup continuum.backup"})
final class AdminBackupCommand implements Callable<Integer> {

  @Parameters(paramLabel = "FILE", description = "Where to.")
  private String file = "";

  @Mixin private AdminStore store = new AdminStore();
  @Mixin private Output output = new Output();

  AdminBackupCommand() {}

  @Override
  public Integer call() {
    Path target = Output.writable(file).toAbsolutePath();
    Path fresh =
        target.resolveSibling(
            "." + target.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
    Backup.Contents contents;
    try {
      contents = store.with(open -> written(open, fresh));
      Files.move(
          fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (UncheckedIOException e) {
      throw unwritable(Objects.requireNonNull(e.getCause()));
    } catch (IOException e) {
      throw unwritable(e);
    } finally {
      delete(fresh);
    }
    output.result(
        "Wrote "
            + Figures.count(contents.logs(), "log")
            + " with "
            + Figures.count(contents.entries(), "record")
            + " to "
            + file
            + ".\n",
        json(file, contents));
    return Exit.OK;
  }

  static JsonObject json(String file, Backup.Contents contents) {
    JsonObject json = new JsonObject();
    json.addProperty("file", file);
    json.addProperty("logs", contents.logs());
    json.addProperty("entries", contents.entries());
    return json;
  }

  private static Backup.Contents written(dev.continuum.service.store.Store open, Path fresh) {
    try {
      boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
      Files.deleteIfExists(fresh);
      var unused =
          posix
              ? Files.createFile(
                  fresh,
                  PosixFilePermissions.asFileAttribute(
                      PosixFilePermissions.fromString("rw-------")))
              : Files.createFile(fresh);
      Backup.Contents contents;
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(fresh), 1 << 16)) {
        contents = Backup.write(open, out, System.currentTimeMillis());
      }
      try (FileChannel channel = FileChannel.open(fresh, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
      return contents;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path fresh) {
    try {
      Files.deleteIfExists(fresh);
    } catch (IOException e) {
      // It is a leftover, named like one.
    }
  }

  private InvalidInputException unwritable(IOException e) {
    return new InvalidInputException(
        Finding.ofFile(
            "output.unwritable",
            file,
            "The file cannot be written: " + Failures.reason(e) + ".",
            "Maybe its disk or permissions."));
  }
}
