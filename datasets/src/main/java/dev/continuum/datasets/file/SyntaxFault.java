package dev.continuum.datasets.file;

/** A text that is not well-formed: reading stops here. Never leaves this package. */
final class SyntaxFault extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String code;
  private final String remedy;
  private final int line;
  private final int column;

  SyntaxFault(String code, String message, String remedy, int line, int column) {
    super(message, null, false, false);
    this.code = code;
    this.remedy = remedy;
    this.line = line;
    this.column = column;
  }

  String code() {
    return code;
  }

  String message() {
    return String.valueOf(getMessage());
  }

  String remedy() {
    return remedy;
  }

  int line() {
    return line;
  }

  int column() {
    return column;
  }
}
