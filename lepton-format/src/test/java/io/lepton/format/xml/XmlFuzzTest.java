package io.lepton.format.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.lepton.ErrorCode;
import io.lepton.LeptonException;
import io.lepton.data.ColumnType;
import io.lepton.data.DataSource;
import io.lepton.data.Field;
import io.lepton.data.ReadLimits;
import io.lepton.data.Schema;
import io.lepton.format.ReadOutcome;
import io.lepton.format.TestRows;
import io.lepton.spi.ReadRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class XmlFuzzTest {

  private static final long SEED = 20_261_121;

  private static final Schema SCHEMA =
      Schema.of(
          Field.of("a", ColumnType.TEXT),
          Field.of("b.c", ColumnType.INT32),
          Field.of("@i", ColumnType.FP64),
          Field.of("b.@k", ColumnType.TEXT),
          Field.of("d", ColumnType.BYTES));

  private static String pick(Random random, String... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private static String text(Random random) {
    return pick(
        random,
        "",
        "7",
        " 12\n",
        "text",
        "é€\ud834\udd1e",
        "&lt;&#65;",
        "<![CDATA[<]]>",
        "<!--c-->",
        "x".repeat(random.nextInt(300)),
        "YWJj",
        "-1.5");
  }

  private static String element(Random random, String name, int depth) {
    StringBuilder xml = new StringBuilder("<").append(name);
    if (random.nextInt(3) == 0) {
      xml.append(pick(random, " k='", " i='")).append(random.nextInt(100)).append("'");
    }
    xml.append('>').append(text(random));
    for (int i = random.nextInt(4); i > 0 && depth < 4; i--) {
      xml.append(element(random, pick(random, "a", "b", "c", "d", "e"), depth + 1));
      xml.append(random.nextInt(4) == 0 ? text(random) : "");
    }
    return xml.append("</").append(name).append('>').toString();
  }

  private static String document(Random random) {
    StringBuilder xml = new StringBuilder(pick(random, "", "<?xml version='1.0'?>\n"));
    xml.append("<r>");
    for (int i = random.nextInt(20); i > 0; i--) {
      xml.append(element(random, "x", 1)).append(pick(random, "", "\n", "text"));
    }
    return xml.append("</r>").toString();
  }

  @Test
  void read_anyPiecesAndBatches_sameOutcome() throws IOException {
    for (int run = 0; run < 300; run++) {
      long seed = SEED + run;
      Random random = new Random(seed);
      byte[] bytes = document(random).getBytes(StandardCharsets.UTF_8);
      if (random.nextInt(3) == 0) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      ReadLimits limits =
          ReadLimits.defaults().withMaxRecordBytes(random.nextBoolean() ? 1 << 20 : 250);
      ReadOutcome whole =
          ReadOutcome.of(new XmlFormat(), TestRows.request(bytes, SCHEMA).withLimits(limits), 100);
      for (int most : new int[] {1, 7, 1000}) {
        ReadRequest slow =
            ReadRequest.of(ReadOutcome.pieces(bytes, most, seed))
                .withSchema(SCHEMA)
                .withLimits(limits);
        assertThat(ReadOutcome.of(new XmlFormat(), slow, 1 + random.nextInt(10)))
            .as("seed %d, pieces of %d", seed, most)
            .isEqualTo(whole);
      }
    }
  }

  @Test
  void read_damagedDocument_onlyLeptonExceptions() throws IOException {
    for (int run = 0; run < 2_000; run++) {
      long seed = SEED + run;
      Random random = new Random(seed);
      byte[] bytes = document(random).getBytes(StandardCharsets.UTF_8);
      for (int hits = 1 + random.nextInt(4); hits > 0; hits--) {
        bytes[random.nextInt(bytes.length)] =
            random.nextBoolean()
                ? (byte) "<>&;/!?-[]'\"=\0 :x#".charAt(random.nextInt(18))
                : (byte) random.nextInt(256);
      }
      survive(bytes, random, seed);
    }
  }

  @Test
  void read_randomMarkup_onlyLeptonExceptions() throws IOException {
    String[] parts = {
      "<",
      ">",
      "</",
      "/>",
      "<r>",
      "</r>",
      "<a",
      "=",
      "'",
      "\"",
      "&",
      ";",
      "&#",
      "<!--",
      "-->",
      "<?",
      "?>",
      "<![CDATA[",
      "]]>",
      "xml",
      " ",
      "\n",
      "x",
      "é",
      ":",
      "xmlns",
      "<!DOCTYPE",
      "[",
      "]",
      "<?xml version='1.0' encoding='",
      "UTF-16",
      "'?>",
      "%",
      "<!ENTITY",
      "\0"
    };
    for (int run = 0; run < 2_000; run++) {
      long seed = SEED + run;
      Random random = new Random(seed);
      StringBuilder xml = new StringBuilder(random.nextBoolean() ? "<r><x>" : "");
      for (int i = random.nextInt(20); i > 0; i--) {
        xml.append(pick(random, parts));
      }
      survive(xml.toString().getBytes(StandardCharsets.UTF_8), random, seed);
    }
  }

  private static void survive(byte[] bytes, Random random, long seed) throws IOException {
    try {
      ReadRequest request = ReadRequest.of(DataSource.of("memory", bytes));
      ReadOutcome.of(
          new XmlFormat(),
          random.nextBoolean() ? request : request.withSchema(SCHEMA),
          1 + random.nextInt(50));
    } catch (LeptonException e) {
      // Refused, as it should be.
    } catch (RuntimeException e) {
      fail("seed " + seed + ": " + new String(bytes, StandardCharsets.UTF_8), e);
    }
  }

  @Test
  void write_randomNamesAndTexts_readBackTheSame() throws IOException {
    String[] words = {"a", "b", "@", "#text", "x y", "_x0041_", "é", "c-d", "1", "xml", ":"};
    for (int run = 0; run < 400; run++) {
      long seed = SEED + run;
      Random random = new Random(seed);
      Set<String> names = new LinkedHashSet<>();
      for (int i = 1 + random.nextInt(6); i > 0; i--) {
        StringBuilder name = new StringBuilder(pick(random, words));
        for (int parts = random.nextInt(3); parts > 0; parts--) {
          name.append(pick(random, ".", "", "..", ".@")).append(pick(random, words));
        }
        names.add(name.toString());
      }
      Schema schema =
          Schema.of(names.stream().map(name -> Field.of(name, ColumnType.TEXT)).toList());
      List<List<@Nullable Object>> rows = new ArrayList<>();
      for (int i = random.nextInt(5); i > 0; i--) {
        List<@Nullable Object> row = new ArrayList<>();
        names.forEach(
            name ->
                row.add(
                    random.nextInt(4) == 0
                        ? null
                        : pick(random, "v", "<&>", "\r\n", "'\"]]>", "é\ud834\udd1e", "x  y")));
        rows.add(row);
      }
      check(schema, rows, seed);
    }
  }

  private static void check(Schema schema, List<List<@Nullable Object>> rows, long seed)
      throws IOException {
    byte[] xml;
    try {
      xml = TestRows.write(new XmlFormat(), schema, rows, 3);
    } catch (LeptonException e) {
      // Blank text beside child elements, or two names for the text of one element.
      assertThat(e.code()).isEqualTo(ErrorCode.UNREPRESENTABLE);
      return;
    }
    assertThat(TestRows.read(new XmlFormat(), TestRows.request(xml, schema), 2))
        .as("seed %d, %s: %s", seed, schema, new String(xml, StandardCharsets.UTF_8))
        .isEqualTo(rows);
  }
}
