package dev.continuum.cli;

import com.google.gson.JsonObject;
import dev.continuum.model.validation.InvalidProblemException;
import dev.continuum.solver.BackendException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileSystemException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IExecutionStrategy;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns every way a command can fail into lines a person can act on, and an exit code. */
final class Failures
    implements IExecutionExceptionHandler, IParameterExceptionHandler, IExecutionStrategy {

  private static final String DEBUG = "CONTINUUM_DEBUG";

  /** Why an operation on a file failed, without the file's name. */
  static String reason(IOException e) {
    String reason = e instanceof FileSystemException on ? on.getReason() : e.getMessage();
    return Optional.ofNullable(reason).orElse(e.getClass().getSimpleName());
  }

  @Override
  public int execute(ParseResult parsed) {
    try {
      return new RunLast().execute(parsed);
    } catch (StackOverflowError | OutOfMemoryError | LinkageError e) {
      return fatal(e, last(parsed).commandSpec().commandLine(), parsed);
    }
  }

  @Override
  public int handleParseException(ParameterException e, String[] arguments) {
    CommandLine command = e.getCommandLine();
    String help = command.getCommandSpec().qualifiedName() + " --help";
    boolean json = List.of(arguments).contains("--json");
    report(command, List.of(Finding.ofUsage(sentence(e), "Try: ./" + help)), json);
    if (!json) {
      var unused = UnmatchedArgumentException.printSuggestions(e, command.getErr());
    }
    return Exit.INVALID;
  }

  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
    boolean json = last(parsed).hasMatchedOption("--json");
    trace(e, command);
    return switch (e) {
      case InvalidInputException invalid -> report(command, invalid.findings(), json);
      case InvalidProblemException invalid ->
          report(
              command,
              invalid.issues().stream().map(issue -> Finding.of(issue, "")).toList(),
              json);
      case BackendException backend ->
          internal(command, parsed, "A solver library failed: " + chain(backend) + ".", "", json);
      default -> internal(command, parsed, chain(e) + ".", "", json);
    };
  }

  private static int fatal(Error e, CommandLine command, ParseResult parsed) {
    trace(e, command);
    String remedy =
        switch (e) {
          case OutOfMemoryError memory ->
              "Maybe give it more memory: JAVA_TOOL_OPTIONS=-Xmx8g ./continuum ...";
          case StackOverflowError stack ->
              "Maybe give it more stack: JAVA_TOOL_OPTIONS=-Xss64m ./continuum ...";
          default -> "";
        };
    return internal(
        command, parsed, chain(e) + ".", remedy, last(parsed).hasMatchedOption("--json"));
  }

  private static int report(CommandLine command, List<Finding> findings, boolean json) {
    if (json) {
      JsonObject object = new JsonObject();
      object.add("issues", Json.array(findings, Finding::json));
      command.getOut().print(Json.text(object));
      command.getOut().flush();
    } else {
      PrintWriter err = command.getErr();
      findings.forEach(err::println);
      if (findings.size() > 1) {
        err.println(findings.size() + " issues.");
      }
      err.flush();
    }
    return Exit.INVALID;
  }

  private static int internal(
      CommandLine command, ParseResult parsed, String message, String remedy, boolean json) {
    if (json) {
      JsonObject object = new JsonObject();
      object.add(
          "issues",
          Json.array(List.of(Finding.ofFile("internal", "", message, remedy)), Finding::json));
      command.getOut().print(Json.text(object));
      command.getOut().flush();
    }
    PrintWriter err = command.getErr();
    err.println("Internal error: " + message);
    if (!remedy.isEmpty()) {
      err.println("  " + remedy);
    }
    err.println("  This is no fault of your input. Please report it, and attach");
    err.println("    the files named in: continuum " + String.join(" ", parsed.originalArgs()));
    err.println("    the version: " + BuildVersion.line());
    err.println("  " + DEBUG + "=1 shows where it happened.");
    err.flush();
    return Exit.INTERNAL;
  }

  private static void trace(Throwable e, CommandLine command) {
    if ("1".equals(System.getenv(DEBUG))) {
      e.printStackTrace(command.getErr());
    }
  }

  private static String chain(Throwable e) {
    String message = Optional.ofNullable(e.getMessage()).map(text -> ": " + text).orElse("");
    String own = e.getClass().getSimpleName() + message;
    return Optional.ofNullable(e.getCause())
        .filter(cause -> !cause.equals(e) && !own.contains(String.valueOf(cause.getMessage())))
        .map(cause -> own + ", because of " + chain(cause))
        .orElse(own);
  }

  private static String sentence(ParameterException e) {
    String message = Optional.ofNullable(e.getMessage()).orElse("Wrong usage");
    return message.endsWith(".") || message.endsWith(")") ? message : message + ".";
  }

  private static ParseResult last(ParseResult parsed) {
    ParseResult last = parsed;
    while (last.hasSubcommand()) {
      last = last.subcommand();
    }
    return last;
  }
}
