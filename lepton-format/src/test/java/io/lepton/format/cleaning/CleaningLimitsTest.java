package io.lepton.format.cleaning;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.data.ColumnType;
import io.lepton.data.Field;
import io.lepton.data.Schema;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Values that are meant to hurt: they are refused in little time and memory. */
@Timeout(30)
class CleaningLimitsTest {

  private static final Schema TEXT = Schema.of(Field.of("a", ColumnType.TEXT));
  private static final ColumnType DECIMAL = ColumnType.decimal(38, 10);

  @ParameterizedTest
  @ValueSource(strings = {"1E2147483647", "1E-2147483647", "1E999999999999999999", "9E-999999999"})
  void parseNumber_hugeExponent_isRefusedAtOnce(String text) {
    ParseNumber exact = CleaningStep.parseNumber("a", Locale.ROOT).withType(DECIMAL);
    assertThat(Cleaned.of(TEXT, "a\n" + text + "\n", exact).rows()).containsExactly("~");
    ParseNumber pattern = exact.withPattern("0.###E0");
    assertThat(Cleaned.of(TEXT, "a\n" + text + "\n", pattern).rows()).containsExactly("~");
  }

  @Test
  void parse_longText_isRefusedAtOnce() {
    String csv = "a\n" + "1".repeat(10_000_000) + "\n";
    ParseNumber exact = CleaningStep.parseNumber("a", Locale.ROOT).withType(DECIMAL);
    assertThat(Cleaned.of(TEXT, csv, exact).rows()).containsExactly("~");
    assertThat(Cleaned.of(TEXT, csv, CleaningStep.parseDate("a", "MMMM d", Locale.ROOT)).rows())
        .containsExactly("~");
    assertThat(Cleaned.of(TEXT, csv, CleaningStep.units("a", UnitTable.to("kg"))).rows())
        .containsExactly("~");
  }

  @Test
  void trim_longBlanks_takesLinearTime() {
    String csv = "a\n\"" + "\u3000 ".repeat(2_000_000) + "x" + " \u00A0".repeat(2_000_000) + "\"\n";
    assertThat(Cleaned.of(TEXT, csv, CleaningStep.trim("a")).rows()).containsExactly("x");
  }

  @Test
  void keySet_manyKeys_findsEachAgain() {
    KeySet keys = new KeySet(1_000_000);
    for (long i = 0; i < 1_000_000; i++) {
      assertThat(keys.add(i * 0x9e3779b97f4a7c15L, i)).isTrue();
    }
    for (long i = 0; i < 1_000_000; i++) {
      assertThat(keys.add(i * 0x9e3779b97f4a7c15L, i)).isFalse();
    }
  }
}
