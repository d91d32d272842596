package io.lepton.format.csv;

import io.lepton.ErrorCode;
import io.lepton.data.Column;
import io.lepton.data.Field;
import io.lepton.format.internal.CellBlock;
import io.lepton.format.internal.CellDecoder;
import io.lepton.format.internal.CellSyntax;
import io.lepton.format.internal.VectorCells;

/**
 * The cells of one field of the schema: which columns of the file they are in, and how they are
 * decoded.
 *
 * <p><b>Threads.</b> One thread at a time.
 */
abstract class FieldCells {

  /**
   * Makes the decoder of a field.
   *
   * @param position the field's position in the schema
   * @param places the column of the file for each element of the field
   */
  static FieldCells of(Field field, int position, int[] places, CellSyntax syntax) {
    return places.length == 1
        ? new One(CellDecoder.of(field, position, syntax), places[0])
        : new Several(new VectorCells(field, position, syntax), places);
  }

  /** Decodes a block. */
  abstract void decode(RecordBlocks blocks, CellBlock cells, Column column);

  /** Says what a cell needs to be. */
  abstract String expectation(ErrorCode code);

  private static final class One extends FieldCells {
    private final CellDecoder decoder;
    private final int place;

    One(CellDecoder decoder, int place) {
      this.decoder = decoder;
      this.place = place;
    }

    @Override
    void decode(RecordBlocks blocks, CellBlock cells, Column column) {
      blocks.select(cells, place);
      decoder.decode(cells, column);
    }

    @Override
    String expectation(ErrorCode code) {
      return decoder.expectation(code);
    }
  }

  private static final class Several extends FieldCells {
    private final VectorCells decoder;
    private final int[] places;

    Several(VectorCells decoder, int[] places) {
      this.decoder = decoder;
      this.places = places;
    }

    @Override
    void decode(RecordBlocks blocks, CellBlock cells, Column column) {
      decoder.begin(cells, column);
      for (int element = 0; element < places.length; element++) {
        blocks.select(cells, places[element]);
        decoder.decode(element, cells, column);
      }
      decoder.end(cells, column);
    }

    @Override
    String expectation(ErrorCode code) {
      return decoder.expectation(code);
    }
  }
}
