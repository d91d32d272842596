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
import io.lepton.format.TestRows;
import io.lepton.format.json.NdjsonFormat;
import io.lepton.quality.Bound;
import io.lepton.quality.Rule;
import io.lepton.quality.Rules;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonSchemaFileTest {

  @TempDir Path folder;

  @Test
  void write_everyType_readsBackTheSame() throws IOException {
    Path file = folder.resolve("schema.json");
    JsonSchemaFile.write(AllTypes.schema(), file);
    RecordSchema read = JsonSchemaFile.read(file);
    assertThat(read.schema()).isEqualTo(AllTypes.schema());
    assertThat(read.rules()).isEqualTo(Rules.none());
    assertThat(read.uncovered()).isEmpty();
    assertThat(read.form()).contains(SchemaForm.JSON_SCHEMA);
  }

  @Test
  void toJson_schemaAndRules_isOnePropertyALine() {
    RecordSchema schema =
        RecordSchema.of(
            Schema.of(
                Field.required("id", ColumnType.TEXT),
                Field.of("age", ColumnType.INT64),
                Field.of("price", ColumnType.decimal(10, 2)),
                Field.of("scores", ColumnType.FP32.vector(2))),
            Rules.of(Rule.containing("id", "^[A-Z]{2}"), Rule.range("age", 0, 130)));
    assertThat(JsonSchemaFile.toJson(schema))
        .isEqualTo(
            """
            {
              "$schema": "https://json-schema.org/draft/2020-12/schema",
              "type": "object",
              "properties": {
                "id": {"type": "string", "pattern": "^[A-Z]{2}"},
                "age": {"type": ["integer", "null"], "minimum": 0, "maximum": 130},
                "price": {"type": ["number", "null"], "x-lepton-type": "decimal(10,2)"},
                "scores": {
                  "type": ["array", "null"],
                  "items": {"type": "number", "x-lepton-type": "fp32"},
                  "minItems": 2,
                  "maxItems": 2
                }
              },
              "required": ["id"]
            }
            """);
  }

  @Test
  void write_rules_readBackTheSame() throws IOException {
    Schema schema =
        Schema.of(
            Field.of("t", ColumnType.TEXT),
            Field.required("u", ColumnType.TEXT),
            Field.of("i", ColumnType.INT64),
            Field.of("b", ColumnType.INT8),
            Field.of("f", ColumnType.FP64),
            Field.of("d", ColumnType.decimal(10, 2)),
            Field.of("o", ColumnType.BOOL),
            Field.of("x", ColumnType.DATE),
            Field.of("n.m", ColumnType.UINT64));
    Rules rules =
        Rules.of(
            Rule.length("t", 2, 5),
            Rule.pattern("t", "[A-Z]+|b\\)"),
            Rule.minLength("u", 1),
            Rule.containing("u", "^a|b$"),
            Rule.min("i", Bound.of(0).exclusive()),
            Rule.multipleOf("i", 5),
            Rule.range("b", -128, 100).orReject(),
            Rule.range("f", 0.5, 2.5),
            Rule.oneOf("f", "0.5", "1.0", "1.5"),
            Rule.max("d", "99.95"),
            Rule.multipleOf("d", "0.05"),
            Rule.oneOf("o", "true"),
            Rule.oneOf("x", "2024-02-29"),
            Rule.min("n.m", 1));
    RecordSchema read = read(JsonSchemaFile.toJson(RecordSchema.of(schema, rules)));
    assertThat(read.schema()).isEqualTo(schema);
    assertThat(read.rules().list().stream().map(Rule::toString))
        .containsExactlyElementsOf(
            rules.list().stream()
                .map(Rule::toString)
                // The lower end is that of the type.
                .map(
                    rule ->
                        rule.replace("needs at least -128 and at most 100", "needs at most 100"))
                .toList());
    assertThat(read.isComplete()).isTrue();
  }

  @Test
  void write_requiredRule_makesTheFieldRequired() throws IOException {
    Schema schema = Schema.of(Field.of("a", ColumnType.INT64));
    assertThat(
            read(JsonSchemaFile.toJson(RecordSchema.of(schema, Rules.of(Rule.required("a")))))
                .schema())
        .isEqualTo(Schema.of(Field.required("a", ColumnType.INT64)));
  }

  static List<Rule> rulesWithoutWords() {
    return List.of(
        Rule.unique("t"),
        Rule.order("i", "<", "j"),
        Rule.requiredIf("t", "i", "1"),
        Rule.custom("own", (batch, row) -> true, "t"),
        Rule.range("i", 0, 1).warning(),
        Rule.range("i", 0, 1).orNull(),
        Rule.range("x", "2024-01-01", "2024-12-31"),
        Rule.length("y", 1, 2),
        Rule.min("none", 1),
        Rule.min("i", "secret"),
        Rule.oneOf("i", "secret"),
        Rule.oneOf("v", "1"));
  }

  @ParameterizedTest
  @MethodSource("rulesWithoutWords")
  void write_ruleWithoutWords_isRefused(Rule rule) {
    Schema schema =
        Schema.of(
            Field.of("t", ColumnType.TEXT),
            Field.of("i", ColumnType.INT64),
            Field.of("j", ColumnType.INT64),
            Field.of("x", ColumnType.DATE),
            Field.of("y", ColumnType.BYTES),
            Field.of("v", ColumnType.FP32.vector(2)));
    assertThatThrownBy(() -> JsonSchemaFile.toJson(RecordSchema.of(schema, Rules.of(rule))))
        .isInstanceOfSatisfying(
            LeptonException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNREPRESENTABLE))
        .hasMessage("JSON Schema cannot hold the rule " + rule.name());
  }

  @Test
  void write_twoBoundsOfOneEnd_isRefused() {
    Schema schema = Schema.of(Field.of("i", ColumnType.INT64));
    assertThatThrownBy(
            () ->
                JsonSchemaFile.toJson(
                    RecordSchema.of(schema, Rules.of(Rule.min("i", 1), Rule.min("i", 2)))))
        .isInstanceOf(LeptonException.class);
  }

  @Test
  void written_schema_acceptsWhatTheWriterOfJsonWrites() throws IOException {
    Schema schema =
        Schema.of(
            Field.of("bool", ColumnType.BOOL),
            Field.of("int8", ColumnType.INT8),
            Field.required("int64", ColumnType.INT64),
            Field.of("uint64", ColumnType.UINT64),
            Field.of("fp16", ColumnType.FP16),
            Field.of("fp64", ColumnType.FP64),
            Field.of("text", ColumnType.TEXT),
            Field.of("bytes", ColumnType.BYTES),
            Field.of("date", ColumnType.DATE),
            Field.of("utc", ColumnType.TIMESTAMP_UTC),
            Field.of("local", ColumnType.TIMESTAMP_LOCAL),
            Field.of("decimal", ColumnType.decimal(38, 6)),
            Field.of("vector", ColumnType.FP32.vector(2)));
    String text =
        TestRows.text(
            new NdjsonFormat(),
            schema,
            TestRows.row(
                true,
                -128L,
                Long.MIN_VALUE,
                -1L,
                (long) 0x7bff,
                Double.MAX_VALUE,
                "a\"\u0000é",
                "\u00ff\u0000",
                -719_528L,
                253_402_300_799_999_999L,
                0L,
                new BigDecimal("9".repeat(38)).movePointLeft(6),
                List.of(1f, -2f)),
            TestRows.row(
                null, null, 1L, null, null, null, null, null, null, null, null, null, null));
    DocumentValidator validator =
        DocumentValidators.jsonSchema(
            source(JsonSchemaFile.toJson(schema)), JsonSchemaOptions.defaults().withFormats(true));
    for (String line : text.lines().toList()) {
      assertThat(validator.check(line.getBytes(StandardCharsets.UTF_8))).isEmpty();
    }
    assertThat(validator.check("{\"int64\":1.5,\"int8\":128}".getBytes(StandardCharsets.UTF_8)))
        .hasSize(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"type\":\"boolean\"}|bool",
        "{\"type\":\"integer\"}|int64",
        "{\"type\":\"integer\",\"minimum\":0,\"maximum\":255}|uint8",
        "{\"type\":\"integer\",\"minimum\":0,\"maximum\":255.0}|uint8",
        "{\"type\":\"integer\",\"minimum\":0,\"maximum\":100}|int64",
        "{\"type\":\"integer\",\"minimum\":0,\"maximum\":18446744073709551614}|uint64",
        "{\"type\":[\"null\",\"integer\"]}|int64",
        "{\"type\":[\"integer\",\"number\"]}|fp64",
        "{\"type\":\"number\"}|fp64",
        "{\"type\":\"string\"}|text",
        "{\"type\":\"string\",\"format\":\"email\"}|text",
        "{\"type\":\"string\",\"format\":\"date\"}|date",
        "{\"type\":\"string\",\"format\":\"date-time\"}|timestamp(utc)",
        "{\"type\":\"string\",\"x-lepton-type\":\"timestamp(local)\"}|timestamp(local)",
        "{\"type\":\"string\",\"contentEncoding\":\"base64\"}|bytes",
        "{\"type\":\"string\",\"x-lepton-type\":\"decimal(5,1)\"}|decimal(5,1)",
        "{\"enum\":[\"a\",\"b\"]}|text",
        "{\"enum\":[1,2,null]}|int64",
        "{\"const\":1.5}|fp64",
        "{\"$ref\":\"#/$defs/code\"}|text",
        "{\"type\":\"array\",\"items\":{\"type\":\"number\"},\"minItems\":4,\"maxItems\":4}|fp64[4]"
      })
  void read_property_isAFieldOfThisType(String property, String type) throws IOException {
    RecordSchema read =
        read(
            "{\"properties\":{\"a\":%s},\"$defs\":{\"code\":{\"type\":\"string\"}}}"
                .formatted(property));
    assertThat(read.schema()).isEqualTo(Schema.of(Field.of("a", ColumnType.parse(type))));
    assertThat(read.uncovered()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"type\":\"integer\"}|false",
        "{\"type\":[\"integer\",\"null\"]}|true",
        "{\"enum\":[1,null]}|true",
        "{\"type\":[\"integer\",\"null\"],\"enum\":[1]}|false"
      })
  void read_requiredProperty_isNullableIfNullIsAllowed(String property, boolean nullable)
      throws IOException {
    assertThat(
            read("{\"properties\":{\"a\":%s},\"required\":[\"a\"]}".formatted(property))
                .schema()
                .field(0)
                .nullable())
        .isEqualTo(nullable);
  }

  @Test
  void read_nestedObject_isFieldsWithPoints() throws IOException {
    RecordSchema read =
        read(
            """
            {"properties":{
              "a":{"type":"object","required":["b"],
                   "properties":{"b":{"type":"integer"},"c":{"type":"string"}}},
              "d":{"type":["object","null"],"properties":{"e":{"type":"number"}}}},
             "required":["a"]}
            """);
    assertThat(read.schema())
        .isEqualTo(
            Schema.of(
                Field.required("a.b", ColumnType.INT64),
                Field.of("a.c", ColumnType.TEXT),
                Field.of("d.e", ColumnType.FP64)));
    assertThat(read.isComplete()).isTrue();
  }

  @Test
  void write_nestedFields_areObjectsAndReadBackTheSame() throws IOException {
    Schema schema =
        Schema.of(
            Field.required("a.b.c", ColumnType.INT64),
            Field.of("a.b.d", ColumnType.TEXT),
            Field.of("x", ColumnType.TEXT),
            Field.of("x.y", ColumnType.TEXT),
            Field.of("e.", ColumnType.TEXT),
            Field.of("~/.f", ColumnType.TEXT));
    String json = JsonSchemaFile.toJson(schema);
    assertThat(read(json).schema()).isEqualTo(schema);
    DocumentValidator validator = DocumentValidators.jsonSchema(source(json));
    assertThat(validator.check("{\"a\":{\"b\":{\"c\":1}}}".getBytes(StandardCharsets.UTF_8)))
        .isEmpty();
    assertThat(validator.check("{\"a\":{}}".getBytes(StandardCharsets.UTF_8))).hasSize(1);
  }

  @Test
  void read_bounds_areOneRangeOfTheTighter() throws IOException {
    assertThat(
            rules(
                "{\"type\":\"integer\",\"minimum\":0.5,\"exclusiveMinimum\":-3,"
                    + "\"maximum\":10,\"exclusiveMaximum\":10}"))
        .containsExactly(Rule.range("a", Bound.of(1), Bound.of(10).exclusive()));
    assertThat(rules("{\"type\":\"integer\",\"maximum\":1e30,\"minimum\":-1e30}")).isEmpty();
    assertThat(rules("{\"type\":\"number\",\"maximum\":1e30}"))
        .containsExactly(Rule.max("a", "1" + "0".repeat(30)));
    assertThat(rules("{\"type\":\"string\",\"maximum\":3,\"multipleOf\":2}")).isEmpty();
  }

  @Test
  void read_values_areThoseOfTheType() throws IOException {
    assertThat(rules("{\"type\":\"integer\",\"enum\":[1,2.0,\"a\",null,2.5]}"))
        .containsExactly(Rule.oneOf("a", "1", "2"));
    assertThat(rules("{\"type\":\"boolean\",\"const\":true}"))
        .containsExactly(Rule.oneOf("a", "true"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"object\",\"additionalProperties\":false}",
        "{\"type\":\"object\",\"minProperties\":1}",
        "{\"type\":\"object\",\"allOf\":[{}]}",
        "{\"type\":\"object\",\"not\":{}}",
        "{\"type\":\"object\",\"required\":[\"x\"]}",
        "{\"type\":\"object\",\"if\":true,\"then\":false}",
        "{\"type\":\"object\",\"const\":{}}",
        "{\"$ref\":\"http://example.org/other.json\"}",
        "{\"$ref\":\"#anchor\"}",
        "{\"$ref\":\"#/$defs/a\",\"minProperties\":1,\"$defs\":{\"a\":{}}}"
      })
  void read_demandOfTheWholeRecord_isReported(String schema) throws IOException {
    assertThat(read(schema).uncovered()).hasSize(1);
    assertThat(read(schema).isComplete()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "true",
        "false",
        "{}",
        "{\"type\":[\"integer\",\"string\"]}",
        "{\"type\":\"null\"}",
        "{\"type\":\"object\"}",
        "{\"type\":\"array\",\"items\":{\"type\":\"number\"}}",
        "{\"type\":\"array\",\"minItems\":2,\"maxItems\":2}",
        "{\"type\":\"array\",\"minItems\":1,\"maxItems\":1,\"items\":{\"type\":\"number\"}}",
        "{\"type\":\"array\",\"minItems\":2,\"maxItems\":2,\"items\":{\"type\":[\"number\",\"null\"]}}",
        "{\"anyOf\":[{\"type\":\"number\"},{\"type\":\"string\"}]}",
        "{\"$ref\":\"other.json\"}",
        "{\"enum\":[{}]}",
        "{\"const\":[]}"
      })
  void read_propertyThatIsNoColumn_isLeftOutAndReported(String property) throws IOException {
    RecordSchema read = read("{\"properties\":{\"a\":%s}}".formatted(property));
    assertThat(read.schema().size()).isZero();
    assertThat(read.uncovered()).hasSize(1).first().asString().startsWith("#/properties/a");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"type\":\"string\",\"pattern\":\"(?=a)\"}|#/properties/a/pattern",
        "{\"type\":\"string\",\"pattern\":\"(a)\\\\1\"}|#/properties/a/pattern",
        "{\"type\":\"string\",\"not\":{\"const\":\"a\"}}|#/properties/a/not",
        "{\"type\":\"string\",\"format\":\"date\",\"maxLength\":3}|#/properties/a/maxLength",
        "{\"type\":\"string\",\"contentEncoding\":\"base64\",\"enum\":[\"YQ==\"]}|#/properties/a/enum",
        "{\"type\":\"integer\",\"enum\":[\"a\"]}|#/properties/a/enum",
        "{\"type\":\"integer\",\"minimum\":1e30}|#/properties/a/minimum",
        "{\"type\":\"array\",\"items\":{\"type\":\"number\",\"minimum\":0},\"minItems\":2,\"maxItems\":2}"
            + "|#/properties/a/items",
        "{\"type\":\"array\",\"items\":{\"type\":\"number\"},\"minItems\":2,\"maxItems\":2,"
            + "\"uniqueItems\":true}|#/properties/a/uniqueItems"
      })
  void read_demandThatNoRuleHolds_isReportedBesideTheField(String property, String place)
      throws IOException {
    RecordSchema read = read("{\"properties\":{\"a\":%s}}".formatted(property));
    assertThat(read.schema().size()).isEqualTo(1);
    assertThat(read.uncovered()).containsExactly(place);
  }

  @Test
  void read_recursiveSchema_isReportedWhereItRecurs() throws IOException {
    RecordSchema read =
        read(
            "{\"properties\":{\"v\":{\"type\":\"integer\"},"
                + "\"next\":{\"type\":\"object\",\"properties\":{\"child\":{\"$ref\":\"#\"}}}},"
                + "\"type\":\"object\"}");
    assertThat(read.schema().names()).containsExactly("v");
    assertThat(read.uncovered()).containsExactly("#");
  }

  @Test
  void read_annotations_demandNothing() throws IOException {
    assertThat(
            read("{\"$id\":\"http://example.org/a\",\"title\":\"t\",\"x-own\":[1],"
                    + "\"additionalProperties\":true,\"properties\":{\"a\":{\"type\":\"string\","
                    + "\"default\":\"\",\"examples\":[\"b\"],\"deprecated\":true}}}")
                .uncovered())
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[]|line 1, column 1",
        "{\"type\":\"string\"}|line 1, column 1",
        "{\"type\":\"secret\"}|line 1, column 9",
        "{\"type\":3}|line 1, column 9",
        "{\"properties\":[]}|line 1, column 15",
        "{\"properties\":{\"a\":3}}|line 1, column 20",
        "{\"properties\":{\"\":{\"type\":\"string\"}}}|line 1, column 19",
        "{\"required\":\"secret\",\"properties\":{}}|line 1, column 13",
        "{\"properties\":{\"a\":{\"type\":\"integer\",\"minimum\":\"secret\"}}}|line 1, column 48",
        "{\"properties\":{\"a\":{\"type\":\"string\",\"maxLength\":-1}}}|line 1, column 49",
        "{\"properties\":{\"a\":{\"type\":\"string\",\"x-lepton-type\":\"secret\"}}}|line 1, column 53",
        "{\"properties\":{\"a\":{\"type\":\"string\",\"x-lepton-type\":\"int8\"}}}|line 1, column 53",
        "{\"$ref\":\"#/secret\"}|line 1, column 9",
        "{\"$ref\":\"#\"}|line 1, column 9",
        "{\"properties\":{\"a\":{\"type\":\"integer\",\"minimum\":1e99999}}}|line 1, column 48"
      })
  void read_notASchemaOfRecords_isMalformedAtItsPlace(String schema, String place) {
    assertThatThrownBy(() -> read(schema))
        .isInstanceOfSatisfying(
            MalformedInputException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.MALFORMED_SCHEMA))
        .hasMessageStartingWith("memory, " + place + ": needs ")
        .hasMessageNotContaining("secret")
        .hasNoCause();
  }

  @Test
  void read_sameFieldTwice_isMalformed() {
    assertThatThrownBy(
            () ->
                read(
                    "{\"properties\":{\"a.b\":{\"type\":\"string\"},\"a\":{\"type\":\"object\","
                        + "\"properties\":{\"b\":{\"type\":\"string\"}}}}}"))
        .isInstanceOf(MalformedInputException.class);
  }

  private static List<Rule> rules(String property) throws IOException {
    RecordSchema read = read("{\"properties\":{\"a\":%s}}".formatted(property));
    assertThat(read.uncovered()).isEmpty();
    return read.rules().list();
  }

  private static RecordSchema read(String json) throws IOException {
    return JsonSchemaFile.read(source(json));
  }

  private static DataSource source(String json) {
    return DataSource.of("memory", json.getBytes(StandardCharsets.UTF_8));
  }
}
