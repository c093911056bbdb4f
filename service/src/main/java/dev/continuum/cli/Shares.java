package dev.continuum.cli;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Shares of one as people write them: 0.02 or 2%. */
final class Shares implements ITypeConverter<Double> {

  private static final Pattern FORMAT =
      Pattern.compile("(?:\\d{1,9}(?:\\.\\d{0,18})?|\\.\\d{1,18})(?:[eE]-?\\d{1,2})?%?");

  @Override
  public Double convert(String text) {
    String word = text.strip();
    if (!FORMAT.matcher(word).matches()) {
      throw new TypeConversionException(
          "'" + text + "' is no share; write 0.02 or 2%, 0 for a proven optimum");
    }
    return word.endsWith("%")
        ? new BigDecimal(word.substring(0, word.length() - 1)).movePointLeft(2).doubleValue()
        : Double.parseDouble(word);
  }
}
