package io.lepton.format.internal;

import io.lepton.ErrorCode;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where the cells of some rows lie in a byte array, one column at a time, and which of the rows
 * turned out to be unusable.
 *
 * <p>With {@code i = at + r * step}, row {@code r}'s cell starts one byte after {@code marks[i]}
 * and ends {@code endShift} bytes before {@code marks[i + 1]}: a tokeniser writes down where the
 * delimiters are, one number a cell, and is done.
 *
 * <p>A plain carrier of numbers from a tokeniser to {@link CellDecoder}; its fields are read into
 * local variables before a loop and not within it.
 *
 * <p><b>Threads.</b> One thread at a time.
 */
public final class CellBlock {

  /** The bytes, with at least eight bytes of slack after the last cell. */
  byte[] bytes = {};

  /** The row of the columns that the first row goes to. */
  int firstRow;

  /** The row of the columns after the last one. */
  int endRow;

  /**
   * Whether a cell that begins with the quote is quoted: false if no quote occurs in these rows.
   */
  boolean quoted;

  int[] marks = {};
  int at;
  int step;
  int endShift;

  private @Nullable ErrorCode[] problems = {};
  private int[] problemFields = {};
  private boolean anyProblem;

  /**
   * Begins a block of rows.
   *
   * @param newBytes where the cells lie; at least eight more bytes follow the last of them
   * @param newFirstRow the row of the columns that the first of them goes to
   * @param newRows how many rows there are
   * @param newQuoted whether a quote occurs in them
   */
  public void begin(byte[] newBytes, int newFirstRow, int newRows, boolean newQuoted) {
    bytes = newBytes;
    firstRow = newFirstRow;
    endRow = newFirstRow + newRows;
    quoted = newQuoted;
    if (problems.length < newRows) {
      problems = new ErrorCode[newRows];
      problemFields = new int[newRows];
    } else if (anyProblem) {
      Arrays.fill(problems, null);
    }
    anyProblem = false;
  }

  /**
   * Says where the cells of the next column are.
   *
   * @param newMarks holds the positions of what stands between cells
   * @param newAt the index of the position before the first row's cell
   * @param newStep from one row's index to the next one's
   * @param newEndShift how many bytes before the position after it a cell ends
   */
  public void select(int[] newMarks, int newAt, int newStep, int newEndShift) {
    marks = newMarks;
    at = newAt;
    step = newStep;
    endShift = newEndShift;
  }

  /**
   * Marks a row as unusable, unless it is already.
   *
   * @param row the row of the columns
   * @param field the position in the schema of the cell that is wrong
   * @param code what is wrong with it
   */
  void reject(int row, int field, ErrorCode code) {
    int index = row - firstRow;
    if (problems[index] == null) {
      problems[index] = code;
      problemFields[index] = field;
      anyProblem = true;
    }
  }

  /**
   * Says whether any row is unusable.
   *
   * @return true if {@link #problem} is not null for some row
   */
  public boolean hasProblems() {
    return anyProblem;
  }

  /**
   * Returns what is wrong with a row.
   *
   * @param row the row of the block
   * @return the first thing found, or null
   */
  public @Nullable ErrorCode problem(int row) {
    return problems[row];
  }

  /**
   * Returns which cell of an unusable row is wrong.
   *
   * @param row the row of the block
   * @return the position of the field in the schema
   */
  public int problemField(int row) {
    return problemFields[row];
  }
}
