package io.lepton.format.csv;

import io.lepton.ErrorCode;
import io.lepton.MalformedInputException;
import io.lepton.data.RecordBatch;
import io.lepton.data.Rejection;
import io.lepton.data.RejectionHandler;
import io.lepton.data.Schema;
import io.lepton.format.internal.CellBlock;
import io.lepton.format.internal.VectorCells;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decodes the cells of a block of records, each column in a loop of its own, and tells which rows
 * cannot be used.
 *
 * <p><b>Threads.</b> One thread at a time.
 */
final class BlockDecoder {

  private final Schema schema;
  private final FieldCells[] fields;
  private final CellBlock cells = new CellBlock();

  /**
   * Makes a decoder.
   *
   * @throws MalformedInputException if the file lacks a column
   */
  BlockDecoder(CsvInput input, Schema schema) {
    int[][] places = places(input, schema);
    this.schema = schema;
    this.fields = new FieldCells[schema.size()];
    for (int i = 0; i < fields.length; i++) {
      fields[i] = FieldCells.of(schema.field(i), i, places[i], input.syntax());
    }
  }

  private static int[][] places(CsvInput input, Schema schema) {
    Map<String, Integer> found = new HashMap<>();
    for (String name : input.names()) {
      found.put(name, found.size());
    }
    List<String> missing = new ArrayList<>();
    int[][] places = new int[schema.size()][];
    for (int i = 0; i < places.length; i++) {
      int width = schema.field(i).type().width();
      places[i] = new int[width];
      for (int element = 0; element < width; element++) {
        String name = VectorCells.name(schema.field(i), element);
        places[i][element] = found.getOrDefault(name, -1);
        if (places[i][element] < 0) {
          missing.add(name);
        }
      }
    }
    if (!missing.isEmpty()) {
      throw new MalformedInputException(
          ErrorCode.MISSING_COLUMN,
          "%s: needs columns that are not there: %s"
              .formatted(input.name(), String.join(", ", missing)));
    }
    return places;
  }

  /** Decodes the rows of the last block into a batch. */
  void decode(RecordBlocks blocks, byte[] bytes, RecordBatch batch, int firstRow, int rows) {
    cells.begin(bytes, firstRow, rows, blocks.isQuoted());
    if (rows == 0) {
      return;
    }
    blocks.number(batch.rowNumbers(), firstRow, rows);
    for (int i = 0; i < fields.length; i++) {
      fields[i].decode(blocks, cells, batch.column(i));
    }
  }

  /**
   * Tells of the rows of the last block that are left out, in their order.
   *
   * @param numbers the row numbers of the batch
   * @param rejected set for each row of the batch that is to be removed
   * @return whether any is
   */
  boolean report(
      RecordBlocks blocks,
      long[] numbers,
      int firstRow,
      int rows,
      boolean[] rejected,
      RejectionHandler rejections) {
    List<Rejection> ragged = blocks.ragged();
    int next = 0;
    for (int row = 0; row < rows && cells.hasProblems(); row++) {
      @Nullable ErrorCode problem = cells.problem(row);
      if (problem != null) {
        rejected[firstRow + row] = true;
        long number = numbers[firstRow + row];
        while (next < ragged.size() && ragged.get(next).row() < number) {
          rejections.reject(ragged.get(next++));
        }
        rejections.reject(rejection(number, row, problem));
      }
    }
    while (next < ragged.size()) {
      rejections.reject(ragged.get(next++));
    }
    return cells.hasProblems();
  }

  private Rejection rejection(long number, int row, ErrorCode problem) {
    int field = cells.problemField(row);
    return new Rejection(
        number, schema.field(field).name(), problem, fields[field].expectation(problem));
  }
}
