package io.lepton.format.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lepton.ErrorCode;
import io.lepton.LimitExceededException;
import io.lepton.data.ColumnType;
import io.lepton.data.Field;
import io.lepton.data.Rejection;
import io.lepton.data.Schema;
import io.lepton.format.TestRows;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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

/**
 * JSONTestSuite by Nicolas Seriot, as records.
 *
 * <p>A text is made the value of a field that the schema does not name, {@code {"x":text}}, and, if
 * it is an object itself, a record. Texts with a line feed in them are no lines and are left out.
 */
class NdjsonConformanceTest {

  private static final NdjsonFormat FORMAT = new NdjsonFormat();
  private static final Schema SCHEMA = Schema.of(Field.of("wanted", ColumnType.INT32));

  @TestFactory
  Stream<DynamicTest> read_validText_isAccepted() throws IOException {
    return tests("y_", text -> assertThat(rejections(text)).isEmpty());
  }

  @TestFactory
  Stream<DynamicTest> read_invalidText_isRejected() throws IOException {
    return tests("n_", text -> assertThat(rejections(text)).isNotEmpty());
  }

  @Test
  void read_openQuestions_areAnsweredAsBefore() throws IOException {
    Map<String, String> answers = new TreeMap<>();
    for (Path file : files("i_")) {
      byte[] text = Files.readAllBytes(file);
      if (isLine(text)) {
        List<Rejection> found = rejections(text);
        String name = file.getFileName().toString();
        answers.put(
            name.substring(2, name.length() - 5),
            found.isEmpty() ? "accepted" : found.get(0).code().toString());
      }
    }
    Map<String, String> expected = new TreeMap<>();
    answers.keySet().forEach(name -> expected.put(name, "accepted"));
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
            "string_truncated-utf-8",
            "string_UTF-16LE_with_BOM")) {
      expected.put(notUtf8, ErrorCode.INVALID_ENCODING.toString());
    }
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
      expected.put(halfPair, ErrorCode.INVALID_ENCODING.toString());
    }
    expected.put("string_utf16BE_no_BOM", ErrorCode.NUL_BYTE.toString());
    expected.put("string_utf16LE_no_BOM", ErrorCode.NUL_BYTE.toString());
    expected.put("structure_UTF-8_BOM_empty_object", ErrorCode.MALFORMED_JSON.toString());
    expected.put("structure_500_nested_arrays", ErrorCode.LIMIT_EXCEEDED.toString());
    assertThat(answers).isEqualTo(expected);
  }

  private interface Check {
    void on(byte[] text) throws IOException;
  }

  private static Stream<DynamicTest> tests(String prefix, Check check) throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (Path file : files(prefix)) {
      byte[] text = Files.readAllBytes(file);
      if (isLine(text)) {
        tests.add(DynamicTest.dynamicTest(file.getFileName().toString(), () -> check.on(text)));
      }
    }
    assertThat(tests).hasSizeGreaterThan(50);
    return tests.stream();
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

  private static boolean isLine(byte[] text) {
    for (byte b : text) {
      if (b == '\n') {
        return false;
      }
    }
    return true;
  }

  /** Returns the rejections of a line that holds the text as a value. */
  private static List<Rejection> rejections(byte[] text) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    line.writeBytes("{\"x\":".getBytes(StandardCharsets.US_ASCII));
    line.writeBytes(text);
    line.write('}');
    List<Rejection> found = rejectionsOfLine(line.toByteArray());
    if (text.length > 0 && text[0] == '{') {
      // As a record of its own it must be judged the same.
      assertThat(rejectionsOfLine(text).isEmpty()).isEqualTo(found.isEmpty());
    }
    return found;
  }

  private static List<Rejection> rejectionsOfLine(byte[] line) throws IOException {
    List<Rejection> found = new ArrayList<>();
    try {
      TestRows.read(FORMAT, TestRows.request(line, SCHEMA).withRejections(found::add), 10);
    } catch (LimitExceededException e) {
      found.add(new Rejection(1, "", e.code(), "too deep"));
    }
    return found;
  }
}
