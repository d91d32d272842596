package io.lepton.format.fixed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.lepton.LeptonException;
import io.lepton.data.ColumnType;
import io.lepton.data.DataSource;
import io.lepton.data.Field;
import io.lepton.data.ReadLimits;
import io.lepton.data.Schema;
import io.lepton.format.ReadOutcome;
import io.lepton.format.TestRows;
import io.lepton.format.fixed.FixedWidthColumn.Alignment;
import io.lepton.format.fixed.FixedWidthOptions.Unit;
import io.lepton.spi.ReadRequest;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FixedWidthFuzzTest {

  private static final long SEED = 20_261_121;

  private static String pick(Random random, String... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private static FixedWidthOptions options(Random random) {
    FixedWidthOptions options = FixedWidthOptions.defaults();
    if (random.nextInt(3) > 0) {
      List<FixedWidthColumn> columns = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        columns.add(
            new FixedWidthColumn(
                List.of("a", "b", "c", "d").get(i),
                1 + random.nextInt(20),
                1 + random.nextInt(8),
                Alignment.values()[random.nextInt(4)],
                " 0*".charAt(random.nextInt(3))));
      }
      options = options.withLayout(columns);
      options = random.nextInt(3) == 0 ? options.withRecordWidth(1 + random.nextInt(30)) : options;
    }
    options = random.nextBoolean() ? options.withHeader(false) : options;
    options = random.nextInt(4) == 0 ? options.withUnit(Unit.BYTE) : options;
    return switch (random.nextInt(8)) {
      case 0 -> options.withCharset(StandardCharsets.UTF_16LE);
      case 1 -> options.withCharset(Charset.forName("GB18030"));
      case 2 -> options.withCharset(StandardCharsets.ISO_8859_1);
      default -> options;
    };
  }

  private static String document(Random random) {
    StringBuilder text = new StringBuilder(pick(random, "", "a    b    c    d\n"));
    String lineEnd = pick(random, "\n", "\r\n", "\r");
    for (int i = random.nextInt(40); i > 0; i--) {
      for (int j = random.nextInt(6); j > 0; j--) {
        String cell = pick(random, "", "12", "x", "text", "é€\ud834\udd1e", "-1.5", "0007", "**");
        text.append(cell).append(" ".repeat(random.nextInt(6)));
      }
      text.append(lineEnd);
    }
    return text.toString();
  }

  private static Schema schema(Random random) {
    List<Field> fields = new ArrayList<>();
    for (String name : List.of("a", "b", "c", "d")) {
      ColumnType type =
          List.of(ColumnType.TEXT, ColumnType.INT32, ColumnType.FP64, ColumnType.BYTES)
              .get(random.nextInt(4));
      fields.add(new Field(name, type, random.nextInt(4) > 0));
    }
    return Schema.of(fields);
  }

  @Test
  void read_anyPiecesAndBatches_sameOutcome() throws IOException {
    for (int run = 0; run < 600; run++) {
      long seed = SEED + run;
      Random random = new Random(seed);
      FixedWidthFormat format = new FixedWidthFormat(options(random));
      byte[] bytes = document(random).getBytes(format.options().charset());
      if (bytes.length > 0 && random.nextInt(3) == 0) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      ReadLimits limits =
          ReadLimits.defaults().withMaxRecordBytes(random.nextBoolean() ? 1 << 20 : 60);
      Schema schema = schema(random);
      ReadOutcome whole;
      try {
        whole = ReadOutcome.of(format, TestRows.request(bytes, schema).withLimits(limits), 1024);
      } catch (LeptonException e) {
        continue;
      }
      for (int most : new int[] {1, 5, 1000}) {
        ReadRequest slow =
            ReadRequest.of(ReadOutcome.pieces(bytes, most, seed))
                .withSchema(schema)
                .withLimits(limits);
        assertThat(ReadOutcome.of(format, slow, 1 + random.nextInt(20)))
            .as("seed %d, pieces of %d", seed, most)
            .isEqualTo(whole);
      }
    }
  }

  @Test
  void read_anyBytes_onlyLeptonExceptions() throws IOException {
    for (int run = 0; run < 3_000; run++) {
      long seed = SEED + run;
      Random random = new Random(seed);
      FixedWidthFormat format = new FixedWidthFormat(options(random));
      byte[] bytes = document(random).getBytes(format.options().charset());
      for (int hits = random.nextInt(6); hits > 0 && bytes.length > 0; hits--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      if (random.nextInt(5) == 0) {
        bytes = new byte[random.nextInt(200)];
        random.nextBytes(bytes);
      }
      survive(format, bytes, random, seed);
    }
  }

  private static void survive(FixedWidthFormat format, byte[] bytes, Random random, long seed)
      throws IOException {
    try {
      ReadRequest request = ReadRequest.of(DataSource.of("memory", bytes));
      Schema schema = schema(random);
      ReadOutcome.of(format, random.nextBoolean() ? request : request.withSchema(schema), 7);
    } catch (LeptonException e) {
      // Refused, as it should be.
    } catch (RuntimeException e) {
      fail("seed " + seed + ": " + new String(bytes, StandardCharsets.ISO_8859_1), e);
    }
  }
}
