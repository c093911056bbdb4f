package dev.continuum.model.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class PathOrderTest {

  @Test
  void ordersIndicesByValue() {
    assertThat(
            List.of("nodes[10]", "nodes[2].id", "links[3]", "nodes[2]").stream()
                .sorted(new PathOrder()))
        .containsExactly("links[3]", "nodes[2]", "nodes[2].id", "nodes[10]");
  }

  @Property
  void isATotalOrder(
      @ForAll @StringLength(max = 6) @CharRange(from = '/', to = '3') String a,
      @ForAll @StringLength(max = 6) @CharRange(from = '/', to = '3') String b,
      @ForAll @StringLength(max = 6) @CharRange(from = '/', to = '3') String c) {
    PathOrder order = new PathOrder();
    assertThat(Integer.signum(order.compare(a, b))).isEqualTo(-Integer.signum(order.compare(b, a)));
    assertThat(order.compare(a, b) == 0).isEqualTo(a.equals(b));
    if (order.compare(a, b) <= 0 && order.compare(b, c) <= 0) {
      assertThat(order.compare(a, c)).isLessThanOrEqualTo(0);
    }
  }
}
