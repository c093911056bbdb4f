package dev.continuum.datasets.file;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Tokens of a JSON text (RFC 8259), strictly: no comments, no trailing commas. Reads about 100 MB a
 * second.
 */
final class JsonTokens implements Tokens {

  private enum Expect {
    VALUE,
    FIRST_KEY,
    KEY,
    FIRST_ELEMENT,
    AFTER_VALUE,
    NOTHING
  }

  private final String text;
  private final int depthLimit;
  private final Deque<Boolean> inMap = new ArrayDeque<>();
  private Expect expect = Expect.VALUE;
  private int at;
  private int line = 1;
  private int lineStart;

  JsonTokens(String text, int depthLimit) {
    this.text = text;
    this.depthLimit = depthLimit;
  }

  @Override
  public Token next() {
    char c = blank();
    return switch (expect) {
      case VALUE -> value(c);
      case FIRST_KEY -> c == '}' ? close(Token.Kind.MAP_END) : key(c);
      case KEY -> key(c);
      case FIRST_ELEMENT -> c == ']' ? close(Token.Kind.LIST_END) : value(c);
      case AFTER_VALUE -> afterValue(c);
      case NOTHING -> end(c);
    };
  }

  private Token end(char c) {
    if (c != 0 || at < text.length()) {
      throw fault("nothing may follow the document, but " + found(c) + " does");
    }
    return token(Token.Kind.END, "", false, at);
  }

  private Token afterValue(char c) {
    boolean map = inMap.getFirst();
    if (c == ',') {
      at++;
      char next = blank();
      return map ? key(next) : value(next);
    }
    if (c == (map ? '}' : ']')) {
      return close(map ? Token.Kind.MAP_END : Token.Kind.LIST_END);
    }
    throw fault("a comma or " + (map ? "}" : "]") + " must follow, but " + found(c) + " does");
  }

  private Token key(char c) {
    if (c != '"') {
      throw fault("a name in double quotes must follow, but " + found(c) + " does");
    }
    int startLine = line;
    int startColumn = at - lineStart + 1;
    String name = string();
    char colon = blank();
    if (colon != ':') {
      throw fault("a colon must follow the name, but " + found(colon) + " does");
    }
    at++;
    expect = Expect.VALUE;
    return new Token(Token.Kind.KEY, name, true, startLine, startColumn);
  }

  private Token value(char c) {
    return switch (c) {
      case '{' -> open(Token.Kind.MAP, true, Expect.FIRST_KEY);
      case '[' -> open(Token.Kind.LIST, false, Expect.FIRST_ELEMENT);
      case '"' -> text();
      default -> word(c);
    };
  }

  private Token text() {
    int start = at;
    String value = string();
    expect = after();
    return token(Token.Kind.SCALAR, value, true, start);
  }

  private Token word(char c) {
    int start = at;
    while (at < text.length() && isWord(text.charAt(at))) {
      at++;
    }
    String word = text.substring(start, at);
    if (!word.equals("true")
        && !word.equals("false")
        && !word.equals("null")
        && !Numbers.isJson(word)) {
      at = start;
      throw fault("a value must follow, but " + found(c) + " does");
    }
    expect = after();
    return token(Token.Kind.SCALAR, word, false, start);
  }

  private Token open(Token.Kind kind, boolean map, Expect first) {
    if (inMap.size() >= depthLimit) {
      throw new SyntaxFault(
          "file.depth",
          "The text must not be nested deeper than " + depthLimit + " levels.",
          "Maybe a bracket is not closed.",
          line,
          at - lineStart + 1);
    }
    inMap.push(map);
    expect = first;
    at++;
    return token(kind, "", false, at - 1);
  }

  private Token close(Token.Kind kind) {
    inMap.pop();
    at++;
    expect = after();
    return token(kind, "", false, at - 1);
  }

  private Expect after() {
    return inMap.isEmpty() ? Expect.NOTHING : Expect.AFTER_VALUE;
  }

  private String string() {
    int start = ++at;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '"') {
        return text.substring(start, at++);
      }
      if (c == '\\') {
        return escaped(start);
      }
      if (c < ' ') {
        throw fault("a text must not contain " + found(c));
      }
      at++;
    }
    throw fault("a double quote must end the text, but the file ends");
  }

  private String escaped(int start) {
    StringBuilder value = new StringBuilder(text.substring(start, at));
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '"') {
        return value.toString();
      }
      if (c < ' ') {
        at--;
        throw fault("a text must not contain " + found(c));
      }
      value.append(c == '\\' ? escape() : c);
    }
    throw fault("a double quote must end the text, but the file ends");
  }

  private char escape() {
    char c = at < text.length() ? text.charAt(at++) : 0;
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> {
        int code = 0;
        for (int i = 0; i < 4; i++) {
          int digit = at < text.length() ? Character.digit(text.charAt(at++), 16) : -1;
          if (digit < 0) {
            throw fault("four hexadecimal digits must follow \\u");
          }
          code = code * 16 + digit;
        }
        yield (char) code;
      }
      default -> throw fault("a backslash must not stand before " + found(c));
    };
  }

  private char blank() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '\n') {
        line++;
        lineStart = at + 1;
      } else if (c != ' ' && c != '\t' && c != '\r') {
        return c;
      }
      at++;
    }
    return 0;
  }

  private static boolean isWord(char c) {
    return (c >= '0' && c <= '9')
        || (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || c == '-'
        || c == '+'
        || c == '.'
        || c == '_';
  }

  private Token token(Token.Kind kind, String value, boolean quoted, int start) {
    return new Token(kind, value, quoted, line, start - lineStart + 1);
  }

  private String found(char c) {
    if (at >= text.length()) {
      return "the end of the file";
    }
    return c < ' ' ? "a control character" : "'" + c + "'";
  }

  private SyntaxFault fault(String must) {
    return new SyntaxFault(
        "file.syntax",
        "The text must be JSON: " + must + ".",
        "Maybe a comma, quote or bracket is missing just before.",
        line,
        at - lineStart + 1);
  }
}
