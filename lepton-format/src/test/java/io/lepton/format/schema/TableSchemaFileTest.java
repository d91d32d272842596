package io.lepton.format.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lepton.ErrorCode;
import io.lepton.LeptonException;
import io.lepton.MalformedInputException;
import io.lepton.data.ColumnType;
import io.lepton.data.DataSource;
import io.lepton.data.Field;
import io.lepton.data.Schema;
import io.lepton.format.csv.CsvFormat;
import io.lepton.quality.Bound;
import io.lepton.quality.Rule;
import io.lepton.quality.Rules;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TableSchemaFileTest {

  @TempDir Path folder;

  @Test
  void write_everyType_readsBackTheSame() throws IOException {
    Path file = folder.resolve("schema.json");
    TableSchemaFile.write(AllTypes.schema(), file);
    RecordSchema read = TableSchemaFile.read(file);
    assertThat(read.schema()).isEqualTo(AllTypes.schema());
    assertThat(read.rules()).isEqualTo(Rules.none());
    assertThat(read.uncovered()).isEmpty();
    assertThat(read.missingValues()).isEmpty();
    assertThat(read.form()).contains(SchemaForm.TABLE_SCHEMA);
  }

  @Test
  void toJson_schemaAndRules_isOneFieldALine() {
    RecordSchema schema =
        RecordSchema.of(
                Schema.of(Field.required("id", ColumnType.TEXT), Field.of("age", ColumnType.INT8)),
                Rules.of(Rule.unique("id"), Rule.min("age", 0)))
            .withMissingValues(List.of("", "NA"));
    assertThat(TableSchemaFile.toJson(schema))
        .isEqualTo(
            """
            {
              "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
              "fields": [
                {
                  "name": "id",
                  "type": "string",
                  "constraints": {"required": true, "unique": true}
                },
                {
                  "name": "age",
                  "type": "integer",
                  "x-lepton-type": "int8",
                  "constraints": {"minimum": 0, "maximum": 127}
                }
              ],
              "missingValues": ["", "NA"]
            }
            """);
  }

  @Test
  void write_rules_readBackTheSame() throws IOException {
    Schema schema =
        Schema.of(
            Field.of("t", ColumnType.TEXT),
            Field.of("i", ColumnType.INT64),
            Field.of("d", ColumnType.decimal(10, 2)),
            Field.of("x", ColumnType.DATE),
            Field.of("u", ColumnType.TIMESTAMP_UTC),
            Field.of("l", ColumnType.TIMESTAMP_LOCAL));
    Rules rules =
        Rules.of(
            Rule.length("t", 2, 5),
            Rule.pattern("t", "[A-Z]+"),
            Rule.oneOf("t", "AB", "CD"),
            Rule.range("i", Bound.of(1), Bound.of(9).exclusive()),
            Rule.unique("d"),
            Rule.max("d", "99.95"),
            Rule.range("x", "2024-01-01", "2024-12-31"),
            Rule.min("u", "2024-01-01T00:00:00Z"),
            Rule.max("l", Bound.of("2024-01-01T00:00:00").exclusive()),
            Rule.unique("t", "i"));
    RecordSchema written =
        RecordSchema.of(schema, rules)
            .withMissingValues(List.of("-"))
            .withForeignKeys(
                List.of(
                    new ForeignKey(List.of("t", "i"), "others", List.of("a", "b")),
                    new ForeignKey(List.of("i"), "", List.of("i"))));
    RecordSchema read = read(TableSchemaFile.toJson(written));
    assertThat(read.schema()).isEqualTo(schema);
    assertThat(read.rules()).isEqualTo(rules);
    assertThat(read.missingValues()).contains(List.of("-"));
    assertThat(read.foreignKeys()).isEqualTo(written.foreignKeys());
  }

  static List<Rule> rulesWithoutWords() {
    return List.of(
        Rule.containing("t", "a"),
        Rule.multipleOf("i", 2),
        Rule.order("i", "<", "j"),
        Rule.requiredIf("t", "i", "1"),
        Rule.custom("own", (batch, row) -> true, "t"),
        Rule.unique("t").warning(),
        Rule.unique("none"),
        Rule.range("t", "a", "b"),
        Rule.min("i", "secret"));
  }

  @ParameterizedTest
  @MethodSource("rulesWithoutWords")
  void write_ruleWithoutWords_isRefused(Rule rule) {
    Schema schema =
        Schema.of(
            Field.of("t", ColumnType.TEXT),
            Field.of("i", ColumnType.INT64),
            Field.of("j", ColumnType.INT64));
    assertThatThrownBy(() -> TableSchemaFile.toJson(RecordSchema.of(schema, Rules.of(rule))))
        .isInstanceOfSatisfying(
            LeptonException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNREPRESENTABLE))
        .hasMessage("A Table Schema cannot hold the rule " + rule.name());
  }

  @Test
  void read_versionOne_isUnderstood() throws IOException {
    RecordSchema read =
        read(
            """
            {"fields":[
              {"name":"id","type":"integer","title":"Number","constraints":{"minimum":"1"}},
              {"name":"name","constraints":{"required":true,"maxLength":20}},
              {"name":"kind","type":"string","constraints":{"enum":["a","b"]}},
              {"name":"rate","type":"number","constraints":{"enum":["0.5",1]}},
              {"name":"yes","type":"boolean","trueValues":["true","TRUE"]},
              {"name":"day","type":"date","format":"default"},
              {"name":"seen","type":"datetime","format":"fmt:%Y-%m-%d %H:%M:%S"},
              {"name":"photo","type":"string","format":"binary"}],
             "primaryKey":"id",
             "missingValues":["","n/a"],
             "foreignKeys":[{"fields":"kind","reference":{"resource":"kinds","fields":"code"}}]}
            """);
    assertThat(read.schema())
        .isEqualTo(
            Schema.of(
                Field.required("id", ColumnType.INT64),
                Field.required("name", ColumnType.TEXT),
                Field.of("kind", ColumnType.TEXT),
                Field.of("rate", ColumnType.FP64),
                Field.of("yes", ColumnType.BOOL),
                Field.of("day", ColumnType.DATE),
                Field.of("seen", ColumnType.TIMESTAMP_LOCAL),
                Field.of("photo", ColumnType.BYTES)));
    assertThat(read.rules().list())
        .containsExactly(
            Rule.min("id", 1),
            Rule.maxLength("name", 20),
            Rule.oneOf("kind", "a", "b"),
            Rule.oneOf("rate", "0.5", "1"),
            Rule.unique("id"));
    assertThat(read.missingValues()).contains(List.of("", "n/a"));
    assertThat(read.foreignKeys())
        .containsExactly(new ForeignKey(List.of("kind"), "kinds", List.of("code")));
    assertThat(read.uncovered()).isEmpty();
  }

  @Test
  void read_versionTwo_isUnderstood() throws IOException {
    RecordSchema read =
        read(
            """
            {"$schema":"https://datapackage.org/profiles/2.0/tableschema.json",
             "fieldsMatch":"subset",
             "fields":[
              {"name":"a","type":"integer",
               "categories":[{"value":0,"label":"no"},{"value":1,"label":"yes"}]},
              {"name":"b","type":"string","categories":["x","y"],"categoriesOrdered":true},
              {"name":"c","type":"number","constraints":{"exclusiveMinimum":0}}],
             "uniqueKeys":[["a","b"]],
             "missingValues":[{"value":"","label":"OMITTED"},{"value":"-99"}]}
            """);
    assertThat(read.rules().list())
        .containsExactly(
            Rule.oneOf("a", "0", "1"),
            Rule.oneOf("b", "x", "y"),
            Rule.min("c", Bound.of(0).exclusive()),
            Rule.unique("a", "b"));
    assertThat(read.missingValues()).contains(List.of("", "-99"));
    assertThat(read.uncovered()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"type\":\"time\"|type",
        "\"type\":\"year\"|type",
        "\"type\":\"geopoint\"|type",
        "\"type\":\"list\",\"itemType\":\"integer\"|type",
        "\"type\":\"array\"|type",
        "\"type\":\"string\",\"format\":\"email\"|format",
        "\"type\":\"date\",\"format\":\"%d/%m/%Y\"|format",
        "\"type\":\"datetime\",\"format\":\"any\"|format",
        "\"type\":\"number\",\"decimalChar\":\",\"|decimalChar",
        "\"type\":\"integer\",\"groupChar\":\",\"|groupChar",
        "\"type\":\"number\",\"bareNumber\":false|bareNumber",
        "\"type\":\"boolean\",\"trueValues\":[\"ja\"]|trueValues",
        "\"type\":\"boolean\",\"falseValues\":[\"0\",\"nein\"]|falseValues"
      })
  void read_fieldThatIsWrittenOtherwise_isTextAndReported(String members, String place)
      throws IOException {
    RecordSchema read = read("{\"fields\":[{\"name\":\"a\",%s}]}".formatted(members));
    assertThat(read.schema()).isEqualTo(Schema.of(Field.of("a", ColumnType.TEXT)));
    assertThat(read.uncovered()).containsExactly("#/fields/0/" + place);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"type\":\"integer\",\"constraints\":{\"pattern\":\"[0-9]\"}|/constraints/pattern",
        "\"type\":\"string\",\"constraints\":{\"pattern\":\"(?!a)\"}|/constraints/pattern",
        "\"type\":\"string\",\"constraints\":{\"minimum\":1}|/constraints/minimum",
        "\"type\":\"string\",\"constraints\":{\"jsonSchema\":{}}|/constraints/jsonSchema",
        "\"type\":\"string\",\"constraints\":{\"own\":3}|/constraints/own",
        "\"type\":\"string\",\"missingValues\":[\"-\"]|/missingValues"
      })
  void read_constraintThatNoRuleHolds_isReported(String members, String place) throws IOException {
    assertThat(read("{\"fields\":[{\"name\":\"a\",%s}]}".formatted(members)).uncovered())
        .containsExactly("#/fields/0" + place);
  }

  @Test
  void read_constraintsOfWhatIsKeptAsText_areReported() throws IOException {
    assertThat(
            read("{\"fields\":[{\"name\":\"a\",\"type\":\"year\",\"constraints\":"
                    + "{\"minimum\":\"1990\",\"required\":true}}],\"fieldsMatch\":\"partial\"}")
                .uncovered())
        .containsExactly("#/fields/0/type", "#/fields/0/constraints/minimum", "#/fieldsMatch");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[]|line 1, column 1",
        "{}|line 1, column 1",
        "{\"fields\":{}}|line 1, column 11",
        "{\"fields\":[3]}|line 1, column 12",
        "{\"fields\":[{}]}|line 1, column 12",
        "{\"fields\":[{\"name\":\"\"}]}|line 1, column 20",
        "{\"fields\":[{\"name\":\"a\"},{\"name\":\"a\"}]}|line 1, column 11",
        "{\"fields\":[{\"name\":\"a\",\"type\":\"secret\"}]}|line 1, column 31",
        "{\"fields\":[{\"name\":\"a\",\"type\":\"string\",\"x-lepton-type\":\"int8\"}]}|line 1, column 56",
        "{\"fields\":[{\"name\":\"a\",\"constraints\":[]}]}|line 1, column 38",
        "{\"fields\":[{\"name\":\"a\",\"constraints\":{\"required\":\"secret\"}}]}|line 1, column 50",
        "{\"fields\":[{\"name\":\"a\",\"type\":\"date\",\"constraints\":{\"minimum\":\"secret\"}}]}"
            + "|line 1, column 63",
        "{\"fields\":[{\"name\":\"a\",\"type\":\"integer\",\"constraints\":{\"minimum\":\"secret\"}}]}"
            + "|line 1, column 66",
        "{\"fields\":[{\"name\":\"a\"}],\"primaryKey\":\"secret\"}|line 1, column 39",
        "{\"fields\":[{\"name\":\"a\"}],\"primaryKey\":[]}|line 1, column 39",
        "{\"fields\":[{\"name\":\"a\"}],\"missingValues\":\"secret\"}|line 1, column 42",
        "{\"fields\":[{\"name\":\"a\"}],\"foreignKeys\":[{\"fields\":\"a\"}]}|line 1, column 41",
        "{\"fields\":[{\"name\":\"a\"}],\"foreignKeys\":[{\"fields\":\"a\",\"reference\":{\"fields\":[]}}]}"
            + "|line 1, column 77"
      })
  void read_notATableSchema_isMalformedAtItsPlace(String schema, String place) {
    assertThatThrownBy(() -> read(schema))
        .isInstanceOfSatisfying(
            MalformedInputException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.MALFORMED_SCHEMA))
        .hasMessageStartingWith("memory, " + place + ": needs ")
        .hasMessageNotContaining("secret")
        .hasNoCause();
  }

  @Test
  void foreignKey_whereTheDataIsKnown_isARule() {
    DataSource kinds = DataSource.of("kinds.csv", new byte[0]);
    CsvFormat csv = new CsvFormat();
    assertThat(new ForeignKey(List.of("kind"), "kinds", List.of("code")).in(kinds, csv))
        .isEqualTo(Rule.reference("kind", kinds, csv, "code"));
  }

  private static RecordSchema read(String json) throws IOException {
    return TableSchemaFile.read(DataSource.of("memory", json.getBytes(StandardCharsets.UTF_8)));
  }
}
