package io.lepton.format.csv;

import io.lepton.ErrorCode;
import io.lepton.data.Rejection;
import io.lepton.format.internal.CellBlock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The records of an input, a block at a time: by {@link PlainScan} where that can do it, then by
 * {@link QuotedScan}, then by {@link RecordScan}. Numbers the records, and sorts out those with too
 * many or too few cells.
 *
 * <p><b>Threads.</b> One thread at a time.
 */
final class RecordBlocks {

  /** What records are like, from the easiest to read to the hardest. */
  private enum Kind {
    /** Nothing but ASCII, no quotes. */
    ASCII,
    /** No quotes. */
    TEXT,
    /** Anything. */
    QUOTED
  }

  /** For how many blocks a harder kind is expected before an easier one is tried again. */
  private static final int PATIENCE = 64;

  /** How many blocks are scanned carefully at most before the quick way is tried again. */
  private static final int MAX_CAUTION = 63;

  /**
   * Records that are sorted out in one block: their rejections are kept until the block is done.
   */
  private static final int MAX_RAGGED = 1024;

  /** Records in a block that is scanned carefully. */
  private static final int MAX_CAREFUL_ROWS = 64;

  private final InputWindow window;
  private final int columns;
  private final CellMarks marks;
  private final PlainScan plain;
  private final QuotedScan withQuotes;
  private final RecordScan careful;
  private final int carefulRows;
  private final long[] numbers;
  private final List<Rejection> ragged = new ArrayList<>();

  private Kind kind = Kind.ASCII;
  private int patience;
  private int caution;
  private int carefulBlocks;
  private long lastNumber;

  /** Whether all records of the block are in it, so that {@link #numbers} need not be kept. */
  private boolean contiguous;

  private boolean quoted;
  private boolean stuck;
  private @Nullable BlockFault fault;

  /**
   * Begins with the first record.
   *
   * @param input says what records look like
   * @param window where they are
   */
  RecordBlocks(CsvInput input, InputWindow window) {
    int maxRecordBytes = input.limits().maxRecordBytes();
    this.window = window;
    this.columns = input.names().size();
    int blockCells = ByteFlags.SEGMENT + columns;
    this.marks = new CellMarks(input.dialect(), columns, maxRecordBytes, blockCells);
    this.plain = new PlainScan(input.dialect(), columns, marks);
    this.withQuotes = new QuotedScan(input.dialect(), columns, marks);
    this.careful = new RecordScan(input.dialect(), maxRecordBytes, input.limits().maxColumns());
    this.carefulRows = Math.max(1, Math.min(MAX_CAREFUL_ROWS, ByteFlags.SEGMENT / (columns + 1)));
    this.numbers = new long[carefulRows];
  }

  /**
   * Goes on to the next block of whole records at hand.
   *
   * @param wanted how many records at most
   * @return how many there are; possibly 0
   */
  int next(int wanted) {
    ragged.clear();
    int before = window.position();
    int rows = fault != null ? 0 : scan(wanted);
    stuck = window.position() == before;
    return rows;
  }

  private int scan(int wanted) {
    if (carefulBlocks > 0) {
      carefulBlocks--;
      return scanCarefully(wanted);
    }
    int rows = scanQuickly(wanted);
    if (rows == 0) {
      int before = window.position();
      rows = scanCarefully(wanted);
      if (window.position() > before) {
        // Where one block is out of order the next ones may be, too.
        caution = Math.min(caution * 2 + 1, MAX_CAUTION);
        carefulBlocks = caution;
      }
      return rows;
    }
    caution = 0;
    contiguous = true;
    lastNumber += rows;
    return rows;
  }

  private int scanQuickly(int wanted) {
    if (--patience < 0) {
      kind = Kind.ASCII;
    }
    quoted = false;
    int rows = kind == Kind.ASCII ? scanPlain(wanted, Kind.ASCII) : 0;
    if (rows == 0 && kind != Kind.QUOTED) {
      rows = scanPlain(wanted, Kind.TEXT);
    }
    return rows == 0 ? scanQuoted(wanted) : rows;
  }

  private int scanPlain(int wanted, Kind tried) {
    boolean ascii = tried == Kind.ASCII;
    int limit = ascii ? window.end() : window.limit();
    int rows = plain.scan(window.bytes(), window.position(), limit, wanted, ascii);
    if (rows > 0) {
      settle(tried);
      window.moveTo(plain.next());
    }
    return rows;
  }

  private int scanQuoted(int wanted) {
    int rows = withQuotes.scan(window.bytes(), window.position(), window.end(), wanted);
    if (rows > 0) {
      settle(Kind.QUOTED);
      quoted = withQuotes.isQuoted();
      window.moveTo(withQuotes.next());
    }
    return rows;
  }

  // What one block needs the next ones will probably need, too.
  private void settle(Kind found) {
    if (kind != found) {
      kind = found;
      patience = PATIENCE;
    }
  }

  private int scanCarefully(int wanted) {
    quoted = false;
    contiguous = false;
    int rows = 0;
    int most = Math.min(wanted, carefulRows);
    while (rows < most && ragged.size() < MAX_RAGGED && fault == null) {
      if (window.position() == window.limit()) {
        noteFault(window.fault());
        break;
      }
      switch (careful.scan(window.bytes(), window.position(), window.limit())) {
        case COMPLETE -> rows += take(rows);
        case SKIPPED -> window.moveTo(careful.next());
        case FAULTY -> noteFault(careful.fault());
        case INCOMPLETE -> {
          if (window.hasEnded()) {
            noteFault(endFault());
          }
          return rows;
        }
      }
    }
    return rows;
  }

  private int take(int row) {
    window.moveTo(careful.next());
    lastNumber++;
    if (careful.fields() != columns) {
      ragged.add(
          new Rejection(
              lastNumber,
              "",
              ErrorCode.RAGGED_RECORD,
              "needs " + columns + " fields, found " + careful.fields()));
      return 0;
    }
    quoted |= careful.isQuoted();
    marks.put(row, careful);
    numbers[row] = lastNumber;
    return 1;
  }

  private void noteFault(@Nullable Fault found) {
    if (found != null) {
      fault = new BlockFault(found.code(), lastNumber + 1, window.byteOffset(found.at()));
    }
  }

  /** Why a record is not complete at the end of what can be read. */
  private Fault endFault() {
    Fault found = window.fault();
    return found != null ? found : new Fault(ErrorCode.UNCLOSED_QUOTE, careful.openQuote());
  }

  /** Begins anew, with the record at the window's position as the first one. */
  void restart() {
    ragged.clear();
    lastNumber = 0;
    fault = null;
  }

  /** The number of the last record that was found. */
  long lastNumber() {
    return lastNumber;
  }

  /** Whether the last block took nothing from the bytes at hand. */
  boolean isStuck() {
    return stuck;
  }

  /** Whether reading cannot go on. */
  boolean hasFault() {
    return fault != null;
  }

  /** What keeps reading from going on, if anything does. */
  @Nullable BlockFault fault() {
    return fault;
  }

  /** The records of the last block that have too many or too few cells. */
  List<Rejection> ragged() {
    return ragged;
  }

  /** Writes down the numbers of the last block's rows: the first record of the input is 1. */
  void number(long[] rowNumbers, int firstRow, int rows) {
    if (!contiguous) {
      System.arraycopy(numbers, 0, rowNumbers, firstRow, rows);
      return;
    }
    long number = lastNumber - rows + 1;
    for (int row = firstRow; row < firstRow + rows; row++) {
      rowNumbers[row] = number++;
    }
  }

  /** Whether a cell of the last block may be quoted. */
  boolean isQuoted() {
    return quoted;
  }

  /** Points at the cells of a column of the last block. */
  void select(CellBlock cells, int column) {
    marks.select(cells, column);
  }
}
