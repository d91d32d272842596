package io.lepton.format.profile;

import static io.lepton.format.TestRows.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lepton.data.ColumnType;
import io.lepton.data.Field;
import io.lepton.data.Schema;
import io.lepton.format.TestRows;
import io.lepton.format.profile.Finding.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What people read: the table and the findings. */
class ProfileTextTest {

  private static final ProfileText TEXT = ProfileText.defaults();

  private static Profile profile(
      ColumnType type, int rows, IntFunction<? extends @Nullable Object> value) {
    Schema schema = Schema.of(Field.of("c", type));
    List<List<@Nullable Object>> all = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      all.add(row(value.apply(i)));
    }
    Profiler profiler = Profiler.of(schema);
    profiler.add(TestRows.batch(schema, all));
    return profiler.profile();
  }

  private static List<Kind> kinds(Profile profile) {
    return profile.findings().stream().map(Finding::kind).toList();
  }

  @Test
  void render_numbers_hasALine() {
    String text = TEXT.render(profile(ColumnType.INT32, 100, i -> i % 2 == 0 ? null : (long) i));
    assertThat(text).startsWith("100 rows, 1 column\n");
    assertThat(text).containsPattern("c +int32 +50\\.0 % +50 +1 +[▁▂▃▄▅▆▇█]{12} +49 +99");
  }

  @Test
  void render_ascii_hasNothingElse() {
    String text = TEXT.withAscii().render(profile(ColumnType.FP64, 50, i -> i * 0.5));
    assertThat(text).matches("\\p{ASCII}+");
    assertThat(text).contains("#**********#");
  }

  @Test
  void render_narrow_staysWithinTheWidth() {
    Profile profile =
        profile(ColumnType.TEXT, 60, i -> "a rather long value that is common " + i % 3);
    for (int width : new int[] {40, 60, 80, 100}) {
      assertThat(TEXT.withWidth(width).render(profile).lines().limit(4))
          .allMatch(line -> line.length() <= width);
    }
  }

  @Test
  void render_widthBelow40_isRefused() {
    assertThatThrownBy(() -> TEXT.withWidth(39)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void render_controlCharacters_areReplaced() {
    String text = TEXT.render(profile(ColumnType.TEXT, 10, i -> "a\u001b[31m\nb"));
    assertThat(text).contains("a\uFFFD[31m\uFFFDb").doesNotContain("\u001b");
  }

  @Test
  void render_estimates_haveATilde() {
    assertThat(TEXT.render(profile(ColumnType.INT64, 2000, i -> (long) i)))
        .containsPattern("~[12],[09]");
  }

  @Test
  void find_allMissingAndConstant_areSaid() {
    assertThat(kinds(profile(ColumnType.INT32, 30, i -> null))).containsExactly(Kind.ALL_MISSING);
    assertThat(kinds(profile(ColumnType.TEXT, 30, i -> "x"))).containsExactly(Kind.CONSTANT);
  }

  @Test
  void find_mostlyMissing_isSaid() {
    assertThat(kinds(profile(ColumnType.TEXT, 30, i -> i % 3 == 0 ? "a" + i % 2 : null)))
        .containsExactly(Kind.MOSTLY_MISSING);
  }

  @Test
  void find_differentValues_areACandidateForAKey() {
    assertThat(kinds(profile(ColumnType.INT64, 100, i -> (long) i)))
        .containsExactly(Kind.CANDIDATE_KEY);
    assertThat(kinds(profile(ColumnType.INT64, 3000, i -> (long) i)))
        .containsExactly(Kind.CANDIDATE_KEY);
    assertThat(kinds(profile(ColumnType.INT64, 100, i -> (long) i % 50))).isEmpty();
  }

  @Test
  void find_outliersAndSkew_areSaid() {
    assertThat(kinds(profile(ColumnType.FP64, 200, i -> i == 7 ? 1e6 : i % 40.0)))
        .contains(Kind.OUTLIERS);
    assertThat(kinds(profile(ColumnType.FP64, 200, i -> Math.exp(i % 40 / 5.0))))
        .contains(Kind.SKEWED);
  }

  @Test
  void find_zerosAndNotFinite_areSaid() {
    assertThat(kinds(profile(ColumnType.FP64, 90, i -> i % 3 == 0 ? (double) i % 5 : 0.0)))
        .contains(Kind.MANY_ZEROS);
    assertThat(kinds(profile(ColumnType.FP32, 30, i -> i == 3 ? Float.NaN : (float) (i % 7))))
        .containsExactly(Kind.NOT_FINITE);
  }

  @Test
  void find_textsThatAreNotQuiteRight_areSaid() {
    assertThat(kinds(profile(ColumnType.TEXT, 40, i -> i == 5 ? "n/a" : i % 7 + ".5")))
        .containsExactly(Kind.NUMBERS_AS_TEXT, Kind.PLACEHOLDERS);
    assertThat(kinds(profile(ColumnType.TEXT, 40, i -> i % 2 == 0 ? "Berlin" : " berlin")))
        .containsExactly(Kind.PADDED_TEXT, Kind.VARIANTS);
    assertThat(kinds(profile(ColumnType.TEXT, 40, i -> i % 2 == 0 ? "Berlin" : "")))
        .containsExactly(Kind.EMPTY_TEXT);
  }

  @Test
  void find_messages_areFreeOfValues() {
    Profile profile =
        profile(ColumnType.TEXT, 40, i -> i == 5 ? "4711" : i % 2 == 0 ? "0815 " : "0815");
    assertThat(profile.findings()).isNotEmpty();
    assertThat(profile.findings().toString()).doesNotContain("4711").doesNotContain("0815");
  }
}
