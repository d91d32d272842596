package io.lepton.format.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lepton.ErrorCode;
import io.lepton.LeptonIOException;
import io.lepton.LimitExceededException;
import io.lepton.MalformedInputException;
import io.lepton.data.ColumnType;
import io.lepton.data.DataSource;
import io.lepton.data.Field;
import io.lepton.data.Schema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaFileTest {

  private static final Schema SCHEMA =
      Schema.of(
          Field.required("id", ColumnType.TEXT),
          Field.of("a \"name\", é 𝄞\n", ColumnType.decimal(10, 2)),
          Field.of("scores", ColumnType.FP32.vector(2)),
          Field.of("at", ColumnType.TIMESTAMP_UTC));

  @TempDir Path folder;

  @Test
  void write_schema_readsBackTheSame() throws IOException {
    Path file = folder.resolve("schema.json");
    SchemaFile.write(SCHEMA, file);
    assertThat(SchemaFile.read(file)).isEqualTo(SCHEMA);
  }

  @Test
  void toJson_schema_oneFieldALine() {
    Schema schema =
        Schema.of(Field.required("id", ColumnType.TEXT), Field.of("age", ColumnType.INT64));
    assertThat(SchemaFile.toJson(schema))
        .isEqualTo(
            """
            {"fields":[
            {"name":"id","type":"text","nullable":false},
            {"name":"age","type":"int64","nullable":true}
            ]}
            """);
  }

  @Test
  void toJson_noFields_readsBackTheSame() throws IOException {
    assertThat(read(SchemaFile.toJson(Schema.of())).size()).isZero();
  }

  @Test
  void read_nullableLeftOut_isNullable() throws IOException {
    assertThat(read("{\"fields\":[{\"type\":\"int8\",\"name\":\"a\"}]}"))
        .isEqualTo(Schema.of(Field.of("a", ColumnType.INT8)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "[]",
        "1",
        "{}",
        "{\"fields\":{}}",
        "{\"fields\":null}",
        "{\"other\":[]}",
        "{\"fields\":[]} x",
        "{\"fields\":[]}{}",
        "{\"fields\":[],\"other\":1}",
        "{\"fields\":[",
        "{\"fields\":[1]}",
        "{\"fields\":[{}]}",
        "{\"fields\":[{\"name\":\"secret\"}]}",
        "{\"fields\":[{\"type\":\"int8\"}]}",
        "{\"fields\":[{\"name\":\"\",\"type\":\"int8\"}]}",
        "{\"fields\":[{\"name\":1,\"type\":\"int8\"}]}",
        "{\"fields\":[{\"name\":\"a\",\"type\":\"secret\"}]}",
        "{\"fields\":[{\"name\":\"a\",\"type\":\"fp32[0]\"}]}",
        "{\"fields\":[{\"name\":\"a\",\"type\":8}]}",
        "{\"fields\":[{\"name\":\"a\",\"type\":\"int8\",\"nullable\":\"true\"}]}",
        "{\"fields\":[{\"name\":\"a\",\"type\":\"int8\",\"secret\":true}]}",
        "{\"fields\":[{\"name\":\"a\",\"name\":\"b\",\"type\":\"int8\"}]}",
        "{\"fields\":[{\"name\":\"a\",\"type\":\"int8\"},{\"name\":\"a\",\"type\":\"int8\"}]}",
        "{\"fields\":[{\"name\":\"a\",\"type\":\"int8\",\"nullable\":[[[[[[]]]]]]}]}",
        "{\"fields\":[{\"name\":\"\\ud800 secret"
      })
  void read_otherDocument_isMalformedWithItsPlace(String json) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOfSatisfying(
            MalformedInputException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.MALFORMED_SCHEMA))
        .hasMessageMatching("memory, line \\d+, column \\d+: needs .*")
        .hasMessageNotContaining("secret")
        .hasNoCause();
  }

  @Test
  void read_deepDocument_isMalformed() {
    assertThatThrownBy(() -> read("[".repeat(1_000_000)))
        .isInstanceOf(MalformedInputException.class);
    assertThatThrownBy(() -> read("{\"fields\":[{\"name\":" + "[".repeat(1_000_000)))
        .isInstanceOf(MalformedInputException.class);
  }

  @Test
  void read_notUtf8_isMalformed() {
    byte[] bytes = "{\"fields\":[{\"name\":\"?\"".getBytes(StandardCharsets.UTF_8);
    bytes[bytes.length - 2] = (byte) 0xff;
    assertThatThrownBy(() -> SchemaFile.read(DataSource.of("memory", bytes)))
        .isInstanceOf(MalformedInputException.class);
  }

  @Test
  void read_position_isThatOfTheError() {
    assertThatThrownBy(
            () -> read("{\"fields\":[\n{\"name\":\"a\",\"type\":\"int8\"},\n{\"name\":1}]}"))
        .hasMessage("memory, line 3, column 9: needs a name as a string");
  }

  @Test
  void read_hugeDocument_isRefused() {
    assertThatThrownBy(() -> read(" ".repeat((16 << 20) + 1)))
        .isInstanceOf(LimitExceededException.class);
  }

  @Test
  void read_noFile_saysSo() {
    assertThatThrownBy(() -> SchemaFile.read(folder.resolve("none.json")))
        .isInstanceOfSatisfying(
            LeptonIOException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.INPUT_NOT_FOUND));
  }

  @Test
  void write_schema_leavesNothingBesideIt() throws IOException {
    SchemaFile.write(SCHEMA, folder.resolve("schema.json"));
    assertThat(Files.list(folder)).hasSize(1);
  }

  private static Schema read(String json) throws IOException {
    return SchemaFile.read(DataSource.of("memory", json.getBytes(StandardCharsets.UTF_8)));
  }
}
