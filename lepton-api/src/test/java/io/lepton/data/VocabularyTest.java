package io.lepton.data;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VocabularyTest {

  @Test
  void codeOf_aTerm_isItsPosition() {
    Vocabulary vocabulary = Vocabulary.of(List.of("Yes", "No", "No phone service", ""));
    assertThat(vocabulary.codeOf("Yes")).isZero();
    assertThat(vocabulary.codeOf("No phone service")).isEqualTo(2);
    assertThat(vocabulary.codeOf("")).isEqualTo(3);
    assertThat(vocabulary.size()).isEqualTo(4);
    assertThat(vocabulary.terms()).containsExactly("Yes", "No", "No phone service", "");
  }

  @Test
  void codeOf_anythingElse_isUnknown() {
    Vocabulary vocabulary = Vocabulary.of(List.of("Yes", "No"));
    for (String text : List.of("", "yes", "Ye", "Yes ", "Yes\0", "N", "Non", "Yes".repeat(9))) {
      assertThat(vocabulary.codeOf(text)).isEqualTo(Vocabulary.UNKNOWN);
    }
  }

  @Test
  void codeOf_inAnEmptyVocabulary_isUnknown() {
    Vocabulary vocabulary = Vocabulary.of(List.of());
    assertThat(vocabulary.codeOf("")).isEqualTo(Vocabulary.UNKNOWN);
    assertThat(vocabulary.codeOf("a")).isEqualTo(Vocabulary.UNKNOWN);
    assertThat(vocabulary.size()).isZero();
  }

  @Test
  void of_aTextTwice_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Vocabulary.of(List.of("a", "b", "a")))
        .withMessage("The text of code 2 occurs twice");
  }

  // Zero bytes fill up short keys: a text that has some must not be taken for one that has none.
  @Test
  void codeOf_textsWithZeroBytes_areDistinct() {
    List<String> terms = IntStream.rangeClosed(0, 24).mapToObj("\0"::repeat).toList();
    Vocabulary vocabulary = Vocabulary.of(terms);
    for (int i = 0; i < terms.size(); i++) {
      assertThat(vocabulary.codeOf(terms.get(i))).isEqualTo(i);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void codeOf_randomTexts_isThatOfAHashMap(long seed) {
    Random random = new Random(seed);
    Map<String, Integer> expected = new HashMap<>();
    List<String> terms = new ArrayList<>();
    int size = random.nextInt(2_000);
    while (terms.size() < size) {
      String text = randomText(random);
      if (expected.putIfAbsent(text, terms.size()) == null) {
        terms.add(text);
      }
    }
    Vocabulary vocabulary = Vocabulary.of(terms);
    for (int i = 0; i < 20_000; i++) {
      String text =
          size > 0 && random.nextBoolean() ? terms.get(random.nextInt(size)) : randomText(random);
      int code = lookUpSomewhere(vocabulary, text, random);
      assertThat(code)
          .as("seed %d, text of %d characters, lookup %d", seed, text.length(), i)
          .isEqualTo(expected.getOrDefault(text, Vocabulary.UNKNOWN));
    }
  }

  // Few letters and common beginnings and ends, so that nearly equal texts are frequent.
  private static String randomText(Random random) {
    int length = random.nextInt(41);
    StringBuilder text = new StringBuilder();
    if (random.nextBoolean()) {
      text.append("category");
    }
    while (text.length() < length) {
      text.append("abé日".charAt(random.nextInt(random.nextBoolean() ? 4 : 1)));
    }
    if (random.nextInt(3) == 0) {
      text.append("suffix/8");
    }
    return text.toString();
  }

  /** Looks a text up with random bytes around it, or at the very end of the array. */
  private static int lookUpSomewhere(Vocabulary vocabulary, String text, Random random) {
    byte[] bytes = text.getBytes(UTF_8);
    byte[] around = new byte[random.nextInt(12) + bytes.length + random.nextInt(12)];
    random.nextBytes(around);
    int start = random.nextInt(around.length - bytes.length + 1);
    System.arraycopy(bytes, 0, around, start, bytes.length);
    return vocabulary.codeOf(around, start, bytes.length);
  }

  @Test
  void codeOf_textsThatDifferInOneByte_areDistinct() {
    for (int length = 1; length <= 40; length++) {
      Set<String> terms = new LinkedHashSet<>();
      for (int i = 0; i < length; i++) {
        char[] text = new char[length];
        Arrays.fill(text, 'a');
        text[i] = 'b';
        terms.add(new String(text));
      }
      terms.add("a".repeat(length));
      Vocabulary vocabulary = Vocabulary.of(terms);
      int code = 0;
      for (String term : terms) {
        assertThat(vocabulary.codeOf(term)).isEqualTo(code++);
      }
      assertThat(vocabulary.codeOf("a".repeat(length + 1))).isEqualTo(Vocabulary.UNKNOWN);
    }
  }

  @Test
  void codeOf_atTheEndOfTheArray_readsNothingBehindIt() {
    Vocabulary vocabulary = Vocabulary.of(List.of("", "a", "abcdefg", "abcdefgh", "abcdefghi"));
    for (String term : vocabulary.terms()) {
      byte[] exact = term.getBytes(UTF_8);
      assertThat(vocabulary.codeOf(exact, 0, exact.length))
          .isEqualTo(vocabulary.terms().indexOf(term));
    }
  }

  @Test
  void codeOf_oneOfAHundredThousand_isFound() {
    List<String> terms = IntStream.range(0, 100_000).mapToObj(i -> "customer-" + i).toList();
    Vocabulary vocabulary = Vocabulary.of(terms);
    for (int i = 0; i < terms.size(); i++) {
      assertThat(vocabulary.codeOf(terms.get(i))).isEqualTo(i);
    }
    assertThat(vocabulary.codeOf("customer-100000")).isEqualTo(Vocabulary.UNKNOWN);
  }

  // Each of these families once shared a slot; then building takes a time that grows with the
  // square.
  @ParameterizedTest
  @ValueSource(strings = {"%08d", "https://example.org/%06d/index.html", "item %d", "%032d"})
  @Timeout(value = 60, unit = TimeUnit.SECONDS)
  void of_manyTextsThatAreAlike_doesNotDegrade(String pattern) {
    List<String> terms = IntStream.range(0, 200_000).mapToObj(pattern::formatted).toList();
    Vocabulary vocabulary = Vocabulary.of(terms);
    assertThat(vocabulary.codeOf(terms.get(199_999))).isEqualTo(199_999);
  }

  @Test
  void codesOf_aColumn_areThoseOfItsTexts() {
    Random random = new Random(9);
    Vocabulary vocabulary = Vocabulary.of(List.of("", "Yes", "No", "Bank transfer (automatic)"));
    TextColumn column = (TextColumn) Column.allocate(ColumnType.TEXT, 500);
    int[] expected = new int[500];
    for (int row = 0; row < 499; row++) {
      int term = random.nextInt(5);
      byte[] text = (term < 4 ? vocabulary.terms().get(term) : "Maybe").getBytes(UTF_8);
      column.append(row, text, 0, text.length);
      expected[row] = term < 4 ? term : Vocabulary.UNKNOWN;
    }
    column.shareHeap(Arrays.copyOf(column.heap(), column.starts()[498] + column.lengths()[498]));
    int[] codes = new int[500];
    codes[499] = 77;
    expected[499] = 77;
    vocabulary.codesOf(column, 499, codes);
    assertThat(codes).isEqualTo(expected);
  }

  @Test
  void decode_aCode_pointsTheColumnAtTheTerm() {
    Vocabulary vocabulary = Vocabulary.of(List.of("stays", "leaves"));
    TextColumn column = (TextColumn) Column.allocate(ColumnType.TEXT, 2);
    column.shareHeap(vocabulary.heap());
    vocabulary.decode(column, 0, 1);
    vocabulary.decode(column, 1, 0);
    assertThat(column.text(0)).isEqualTo("leaves");
    assertThat(column.text(1)).isEqualTo("stays");
  }
}
