package dev.continuum.lambda.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CborTest {

  /** From appendix A of RFC 8949. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1864 | 100",
        "1b000000e8d4a51000 | 1000000000000",
        "3903e7 | -1000",
        "f93e00 | 1.5",
        "fa47c35000 | 100000.0",
        "fb3ff199999999999a | 1.1",
        "f5 | true",
        "f6 | null",
        "c11a514b67b0 | 1363896240",
        "6449455446 | \"IETF\"",
        "7f657374726561646d696e67ff | \"streaming\"",
        "83010203 | [1,2,3]",
        "9f018202039f0405ffff | [1,[2,3],[4,5]]",
        "bf61610161629f0203ffff | {\"a\":1,\"b\":[2,3]}"
      })
  void examplesOfTheStandardAreRead(String bytes, String json) {
    assertThat(Cbor.read(HexFormat.of().parseHex(bytes))).isEqualTo(JsonParser.parseString(json));
  }

  @Test
  void whatIsWrittenIsRead() {
    JsonElement json = JsonParser.parseString("{\"a\":[1.5,\"x\",true,false,null],\"b\":{}}");

    assertThat(Cbor.read(Cbor.write(json))).isEqualTo(json);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "61", "7affffffff", "4161", "9f", "bf01", "fc", "1c", "9bffffffffffffffff"})
  void whatIsCutOffOrForeignIsRefused(String bytes) {
    assertThatThrownBy(() -> Cbor.read(HexFormat.of().parseHex(bytes)))
        .isInstanceOf(ApiException.class);
  }

  @Test
  void whatIsNestedTooDeeplyIsRefused() {
    assertThatThrownBy(() -> Cbor.read(HexFormat.of().parseHex("81".repeat(1000) + "01")))
        .isInstanceOf(ApiException.class);
  }
}
