package io.lepton.format.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.lepton.data.Column;
import io.lepton.data.ColumnType;
import io.lepton.data.TextColumn;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShortTextsTest {

  @Test
  void others_listedTexts_none() {
    assertThat(others(List.of("", "a", "12345678", "é"), "a", "é", "12345678", "")).isZero();
  }

  @Test
  void others_longerShorterOrOtherTexts_found() {
    assertThat(others(List.of("12345678", "ab"), "123456789", "1234567", "a", "abc", "ab", "b"))
        .isEqualTo(0b101111);
  }

  @Test
  void others_zeroBytes_areNoPadding() {
    assertThat(others(List.of("a"), "a\0", "a", "\0")).isEqualTo(0b101);
    assertThat(ShortTexts.of(List.of("a", "a\0"))).isEmpty();
  }

  @Test
  void of_sixtyFourTexts_found() {
    List<String> texts = IntStream.range(0, 64).mapToObj(i -> "code" + i).toList();
    assertThat(others(texts, texts.toArray(String[]::new))).isZero();
  }

  @Test
  void of_tooManyOrTooLong_nothing() {
    assertThat(ShortTexts.of(List.of("123456789"))).isEmpty();
    assertThat(ShortTexts.of(IntStream.range(0, 65).mapToObj(i -> "" + i).toList())).isEmpty();
  }

  private static long others(List<String> listed, String... texts) {
    TextColumn column = (TextColumn) Column.allocate(ColumnType.TEXT, 64);
    byte[] heap = String.join("", texts).getBytes(StandardCharsets.UTF_8);
    column.shareHeap(heap);
    int start = 0;
    for (int row = 0; row < texts.length; row++) {
      int length = texts[row].getBytes(StandardCharsets.UTF_8).length;
      column.set(row, start, length);
      start += length;
    }
    return ShortTexts.of(listed).orElseThrow().others(column, 0, texts.length);
  }
}
