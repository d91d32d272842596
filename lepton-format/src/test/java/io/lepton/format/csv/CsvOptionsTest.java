package io.lepton.format.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvOptionsTest {

  private static final CsvOptions DEFAULTS = CsvOptions.defaults();

  @Test
  void defaults_rfc4180() {
    assertThat(DEFAULTS.delimiter()).isEqualTo(",");
    assertThat(DEFAULTS.quote()).contains('"');
    assertThat(DEFAULTS.comment()).isEmpty();
    assertThat(DEFAULTS.header()).isTrue();
    assertThat(DEFAULTS.names()).isEmpty();
    assertThat(DEFAULTS.nullTokens()).containsExactly("");
    assertThat(DEFAULTS.charset()).isEqualTo(StandardCharsets.UTF_8);
  }

  @Test
  void with_changesOnePartOfACopy() {
    CsvOptions changed =
        DEFAULTS
            .withDelimiter(';')
            .withQuote('\'')
            .withComment('#')
            .withHeader(false)
            .withNames(List.of("a"))
            .withNullTokens(List.of("NA", "NA"))
            .withCharset(StandardCharsets.UTF_16LE);
    assertThat(changed.delimiter()).isEqualTo(";");
    assertThat(changed.quote()).contains('\'');
    assertThat(changed.withoutQuote().quote()).isEmpty();
    assertThat(changed.comment()).contains('#');
    assertThat(changed.header()).isFalse();
    assertThat(changed.names()).containsExactly("a");
    assertThat(changed.nullTokens()).containsExactly("NA");
    assertThat(changed.charset()).isEqualTo(StandardCharsets.UTF_16LE);
    assertThat(DEFAULTS.delimiter()).isEqualTo(",");
  }

  @ParameterizedTest
  @ValueSource(chars = {'\0', '\r', '\n', 'é', '€'})
  void withDelimiter_notAscii_isRefused(char delimiter) {
    assertThatThrownBy(() -> DEFAULTS.withDelimiter(delimiter))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> DEFAULTS.withQuote(delimiter))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> DEFAULTS.withComment(delimiter))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void with_sameCharacterTwice_isRefused() {
    assertThatThrownBy(() -> DEFAULTS.withDelimiter('"'))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> DEFAULTS.withComment(','))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> DEFAULTS.withComment('"'))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void withNames_notDistinctOrEmpty_isRefused() {
    assertThatThrownBy(() -> DEFAULTS.withNames(List.of("a", "a")))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> DEFAULTS.withNames(List.of("a", "")))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
