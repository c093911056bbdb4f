package dev.continuum.datasets.file;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Tokens of a YAML 1.2 text with one document. Aliases repeat what their anchor named, within
 * limits; tags and keys that are no scalars are faults.
 */
final class YamlTokens implements Tokens {

  /** Open maps and lists: whether a map, and whether its next scalar is a key. */
  private static final class Level {
    final boolean map;
    boolean keyNext;

    Level(boolean map) {
      this.map = map;
      this.keyNext = map;
    }
  }

  /** What an anchor names, growing until its value is complete. */
  private static final class Recording {
    final List<Token> tokens = new ArrayList<>();
    final int depth;
    boolean complete;

    Recording(int depth) {
      this.depth = depth;
    }
  }

  private final Iterator<Event> events;
  private final FileLimits limits;
  private final Deque<Level> levels = new ArrayDeque<>();
  private final Map<String, Recording> anchors = new HashMap<>();
  private final List<Recording> open = new ArrayList<>();
  private final Deque<Iterator<Token>> repeated = new ArrayDeque<>();
  private int aliasedTokens;
  private boolean ended;
  private int line = 1;
  private int column = 1;

  YamlTokens(String text, FileLimits limits) {
    this.limits = limits;
    LoadSettings settings =
        LoadSettings.builder().setCodePointLimit(Integer.MAX_VALUE).setUseMarks(true).build();
    this.events = new Parse(settings).parseReader(new WholeCharacters(text)).iterator();
  }

  @Override
  public Token next() {
    while (!repeated.isEmpty()) {
      Iterator<Token> tokens = repeated.getFirst();
      if (tokens.hasNext()) {
        return emit(tokens.next());
      }
      repeated.pop();
    }
    while (!ended) {
      Event event = event();
      switch (event.getEventId()) {
        case StreamStart, DocumentStart, DocumentEnd, Comment -> {
          if (event.getEventId() == Event.ID.DocumentEnd) {
            ended = true;
            requireNoSecondDocument();
          }
        }
        case StreamEnd -> ended = true;
        case Alias -> {
          repeat((AliasEvent) event);
          return next();
        }
        case Scalar, MappingStart, SequenceStart -> {
          anchor((NodeEvent) event);
          return emit(token(event));
        }
        case MappingEnd, SequenceEnd -> {
          return emit(token(event));
        }
      }
    }
    return at(Token.Kind.END, "", false);
  }

  private void requireNoSecondDocument() {
    if (event().getEventId() != Event.ID.StreamEnd) {
      throw fault(
          "file.documents", "The file must hold one document.", "Maybe remove the line \"---\".");
    }
  }

  private void repeat(AliasEvent event) {
    String name = event.getAlias().getValue();
    Recording recording = anchors.get(name);
    if (recording == null || !recording.complete) {
      throw fault(
          "file.alias",
          "The alias *" + name + " must come after its anchor &" + name + ".",
          "Maybe write the value out.");
    }
    aliasedTokens += recording.tokens.size();
    if (aliasedTokens > limits.aliasedTokens()) {
      throw fault(
          "file.alias-limit",
          "Aliases must not repeat more than " + limits.aliasedTokens() + " values.",
          "Maybe write the values out.");
    }
    repeated.push(recording.tokens.iterator());
  }

  private void anchor(NodeEvent event) {
    event
        .getAnchor()
        .ifPresent(
            anchor -> {
              Recording recording = new Recording(levels.size());
              anchors.put(anchor.getValue(), recording);
              open.add(recording);
            });
  }

  private Token token(Event event) {
    return switch (event.getEventId()) {
      case MappingStart -> at(Token.Kind.MAP, "", false);
      case MappingEnd -> at(Token.Kind.MAP_END, "", false);
      case SequenceStart -> at(Token.Kind.LIST, "", false);
      case SequenceEnd -> at(Token.Kind.LIST_END, "", false);
      case Scalar -> {
        ScalarEvent scalar = (ScalarEvent) event;
        yield at(Token.Kind.SCALAR, scalar.getValue(), !scalar.isPlain());
      }
      case Alias, Comment, DocumentEnd, DocumentStart, StreamEnd, StreamStart ->
          throw new IllegalStateException(event.toString());
    };
  }

  /** Keeps track of where keys are, of depth and of what anchors name. */
  private Token emit(Token raw) {
    Token token = raw;
    switch (raw.kind()) {
      case MAP, LIST -> {
        requireValuePosition();
        if (levels.size() >= limits.depth()) {
          throw fault(
              "file.depth",
              "The text must not be nested deeper than " + limits.depth() + " levels.",
              "Maybe a bracket is not closed.");
        }
        record(token);
        levels.push(new Level(raw.kind() == Token.Kind.MAP));
      }
      case MAP_END, LIST_END -> {
        levels.pop();
        record(token);
        valueDone();
      }
      case KEY, SCALAR -> {
        Level level = levels.peek();
        boolean key = level != null && level.keyNext;
        token =
            new Token(
                key ? Token.Kind.KEY : Token.Kind.SCALAR,
                raw.text(),
                raw.quoted(),
                raw.line(),
                raw.column());
        record(token);
        if (key) {
          level.keyNext = false;
          closeRecordings();
        } else {
          valueDone();
        }
      }
      case END -> {}
    }
    return token;
  }

  private void requireValuePosition() {
    Level level = levels.peek();
    if (level != null && level.keyNext) {
      throw fault(
          "file.key", "The name of a field must be a plain text.", "Maybe a colon is misplaced.");
    }
  }

  private void valueDone() {
    Level level = levels.peek();
    if (level != null && level.map) {
      level.keyNext = true;
    }
    closeRecordings();
  }

  private void record(Token token) {
    for (Recording recording : open) {
      recording.tokens.add(token);
    }
  }

  private void closeRecordings() {
    for (int i = open.size() - 1; i >= 0; i--) {
      if (open.get(i).depth == levels.size()) {
        open.get(i).complete = true;
        open.remove(i);
      }
    }
  }

  private Event event() {
    try {
      Event event = events.next();
      event.getStartMark().ifPresent(this::position);
      if (event instanceof ScalarEvent scalar && scalar.getTag().isPresent()) {
        throw tagFault(scalar.getTag().get());
      }
      if (event instanceof CollectionStartEvent collection && collection.getTag().isPresent()) {
        throw tagFault(collection.getTag().get());
      }
      return event;
    } catch (MarkedYamlEngineException e) {
      e.getProblemMark().ifPresent(this::position);
      throw syntax(e.getProblem() == null ? "" : e.getProblem());
    } catch (ReaderException e) {
      throw syntax("a character must be printable, but U+%04X is not".formatted(e.getCodePoint()));
    } catch (YamlEngineException e) {
      throw syntax(Optional.ofNullable(e.getMessage()).orElse(""));
    } catch (IndexOutOfBoundsException | IllegalArgumentException | IllegalStateException e) {
      // The parser's own faults: whatever it trips over is no text that people write.
      throw syntax("the parser must be able to read it, but it cannot go on");
    }
  }

  private void position(Mark mark) {
    line = mark.getLine() + 1;
    column = mark.getColumn() + 1;
  }

  private SyntaxFault tagFault(String tag) {
    return fault(
        "file.tag", "The tag " + tag + " must not be there.", "Maybe put the text in quotes.");
  }

  private SyntaxFault syntax(String problem) {
    return fault(
        "file.syntax",
        "The text must be YAML: " + problem.strip() + ".",
        "Maybe the indentation is off, or a text with a colon or quote needs quotes.");
  }

  private SyntaxFault fault(String code, String message, String remedy) {
    return new SyntaxFault(code, message, remedy, line, column);
  }

  private Token at(Token.Kind kind, String text, boolean quoted) {
    return new Token(kind, text, quoted, line, column);
  }
}
