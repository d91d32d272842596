package io.lepton.bench.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class TextTableTest {

  @Test
  void print_columns_areAligned() {
    TextTable table = new TextTable("name", "count").alignRight(1).add("Zoë", "7").add("Al", "12");
    assertThat(lines(table))
        .containsExactly("name  count", "----  -----", "Zoë       7", "Al       12");
  }

  @Test
  void print_lastColumnOnTheLeft_hasNoTrailingBlanks() {
    TextTable table = new TextTable("a", "b").add("1", "").add("2", "long");
    assertThat(lines(table)).allSatisfy(line -> assertThat(line).isEqualTo(line.stripTrailing()));
  }

  @Test
  void print_longCell_isCut() {
    TextTable table = new TextTable(8, List.of("a")).add("123456789");
    assertThat(lines(table)).last().isEqualTo("12345...");
  }

  @Test
  void print_controlCharacters_areShownAndNotSent() {
    TextTable table = new TextTable("a").add("one\ntwo\u001b[2J");
    assertThat(lines(table)).last().isEqualTo("one\\ntwo\uFFFD[2J");
  }

  @Test
  void print_charactersOutsideTheFirstPlane_countAsOne() {
    TextTable table = new TextTable("a", "b").add("\uD83D\uDE00", "x");
    assertThat(lines(table)).last().isEqualTo("\uD83D\uDE00  x");
  }

  @Test
  void add_wrongNumberOfCells_isRefused() {
    TextTable table = new TextTable("a", "b");
    assertThatThrownBy(() -> table.add("1")).isInstanceOf(IllegalArgumentException.class);
  }

  private static List<String> lines(TextTable table) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (var out = Shell.printer(bytes)) {
      table.print(out);
    }
    return bytes.toString(StandardCharsets.UTF_8).lines().toList();
  }
}
