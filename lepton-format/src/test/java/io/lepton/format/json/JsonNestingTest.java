package io.lepton.format.json;

import static io.lepton.format.TestRows.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lepton.ErrorCode;
import io.lepton.LimitExceededException;
import io.lepton.data.ColumnType;
import io.lepton.data.DataSource;
import io.lepton.data.Field;
import io.lepton.data.ReadLimits;
import io.lepton.data.Rejection;
import io.lepton.data.Schema;
import io.lepton.format.TestRows;
import io.lepton.format.json.JsonOptions.Lists;
import io.lepton.format.json.JsonOptions.Nesting;
import io.lepton.spi.ReadRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonNestingTest {

  private final List<Rejection> rejections = new ArrayList<>();
  private JsonOptions options = JsonOptions.defaults();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":{\"b\":{\"c\":1,\"d\":2}},\"e\":3}",
        "{\"e\":3,\"a\":{\"b.d\":2,\"b\":{\"c\":1}}}",
        "{\"a.b\":{\"d\":2},\"a\":{\"b\":{\"c\":1}},\"e\":3}",
        "{\"a.b.c\":1,\"a.b.d\":2,\"e\":3}",
        "{ \"a\" : { \"x\" : {} , \"b\" : { \"c\" : 1 , \"y\":[{}], \"d\" : 2 } , \"\":{} } , \"e\" : 3 }",
        "{\"\\u0061\":{\"b\":{\"c\":1,\"d\":2}},\"e\":3}"
      })
  void read_anyWayToAField_isTheField(String record) throws IOException {
    assertThat(read(schema("a.b.c", "a.b.d", "e"), record)).containsExactly(row(1L, 2L, 3L));
    assertThat(rejections).isEmpty();
  }

  @Test
  void read_objectEmptyNullOrAbsent_itsFieldsAreMissing() throws IOException {
    assertThat(
            read(
                schema("a.b", "c"),
                "{\"a\":{},\"c\":1}\n{\"a\":null,\"c\":2}\n{\"c\":3}\n{\"a\":5,\"c\":4}\n{\"a\":{\"b\":{}}}"))
        .containsExactly(row(null, 1L), row(null, 2L), row(null, 3L), row(null, 4L));
    assertThat(rejections)
        .containsExactly(
            new Rejection(5, "a.b", ErrorCode.WRONG_TYPE, "needs int64, found an object"));
  }

  @Test
  void read_fieldOnTwoWays_isRejected() throws IOException {
    assertThat(read(schema("a.b"), "{\"a\":{\"b\":1},\"a.b\":2}\n{\"a\":{\"b\":3}}"))
        .containsExactly(row(3L));
    assertThat(rejections)
        .containsExactly(
            new Rejection(1, "a.b", ErrorCode.MALFORMED_JSON, "needs a field only once"));
  }

  @Test
  void read_fieldThatIsAlsoAWay_takesValuesAndObjects() throws IOException {
    assertThat(read(schema("a", "a.b"), "{\"a\":1}\n{\"a\":{\"b\":2}}\n{\"a\":3,\"a.b\":4}"))
        .containsExactly(row(1L, null), row(null, 2L), row(3L, 4L));
  }

  @Test
  void read_refusedInsideAnObject_leavesNothingBehind() throws IOException {
    assertThat(
            read(
                schema("a.b.c", "d"),
                "{\"a\":{\"b\":{\"c\":\"x\"}},\"d\":1}\n{\"a\":{\"b\":{\"c\":oops\n"
                    + "{\"d\":7}\n{\"a\":{\"b\":{\"c\":2}},\"d\":8}"))
        .containsExactly(row(null, 7L), row(2L, 8L));
    assertThat(rejections)
        .extracting(Rejection::code)
        .containsExactly(ErrorCode.WRONG_TYPE, ErrorCode.MALFORMED_JSON);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":{\"b\":1}",
        "{\"a\":{\"b\":1]}",
        "{\"a\":{,}}",
        "{\"a\":{\"b\":1,}}",
        "{\"a\":{\"b\"}}",
        "{\"a\":{\"b\":1}}}",
        "{\"a\":{1}}"
      })
  void read_malformedInside_isRejected(String record) throws IOException {
    assertThat(read(schema("a.b"), record)).isEmpty();
    assertThat(rejections).extracting(Rejection::code).containsOnly(ErrorCode.MALFORMED_JSON);
  }

  @Test
  void read_flat_pointsMeanNothing() throws IOException {
    options = options.withNesting(Nesting.FLAT);
    assertThat(read(schema("a.b"), "{\"a.b\":1}\n{\"a\":{\"b\":2}}"))
        .containsExactly(row(1L), row((Object) null));
    assertThat(write(schema("a.b"), row(1L))).isEqualTo("{\"a.b\":1}\n");
    assertThat(infer("{\"a\":{\"b\":1}}")).hasToString("(a text)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a.b a.c d      | {\"a\":{\"b\":0,\"c\":1},\"d\":2}",
        "a.b d a.c      | {\"a\":{\"b\":0,\"c\":2},\"d\":1}",
        "a.b.c a.d e.f  | {\"a\":{\"b\":{\"c\":0},\"d\":1},\"e\":{\"f\":2}}",
        "a a.b          | {\"a\":0,\"a.b\":1}",
        "a.b a          | {\"a.b\":0,\"a\":1}",
        "a.b a.b.c a.d  | {\"a\":{\"b\":0,\"d\":2},\"a.b.c\":1}",
        ".a a. a..b .   | {\".a\":0,\"a.\":1,\"a..b\":2,\".\":3}",
        "x.\"y          | {\"x\":{\"\\\"y\":0}}"
      })
  void write_names_objectsWhereTheyCanBe(String names, String record) throws IOException {
    Schema schema = schema(names.strip().split(" +"));
    List<@Nullable Object> row = new ArrayList<>();
    for (int i = 0; i < schema.size(); i++) {
      row.add((long) i);
    }
    assertThat(write(schema, row)).isEqualTo(record + "\n");
    assertThat(read(schema, record)).containsExactly(row);
  }

  @Test
  void write_missingInsideAnObject_isNullAndReadBack() throws IOException {
    Schema schema = schema("a.b", "a.c");
    String text = write(schema, row(null, null), row(1L, null));
    assertThat(text).isEqualTo("{\"a\":{\"b\":null,\"c\":null}}\n{\"a\":{\"b\":1,\"c\":null}}\n");
    assertThat(read(schema, text)).containsExactly(row(null, null), row(1L, null));
  }

  @Test
  void write_deepName_isReadBackWithTheDefaultLimits() throws IOException {
    for (int parts : new int[] {1, 2, 31, 32, 33, 64, 500}) {
      Schema schema = schema(String.join(".", java.util.Collections.nCopies(parts, "a")));
      assertThat(read(schema, write(schema, row(7L)))).containsExactly(row(7L));
    }
  }

  @Test
  void infer_objects_areColumns() throws IOException {
    assertThat(
            infer(
                "{\"a\":{\"b\":1,\"c\":{\"d\":\"x\"}},\"e\":true}\n"
                    + "{\"e\":false,\"a\":{\"c\":{\"f\":1.5}},\"a.b\":2}"))
        .hasToString("(a.b int64, a.c.d text, e bool, a.c.f fp64)");
  }

  @Test
  void infer_objectAndValue_areTwoColumns() throws IOException {
    assertThat(infer("{\"a\":{\"b\":1}}\n{\"a\":2}")).hasToString("(a.b int64, a int64)");
  }

  @Test
  void read_deeperThanTheLimit_isRefusedAlsoWhereFieldsAre() throws IOException {
    ReadLimits limits = ReadLimits.defaults().withMaxDepth(2);
    assertThat(TestRows.read(format(), request("{\"a\":{\"b\":1}}", limits), 1))
        .containsExactly(row(1L));
    for (String deep : List.of("{\"a\":{\"b\":[1]}}", "{\"a\":{\"x\":{}}}", "{\"x\":[[]]}")) {
      assertThatThrownBy(() -> TestRows.read(format(), request(deep, limits), 1))
          .isInstanceOf(
              deep.contains("[1]") ? RuntimeException.class : LimitExceededException.class);
    }
  }

  private static ReadRequest request(String text, ReadLimits limits) {
    return TestRows.request(text.getBytes(StandardCharsets.UTF_8), schema("a.b"))
        .withLimits(limits);
  }

  @Test
  void read_listAsText_isTheListAsItIsWritten() throws IOException {
    Schema schema = Schema.of(Field.of("a", ColumnType.TEXT), Field.of("b", ColumnType.TEXT));
    String text =
        "{\"a\":[1, \"\\n\",[]],\"b\":\"x\"}\n{\"a\":\"y\",\"b\":[]}\n{\"a\":[1,]}\n{\"a\":{}}";
    options = options.withLists(Lists.AS_TEXT);
    assertThat(read(schema, text)).containsExactly(row("[1, \"\\n\",[]]", "x"), row("y", "[]"));
    assertThat(rejections)
        .extracting(Rejection::code)
        .containsExactly(ErrorCode.MALFORMED_JSON, ErrorCode.WRONG_TYPE);
  }

  @Test
  void read_listByDefault_isRejectedWithTheWayOut() throws IOException {
    Schema schema = Schema.of(Field.of("a", ColumnType.TEXT));
    assertThat(read(schema, "{\"a\":[1]}")).isEmpty();
    assertThat(rejections.get(0).code()).isEqualTo(ErrorCode.WRONG_TYPE);
    assertThat(rejections.get(0).reason()).contains("JsonOptions.withLists");
  }

  @Test
  void read_namesThatShareManyBeginnings_takeNoMoreMemoryThanTheyHavePoints() throws IOException {
    String name = "a" + ".a".repeat(40);
    StringBuilder text = new StringBuilder();
    java.util.Random random = new java.util.Random(5);
    for (int i = 0; i < 2_000; i++) {
      StringBuilder record = new StringBuilder("{\"a");
      int depth = 1;
      for (int part = 0; part < 40; part++) {
        boolean point = random.nextBoolean();
        record.append(point ? ".a" : "\":{\"a");
        depth += point ? 0 : 1;
      }
      text.append(record).append("\":").append(i).append("}".repeat(depth)).append('\n');
    }
    List<List<@Nullable Object>> rows = read(schema(name), text.toString());
    assertThat(rows).hasSize(2_000).startsWith(row(0L)).endsWith(row(1_999L));
  }

  private static Schema schema(String... names) {
    return Schema.of(Arrays.stream(names).map(name -> Field.of(name, ColumnType.INT64)).toList());
  }

  private NdjsonFormat format() {
    return new NdjsonFormat(options);
  }

  private Schema infer(String text) throws IOException {
    return format()
        .infer(ReadRequest.of(DataSource.of("memory", text.getBytes(StandardCharsets.UTF_8))));
  }

  @SafeVarargs
  private String write(Schema schema, List<@Nullable Object>... rows) throws IOException {
    return TestRows.text(format(), schema, rows);
  }

  private List<List<@Nullable Object>> read(Schema schema, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return TestRows.read(
        format(), TestRows.request(bytes, schema).withRejections(rejections::add), 3);
  }
}
