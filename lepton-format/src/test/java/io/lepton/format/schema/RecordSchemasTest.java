package io.lepton.format.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lepton.ErrorCode;
import io.lepton.LeptonIOException;
import io.lepton.MalformedInputException;
import io.lepton.data.ColumnType;
import io.lepton.data.DataSource;
import io.lepton.data.Field;
import io.lepton.data.Schema;
import io.lepton.quality.Rule;
import io.lepton.quality.Rules;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordSchemasTest {

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(SchemaForm.class)
  void read_fileOfEveryForm_isRecognised(SchemaForm form) throws IOException {
    Path file = folder.resolve("schema.json");
    switch (form) {
      case LEPTON -> SchemaFile.write(AllTypes.schema(), file);
      case JSON_SCHEMA -> JsonSchemaFile.write(AllTypes.schema(), file);
      case TABLE_SCHEMA -> TableSchemaFile.write(AllTypes.schema(), file);
    }
    RecordSchema read = RecordSchemas.read(file);
    assertThat(read.form()).contains(form);
    assertThat(read.schema()).isEqualTo(AllTypes.schema());
    assertThat(read.isComplete()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"fields\":[]}|LEPTON",
        "{\"fields\":[{\"name\":\"a\",\"type\":\"date\"},{\"name\":\"b\",\"type\":\"int8\"}]}|LEPTON",
        "{\"fields\":[{\"name\":\"a\",\"type\":\"date\",\"nullable\":false}]}|LEPTON",
        "{\"fields\":[{\"name\":\"a\",\"type\":\"date\"}]}|TABLE_SCHEMA",
        "{\"fields\":[{\"name\":\"a\",\"type\":\"string\"}]}|TABLE_SCHEMA",
        "{\"fields\":[{\"name\":\"a\"}]}|TABLE_SCHEMA",
        "{\"fields\":[],\"missingValues\":[]}|TABLE_SCHEMA",
        "{\"properties\":{}}|JSON_SCHEMA",
        "{\"type\":\"object\"}|JSON_SCHEMA",
        "{\"$ref\":\"#/$defs/a\",\"$defs\":{\"a\":{}}}|JSON_SCHEMA",
        "{\"$schema\":\"https://json-schema.org/draft/2020-12/schema\"}|JSON_SCHEMA",
        "{\"properties\":{\"fields\":{\"type\":\"string\"}}}|JSON_SCHEMA"
      })
  void read_document_isOfTheFormItLooksLike(String json, SchemaForm form) throws IOException {
    assertThat(read(json).form()).contains(form);
  }

  @Test
  void read_leptonsOwn_hasNoRules() throws IOException {
    RecordSchema read =
        read("{\"fields\":[{\"name\":\"a\",\"type\":\"int8\",\"nullable\":false}]}");
    assertThat(read.schema()).isEqualTo(Schema.of(Field.required("a", ColumnType.INT8)));
    assertThat(read.rules().isEmpty()).isTrue();
    assertThat(read.missingValues()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "[]",
        "3",
        "{\"fields\":3}",
        "{\"resources\":[]}",
        "{\"secret\":\"secret\"}",
        "{\"fields\":[{\"name\":\"a\",\"type\":\"int8\"},{\"name\":\"b\",\"type\":\"secret\"}]}",
        "{\"fields\":[{\"name\":\"a\",\"type\":\"secret\"}]}",
        "{\"properties\":{\"secret\":3}}",
        "{\"type\":\"object\"",
        "{\"type\":\"object\",\"type\":\"object\"}",
        "{\"type\":\"object\"} 3"
      })
  void read_noSchema_isMalformedWithItsPlace(String json) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOfSatisfying(
            MalformedInputException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.MALFORMED_SCHEMA))
        .hasMessageMatching("memory, line \\d+, column \\d+: needs .*")
        .hasMessageNotContaining("secret")
        .hasNoCause();
  }

  @Test
  void read_errorOnALaterLine_saysWhichLine() {
    assertThatThrownBy(() -> read("{\"fields\": [\n  {\"name\": \"a\"},\n  {\"name\": 3}\n]}"))
        .hasMessage("memory, line 3, column 12: needs a name as a string");
  }

  @Test
  void read_noFile_saysSo() {
    assertThatThrownBy(() -> RecordSchemas.read(folder.resolve("none.json")))
        .isInstanceOf(LeptonIOException.class);
  }

  @Test
  void toString_schemaAndRules_areOneALine() {
    RecordSchema schema =
        RecordSchema.of(Schema.of(Field.of("a", ColumnType.INT8)), Rules.of(Rule.min("a", 1)));
    assertThat(schema.toString().lines()).hasSize(2).first().isEqualTo("(a int8)");
    assertThat(schema.form()).isEmpty();
    assertThat(schema).isEqualTo(RecordSchema.of(schema.schema(), schema.rules()));
  }

  private static RecordSchema read(String json) throws IOException {
    return RecordSchemas.read(DataSource.of("memory", json.getBytes(StandardCharsets.UTF_8)));
  }
}
