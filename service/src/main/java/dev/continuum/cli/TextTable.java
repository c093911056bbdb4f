package dev.continuum.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A table for a terminal: a line of headings, left-aligned words, right-aligned numbers, columns as
 * wide as they must be. Where a line would be too wide, the widest columns of words are cut.
 */
final class TextTable {

  private static final int WIDTH = 98;
  private static final int NARROWEST = 8;
  private static final String INDENT = "  ";

  private final String[] headings;
  private final List<String[]> rows = new ArrayList<>();

  /** Headings; one that ends in a blank heads a column of words. */
  TextTable(String... headings) {
    this.headings = headings;
  }

  TextTable row(String... cells) {
    rows.add(Arrays.stream(cells).map(Figures::line).toArray(String[]::new));
    return this;
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  @Override
  public String toString() {
    int[] widths = widths();
    StringBuilder text = new StringBuilder();
    if (Arrays.stream(headings).anyMatch(heading -> !heading.isBlank())) {
      line(text, headings, widths);
    }
    rows.forEach(row -> line(text, row, widths));
    return text.toString();
  }

  private int[] widths() {
    int[] widths = new int[headings.length];
    for (int column = 0; column < widths.length; column++) {
      widths[column] = headings[column].strip().length();
      for (String[] row : rows) {
        widths[column] = Math.max(widths[column], row[column].length());
      }
    }
    int room = WIDTH - INDENT.length() * widths.length;
    while (Arrays.stream(widths).sum() > room) {
      int widest = -1;
      for (int column = 0; column < widths.length; column++) {
        if (isWords(column)
            && widths[column] > NARROWEST
            && (widest < 0 || widths[column] > widths[widest])) {
          widest = column;
        }
      }
      if (widest < 0) {
        break;
      }
      widths[widest]--;
    }
    return widths;
  }

  private boolean isWords(int column) {
    return headings[column].endsWith(" ");
  }

  private void line(StringBuilder text, String[] cells, int[] widths) {
    int start = text.length();
    for (int column = 0; column < widths.length; column++) {
      String cell = cut(cells[column].stripTrailing(), widths[column]);
      String blanks = " ".repeat(Math.max(0, widths[column] - cell.length()));
      text.append(INDENT).append(isWords(column) ? cell + blanks : blanks + cell);
    }
    String whole = text.substring(start).stripTrailing();
    text.setLength(start);
    text.append(whole).append('\n');
  }

  /** The start and end of a name tell more than its middle. */
  private static String cut(String cell, int width) {
    if (cell.length() <= width) {
      return cell;
    }
    int head = (width - 2 + 1) / 2;
    int tail = width - 2 - head;
    return cell.substring(0, head) + ".." + cell.substring(cell.length() - tail);
  }
}
