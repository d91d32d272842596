package io.lepton.format.diff;

import io.lepton.ErrorCode;
import io.lepton.MalformedInputException;
import io.lepton.data.Field;
import io.lepton.data.Rejection;
import io.lepton.data.Schema;
import io.lepton.spi.ReadRequest;
import java.io.IOException;
import java.util.List;

/**
 * What is to be compared: both sides under one schema.
 *
 * @param a one side
 * @param b the other
 * @param schema the columns that both have
 * @param onlyInA columns that only A has
 * @param onlyInB columns that only B has
 */
record Comparison(
    Side a,
    Side b,
    Schema schema,
    List<String> onlyInA,
    List<String> onlyInB,
    DiffOptions options) {

  static Comparison of(Side a, Side b, DiffOptions options) throws IOException {
    Schema inA = wanted(a.infer(options), options);
    Schema inB = wanted(b.infer(options), options);
    Schema types = options.schema().orElse(inA);
    List<Field> shared =
        types.fields().stream()
            .filter(field -> inA.indexOf(field.name()) >= 0 && inB.indexOf(field.name()) >= 0)
            .map(field -> Field.of(field.name(), field.type()))
            .toList();
    Comparison comparison =
        new Comparison(a, b, Schema.of(shared), lacking(inA, inB), lacking(inB, inA), options);
    comparison.requireColumns(types);
    return comparison;
  }

  private static Schema wanted(Schema inferred, DiffOptions options) {
    if (options.schema().isEmpty()) {
      return inferred;
    }
    return Schema.of(
        inferred.fields().stream()
            .filter(field -> options.schema().get().indexOf(field.name()) >= 0)
            .toList());
  }

  private static List<String> lacking(Schema here, Schema there) {
    return here.names().stream().filter(name -> there.indexOf(name) < 0).toList();
  }

  private void requireColumns(Schema types) {
    for (String column : options.key()) {
      if (schema.indexOf(column) < 0) {
        throw missing("The key needs the column %s in both, %s".formatted(column, who(column)));
      }
    }
    for (String name : types.names()) {
      if (schema.indexOf(name) < 0 && !onlyInA.contains(name) && !onlyInB.contains(name)) {
        throw missing("The schema names the column %s, %s".formatted(name, who(name)));
      }
    }
    if (schema.size() == 0) {
      throw missing("%s and %s have no column in common".formatted(a.name(), b.name()));
    }
  }

  private String who(String column) {
    if (onlyInA.contains(column)) {
      return b.name() + " has none";
    }
    return onlyInB.contains(column) ? a.name() + " has none" : "neither has one";
  }

  private static MalformedInputException missing(String message) {
    return new MalformedInputException(ErrorCode.MISSING_COLUMN, message);
  }

  /** Opens a side from its first record on. */
  RowCursor open(Side side) throws IOException {
    return new RowCursor(side.format().reader(request(side)), options.cancelled());
  }

  ReadRequest request(Side side) {
    return ReadRequest.of(side.source())
        .withSchema(schema)
        .withLimits(options.limits())
        .withRejections(
            rejection -> {
              throw new MalformedInputException(rejection.code(), describe(side, rejection));
            });
  }

  private static String describe(Side side, Rejection rejection) {
    String column = rejection.column();
    return "%s, row %d%s: %s"
        .formatted(
            side.name(),
            rejection.row(),
            column.isEmpty() ? "" : ", column " + column,
            rejection.reason());
  }
}
