package io.lepton.format.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lepton.ErrorCode;
import io.lepton.LeptonException;
import io.lepton.data.ColumnType;
import io.lepton.data.DataSource;
import io.lepton.data.Field;
import io.lepton.data.ReadLimits;
import io.lepton.data.Rejection;
import io.lepton.data.Schema;
import io.lepton.format.TestRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** JSONTestSuite by Nicolas Seriot, all 318 texts, as whole documents. */
class JsonDocumentsConformanceTest {

  private static final String ACCEPTED = "accepted";
  private static final Schema SCHEMA = Schema.of(Field.of("wanted", ColumnType.INT32));

  @TestFactory
  Stream<DynamicTest> check_validText_isAccepted() throws IOException {
    return tests("y_", 95, file -> assertThat(answer(file)).isEqualTo(ACCEPTED));
  }

  @TestFactory
  Stream<DynamicTest> check_invalidText_isRefusedWithACode() throws IOException {
    return tests(
        "n_",
        188,
        file ->
            assertThat(answer(file))
                .isIn(
                    ErrorCode.MALFORMED_JSON.name(),
                    ErrorCode.INVALID_ENCODING.name(),
                    ErrorCode.NUL_BYTE.name(),
                    ErrorCode.EMPTY_INPUT.name(),
                    ErrorCode.LIMIT_EXCEEDED.name()));
  }

  @Test
  void check_openQuestions_areAnsweredAsBefore() throws IOException {
    Map<String, String> answers = new TreeMap<>();
    for (Path file : files("i_")) {
      String name = file.getFileName().toString();
      answers.put(name.substring(2, name.length() - 5), answer(file));
    }
    assertThat(answers).hasSize(35).isEqualTo(expectedAnswers());
  }

  private static Map<String, String> expectedAnswers() {
    Map<String, String> expected = new TreeMap<>();
    // The grammar has no largest number; whether a type has room for it is the column's business.
    for (String number :
        List.of(
            "number_double_huge_neg_exp",
            "number_huge_exp",
            "number_neg_int_huge_exp",
            "number_pos_double_huge_exp",
            "number_real_neg_overflow",
            "number_real_pos_overflow",
            "number_real_underflow",
            "number_too_big_neg_int",
            "number_too_big_pos_int",
            "number_very_big_negative_int")) {
      expected.put(number, ACCEPTED);
    }
    // Half of a surrogate pair is no character: text columns are UTF-8, which has no bytes for it.
    for (String halfPair :
        List.of(
            "object_key_lone_2nd_surrogate",
            "string_1st_surrogate_but_2nd_missing",
            "string_1st_valid_surrogate_2nd_invalid",
            "string_incomplete_surrogate_and_escape_valid",
            "string_incomplete_surrogate_pair",
            "string_incomplete_surrogates_escape_valid",
            "string_invalid_lonely_surrogate",
            "string_invalid_surrogate",
            "string_inverted_surrogates_U+1D11E",
            "string_lone_second_surrogate")) {
      expected.put(halfPair, ErrorCode.INVALID_ENCODING.name());
    }
    // RFC 8259, section 8.1: text that systems exchange is UTF-8.
    for (String notUtf8 :
        List.of(
            "string_UTF-8_invalid_sequence",
            "string_UTF8_surrogate_U+D800",
            "string_invalid_utf-8",
            "string_iso_latin_1",
            "string_lone_utf8_continuation_byte",
            "string_not_in_unicode_range",
            "string_overlong_sequence_2_bytes",
            "string_overlong_sequence_6_bytes",
            "string_overlong_sequence_6_bytes_null",
            "string_truncated-utf-8")) {
      expected.put(notUtf8, ErrorCode.INVALID_ENCODING.name());
    }
    // A mark says which UTF it is; without one there are NUL bytes where text should be.
    expected.put("string_UTF-16LE_with_BOM", ACCEPTED);
    expected.put("structure_UTF-8_BOM_empty_object", ACCEPTED);
    expected.put("string_utf16BE_no_BOM", ErrorCode.NUL_BYTE.name());
    expected.put("string_utf16LE_no_BOM", ErrorCode.NUL_BYTE.name());
    // The default limit is 64 levels.
    expected.put("structure_500_nested_arrays", ErrorCode.LIMIT_EXCEEDED.name());
    return expected;
  }

  @Test
  void check_deepButAllowed_isAccepted() throws IOException {
    for (Path file : files("i_structure_500_nested_arrays")) {
      ReadLimits deep = ReadLimits.defaults().withMaxDepth(500);
      assertThat(answer(Files.readAllBytes(file), deep)).isEqualTo(ACCEPTED);
    }
  }

  /** A text inside a record, in an array of records, is judged as it is alone. */
  @TestFactory
  Stream<DynamicTest> read_validTextInARecord_isAccepted() throws IOException {
    return tests("y_", 95, file -> assertThat(rejections(recordOf(file))).isEmpty());
  }

  @TestFactory
  Stream<DynamicTest> read_invalidTextInARecord_isRefused() throws IOException {
    return tests("n_", 188, file -> assertThat(rejections(recordOf(file))).isNotEmpty());
  }

  /** A text that is itself a document, whether it is one of records or not. */
  @TestFactory
  Stream<DynamicTest> read_invalidText_isRefused() throws IOException {
    return tests("n_", 188, file -> assertThat(rejections(Files.readAllBytes(file))).isNotEmpty());
  }

  private interface Check {
    void on(Path file) throws IOException;
  }

  private static Stream<DynamicTest> tests(String prefix, int count, Check check)
      throws IOException {
    List<Path> files = files(prefix);
    assertThat(files).hasSize(count);
    return files.stream()
        .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> check.on(file)));
  }

  private static List<Path> files(String prefix) throws IOException {
    Path folder = Path.of(System.getProperty("lepton.shared", "none"), "conformance/json-parsing");
    if (!Files.isDirectory(folder)) {
      if (Boolean.getBoolean("lepton.required")) {
        fail("There is no folder " + folder);
      }
      assumeTrue(false, "There is no folder " + folder);
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(f -> f.getFileName().toString().startsWith(prefix)).sorted().toList();
    }
  }

  private static String answer(Path file) throws IOException {
    return answer(Files.readAllBytes(file), ReadLimits.defaults());
  }

  private static String answer(byte[] text, ReadLimits limits) throws IOException {
    try {
      JsonDocuments.check(DataSource.of("memory", text), limits);
      return ACCEPTED;
    } catch (LeptonException e) {
      return e.code().name();
    }
  }

  private static byte[] recordOf(Path file) throws IOException {
    byte[] text = Files.readAllBytes(file);
    byte[] before = "[{\"x\":".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    byte[] result = java.util.Arrays.copyOf(before, before.length + text.length + 2);
    System.arraycopy(text, 0, result, before.length, text.length);
    result[result.length - 2] = '}';
    result[result.length - 1] = ']';
    return result;
  }

  private static List<Rejection> rejections(byte[] document) throws IOException {
    List<Rejection> found = new ArrayList<>();
    try {
      TestRows.read(
          new JsonFormat(), TestRows.request(document, SCHEMA).withRejections(found::add), 10);
    } catch (LeptonException e) {
      found.add(new Rejection(1, "", e.code(), "the document"));
    }
    return found;
  }
}
