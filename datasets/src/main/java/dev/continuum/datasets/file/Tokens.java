package dev.continuum.datasets.file;

/**
 * The tokens of one document in order, keys and values of a map in turn, and END for ever after.
 * Maps and lists are closed before END. One thread.
 */
interface Tokens {

  /**
   * The next token.
   *
   * @throws SyntaxFault where the text is not well-formed; nothing can follow
   */
  Token next();

  /** Steps over the value that starts with the given token. */
  default void skip(Token first) {
    int depth = 0;
    Token token = first;
    while (true) {
      switch (token.kind()) {
        case MAP, LIST -> depth++;
        case MAP_END, LIST_END -> depth--;
        case KEY, SCALAR -> {}
        case END -> {
          return;
        }
      }
      if (depth <= 0) {
        return;
      }
      token = next();
    }
  }
}
