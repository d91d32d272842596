package io.lepton.format.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;

import io.lepton.ErrorCode;
import io.lepton.LeptonException;
import io.lepton.MalformedInputException;
import io.lepton.data.ColumnType;
import io.lepton.data.DataSource;
import io.lepton.data.Field;
import io.lepton.data.Schema;
import io.lepton.format.csv.CsvFormat;
import io.lepton.format.diff.DiffReport.Outcome;
import io.lepton.format.diff.Difference.Kind;
import io.lepton.format.diff.Difference.Values;
import io.lepton.format.json.NdjsonFormat;
import io.lepton.spi.RecordFormat;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class DatasetDiffTest {

  private static final RecordFormat CSV = new CsvFormat();

  private static DataSource source(String name, String text) {
    return DataSource.of(name, text.getBytes(StandardCharsets.UTF_8));
  }

  private static DatasetDiff diff(String a, String b) {
    return DatasetDiff.between(source("A", a), CSV, source("B", b), CSV);
  }

  @Test
  void run_sameRecords_same() throws IOException {
    DiffReport report = diff("id,x\n1,2\n3,\n", "id,x\r\n1,2\r\n3,\r\n").run();
    assertThat(report.outcome()).isEqualTo(Outcome.SAME);
    assertThat(report.same()).isEqualTo(2);
    assertThat(report).hasToString("A and B are the same: 2 rows");
  }

  @Test
  void run_otherFormatAndOrderOfColumns_same() throws IOException {
    DataSource ndjson = source("B", "{\"x\":1e3,\"id\":\"a\"}\n{\"id\":\"b\",\"x\":null}\n");
    DiffReport report =
        DatasetDiff.between(source("A", "id,x\na,1000.0\nb,\n"), CSV, ndjson, new NdjsonFormat())
            .run();
    assertThat(report.outcome()).isEqualTo(Outcome.SAME);
  }

  @Test
  void run_changedByPosition_rowsAndColumns() throws IOException {
    DiffReport report =
        diff("id,x,y\n1,2,a\n3,4,b\n5,6,c\n", "id,x,y\n1,2,a\n3,5,b\n6,6,d\n").run();
    assertThat(report.outcome()).isEqualTo(Outcome.DIFFERENT);
    assertThat(report.same()).isEqualTo(1);
    assertThat(report.changed()).isEqualTo(2);
    assertThat(report.comparedByColumn()).isEqualTo(2);
    assertThat(report.changedByColumn()).isEqualTo(Map.of("x", 1L, "id", 1L, "y", 1L));
    assertThat(report.first())
        .containsExactly(
            new Difference(Kind.CHANGED, 2, 2, List.of("x"), List.of()),
            new Difference(Kind.CHANGED, 3, 3, List.of("id", "y"), List.of()));
  }

  @Test
  void run_moreRowsInOne_areOnlyThere() throws IOException {
    DiffReport report = diff("id\n1\n", "id\n1\n2\n3\n").run();
    assertThat(report.onlyInB()).isEqualTo(2);
    assertThat(report.first())
        .extracting(Difference::kind, Difference::rowB)
        .containsExactly(tuple(Kind.ONLY_IN_B, 2L), tuple(Kind.ONLY_IN_B, 3L));
    assertThat(diff("id\n1\n2\n", "id\n1\n").run().onlyInA()).isEqualTo(1);
  }

  @Test
  void run_otherOrder_saysSo() throws IOException {
    DiffReport report = diff("id\n1\n2\n2\n3\n", "id\n2\n3\n1\n2\n").run();
    assertThat(report.outcome()).isEqualTo(Outcome.SAME_IN_ANOTHER_ORDER);
    assertThat(report).hasToString("A and B have the same 4 rows in different order");
  }

  @Test
  void run_sameRecordsNotAsOften_different() throws IOException {
    assertThat(diff("id\n1\n2\n2\n", "id\n2\n1\n1\n").run().outcome()).isEqualTo(Outcome.DIFFERENT);
  }

  @Test
  void run_streamsInAnotherOrder_areTheSameInAnotherOrder() throws IOException {
    DataSource stream =
        DataSource.ofStream(
            "B", new ByteArrayInputStream("id\n2\n1\n".getBytes(StandardCharsets.UTF_8)));
    DiffReport report = DatasetDiff.between(source("A", "id\n1\n2\n"), CSV, stream, CSV).run();
    assertThat(report.outcome()).isEqualTo(Outcome.SAME_IN_ANOTHER_ORDER);
  }

  @Test
  void run_key_matchesInAnyOrder() throws IOException {
    DiffReport report =
        diff("id,x\n1,a\n2,b\n3,c\n4,d\n", "id,x\n4,d\n9,z\n2,B\n1,a\n").key("id").run();
    assertThat(report.same()).isEqualTo(2);
    assertThat(report.changed()).isEqualTo(1);
    assertThat(report.onlyInA()).isEqualTo(1);
    assertThat(report.onlyInB()).isEqualTo(1);
    assertThat(report.rowsA()).isEqualTo(4);
    assertThat(report.rowsB()).isEqualTo(4);
    assertThat(report.changedByColumn()).isEqualTo(Map.of("x", 1L));
    assertThat(report.first())
        .containsExactly(
            new Difference(Kind.CHANGED, 2, 3, List.of("x"), List.of()),
            new Difference(Kind.ONLY_IN_A, 3, 0, List.of(), List.of()),
            new Difference(Kind.ONLY_IN_B, 0, 2, List.of(), List.of()));
  }

  @Test
  void run_keyAndOtherOrder_saysSo() throws IOException {
    assertThat(diff("id,x\n1,a\n2,b\n", "id,x\n2,b\n1,a\n").key("id").run().outcome())
        .isEqualTo(Outcome.SAME_IN_ANOTHER_ORDER);
    assertThat(diff("id,x\n1,a\n2,b\n", "id,x\n1,a\n2,b\n").key("id").run().outcome())
        .isEqualTo(Outcome.SAME);
  }

  @Test
  void run_keyOfSeveralColumnsAndMissingValues_matches() throws IOException {
    DiffReport report =
        diff("a,b,x\n1,1,p\n1,2,q\n,2,r\n", "a,b,x\n,2,R\n1,2,q\n1,1,p\n").key("a", "b").run();
    assertThat(report.same()).isEqualTo(2);
    assertThat(report.first())
        .containsExactly(new Difference(Kind.CHANGED, 3, 1, List.of("x"), List.of()));
  }

  @Test
  void run_keyTwiceInA_namesBothRows() {
    assertDuplicate(diff("id\n1\n2\n1\n", "id\n1\n").key("id"), "A needs", "rows 1 and 3");
  }

  @Test
  void run_keyTwiceInB_namesBothRows() {
    assertDuplicate(diff("id\n1\n", "id\n1\n2\n1\n").key("id"), "B needs", "rows 1 and 3");
    assertDuplicate(diff("id\n1\n", "id\n7\n2\n7\n").key("id"), "B needs", "rows 1 and 3");
  }

  private static void assertDuplicate(DatasetDiff diff, String... words) {
    assertThatThrownBy(diff::run)
        .isInstanceOfSatisfying(
            MalformedInputException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.DUPLICATE_KEY))
        .hasMessageContainingAll(words);
  }

  @Test
  void run_keyThatOneLacks_isAnError() {
    assertMissing(diff("id,k\n1,2\n", "id\n1\n").key("k"), "B has none");
    assertMissing(diff("id\n1\n", "id,k\n1,2\n").key("k"), "A has none");
    assertMissing(diff("id\n1\n", "id\n1\n").key("k"), "neither has one");
  }

  private static void assertMissing(DatasetDiff diff, String words) {
    assertThatThrownBy(diff::run)
        .isInstanceOfSatisfying(
            LeptonException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MISSING_COLUMN))
        .hasMessageContaining(words);
  }

  @Test
  void run_columnsOnlyInOne_areReportedAndNotCompared() throws IOException {
    DiffReport report = diff("id,old,x\n1,2,3\n", "new,id,x\n9,1,3\n").run();
    assertThat(report.outcome()).isEqualTo(Outcome.DIFFERENT);
    assertThat(report.columnsOnlyInA()).containsExactly("old");
    assertThat(report.columnsOnlyInB()).containsExactly("new");
    assertThat(report.same()).isEqualTo(1);
    assertThat(report.toString().lines().skip(1))
        .startsWith(
            "  columns only in A, not compared: old", "  columns only in B, not compared: new");
  }

  @Test
  void run_noColumnInCommon_isAnError() {
    assertMissing(diff("a\n1\n", "b\n1\n"), "no column in common");
  }

  @Test
  void run_schema_onlyTheseColumnsAsTheseTypes() throws IOException {
    Schema schema = Schema.of(Field.of("x", ColumnType.FP64), Field.of("id", ColumnType.TEXT));
    DiffReport report =
        diff("id,x,y\n1,2,3\n", "id,x,z\n1,2.0,4\n").withSchema(schema).key("id").run();
    assertThat(report.outcome()).isEqualTo(Outcome.SAME);
    assertThat(diff("id,x\n1,2\n", "id,x\n01,2\n").withSchema(schema).run().changedByColumn())
        .containsOnlyKeys("id");
  }

  @Test
  void run_schemaWithAColumnThatOneLacks_saysSo() throws IOException {
    Schema schema = Schema.of(Field.of("x", ColumnType.INT32), Field.of("y", ColumnType.INT32));
    assertThat(diff("x,y\n1,2\n", "x\n1\n").withSchema(schema).run().columnsOnlyInA())
        .containsExactly("y");
    assertMissing(diff("x\n1\n", "x\n1\n").withSchema(schema), "neither");
  }

  @Test
  void run_valueOfBThatDoesNotFit_isAnErrorWithThePlace() {
    assertThatThrownBy(diff("id,x\n1,2\n", "id,x\n1,secret\n")::run)
        .isInstanceOfSatisfying(
            MalformedInputException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.WRONG_TYPE))
        .hasMessageContainingAll("B, row 1, column x", "int64")
        .hasMessageNotContaining("secret");
  }

  @Test
  void run_withoutShowValues_noValueIsInTheReport() throws IOException {
    for (DatasetDiff diff :
        List.of(
            diff("id,x\nk1,secret\nk2,s2\n", "id,x\nk1,hidden\nk3,s3\n"),
            diff("id,x\nk1,secret\nk2,s2\n", "id,x\nk1,hidden\nk3,s3\n").key("id"))) {
      assertThat(diff.run().toString()).doesNotContain("secret", "hidden", "k1", "k2", "k3", "s2");
    }
  }

  @Test
  void showValues_byPosition_valuesThatDiffer() throws IOException {
    DiffReport report = diff("id,x\n1,a\n", "id,x\n1,\nb,c\n".replace("b", "2")).showValues().run();
    assertThat(report.first().get(0).values())
        .containsExactly(new Values("x", Optional.of("\"a\""), Optional.of("null")));
    assertThat(report.first().get(1).values())
        .containsExactly(
            new Values("id", Optional.empty(), Optional.of("2")),
            new Values("x", Optional.empty(), Optional.of("\"c\"")));
    assertThat(report.toString()).contains("    x: \"a\" -> null");
  }

  @Test
  void showValues_byKey_keysAsWell() throws IOException {
    DiffReport report =
        diff("id,x,y\n1,a,p\n2,b,q\n", "id,x,y\n2,c,q\n1,a,p\n").key("id").showValues().run();
    assertThat(report.first().get(0).values())
        .containsExactly(
            new Values("id", Optional.of("2"), Optional.of("2")),
            new Values("x", Optional.of("\"b\""), Optional.of("\"c\"")));
    assertThat(report.toString())
        .contains("row 2, now row 1, changed: x", "    id: 2", "    x: \"b\" -> \"c\"");
  }

  @Test
  void maxListed_moreDifferences_areCounted() throws IOException {
    String a = "id,x\n" + "1,a\n".repeat(20);
    String b = "id,x\n" + "1,b\n".repeat(25);
    DiffReport report = diff(a, b).maxListed(3).run();
    assertThat(report.first()).hasSize(6);
    assertThat(report.toString()).contains("... and 17 more changed", "... and 2 more only in B");
    assertThat(diff(a, b).maxListed(0).run().first()).isEmpty();
  }

  @Test
  void run_cancelled_stops() {
    assertThatThrownBy(diff("id\n1\n", "id\n1\n").cancelWhen(() -> true)::run)
        .isInstanceOf(CancellationException.class);
  }

  @Test
  void options_outOfRange_areRefused() {
    DatasetDiff diff = diff("id\n1\n", "id\n1\n");
    assertThatThrownBy(() -> diff.maxListed(-1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> diff.maxListed(10_001)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> diff.maxIndexBytes(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> diff.key("a", "a")).isInstanceOf(IllegalArgumentException.class);
  }
}
