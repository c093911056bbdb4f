package dev.continuum.benchmarks.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownValuesTest {

  @TempDir private Path directory;

  @Test
  void anInstanceIsFoundByItsNameWithOrWithoutPathAndExtension() throws IOException {
    KnownValues known = known("instance,best\ncap41,1040444.375\nsub/P1.txt; 8848\n");
    assertThat(known.of("cap41")).contains(new BigDecimal("1040444.375"));
    assertThat(known.of("orlib/cap41")).contains(new BigDecimal("1040444.375"));
    assertThat(known.of("sub/p1")).contains(new BigDecimal("8848"));
    assertThat(known.of("cap42")).isEmpty();
  }

  @Test
  void aLineThatIsNoneIsNamed() {
    assertThatThrownBy(() -> known("cap41,1\ncap42\n")).hasMessageContaining(":2:");
  }

  @Test
  void distanceIsRelativeToTheKnownValue() throws IOException {
    Row row = Row.EMPTY.with(Column.INSTANCE, "cap41").with(Column.OBJECTIVE, 101);
    Row with = Run.withDistance(row, known("cap41,100"));
    assertThat(with.text(Column.DISTANCE)).isEqualTo("0.01");
    assertThat(with.text(Column.KNOWN)).isEqualTo("100");
  }

  private KnownValues known(String text) throws IOException {
    return KnownValues.read(Files.writeString(directory.resolve("known.csv"), text));
  }
}
