package io.lepton.format.quality;

import io.lepton.data.Column;
import io.lepton.data.ColumnType;
import io.lepton.data.Field;
import io.lepton.data.TextColumn;
import io.lepton.format.internal.CellBlock;
import io.lepton.format.internal.CellDecoder;
import io.lepton.format.internal.CellSyntax;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the texts in rules mean for a type of column. Whole numbers and decimals are taken exactly,
 * in any way of writing them; everything else is read as a cell of a text file is.
 *
 * <p>Stateless.
 */
final class WrittenValues {

  private static final int MAX_LENGTH = 1_000;
  private static final int SLACK = 16;

  // Four digits of an exponent: more would make a number of megabytes.
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?+(?:[0-9]++(?:\\.[0-9]*+)?+|\\.[0-9]++)(?:[eE][+-]?+[0-9]{1,4}+)?+");

  private WrittenValues() {}

  /** Returns a number, or null if the text is none. */
  static @Nullable BigDecimal number(String text) {
    return text.length() <= MAX_LENGTH && NUMBER.matcher(text).matches()
        ? new BigDecimal(text)
        : null;
  }

  /** Says whether a type is one of whole numbers or decimals, to which {@link #lowest} applies. */
  static boolean isExact(ColumnType type) {
    return type.isInteger() || type.kind() == ColumnType.Kind.DECIMAL;
  }

  /** Returns the lowest unscaled value of a type of whole numbers or decimals. */
  static BigInteger lowest(ColumnType type) {
    if (type.kind() == ColumnType.Kind.DECIMAL) {
      return highest(type).negate();
    }
    return type.isUnsigned() ? BigInteger.ZERO : BigInteger.ONE.shiftLeft(bits(type) - 1).negate();
  }

  /** Returns the highest unscaled value of a type of whole numbers or decimals. */
  static BigInteger highest(ColumnType type) {
    BigInteger beyond =
        type.kind() == ColumnType.Kind.DECIMAL
            ? BigInteger.TEN.pow(type.precision())
            : BigInteger.ONE.shiftLeft(bits(type) - (type.isUnsigned() ? 0 : 1));
    return beyond.subtract(BigInteger.ONE);
  }

  private static int bits(ColumnType type) {
    return switch (type.kind()) {
      case INT8, UINT8 -> 8;
      case INT16, UINT16 -> 16;
      case INT32, UINT32 -> 32;
      case INT64, UINT64 -> 64;
      default -> throw new IllegalArgumentException("Needs a type of integers, got " + type);
    };
  }

  /** Returns the unscaled value of a number in a column, or null if the column cannot hold it. */
  static @Nullable BigInteger unscaled(ColumnType type, String text) {
    BigDecimal number = number(text);
    if (number == null) {
      return null;
    }
    BigDecimal moved = number.scaleByPowerOfTen(type.scale()).stripTrailingZeros();
    if (moved.scale() > 0) {
      return null;
    }
    BigInteger unscaled = moved.toBigInteger();
    boolean fits = unscaled.compareTo(lowest(type)) >= 0 && unscaled.compareTo(highest(type)) <= 0;
    return fits ? unscaled : null;
  }

  /** Returns the key of an unscaled value that the type can hold. */
  static long key(ColumnType type, BigInteger unscaled) {
    long bits = unscaled.longValue();
    return type.kind() == ColumnType.Kind.UINT64 ? bits ^ Long.MIN_VALUE : bits;
  }

  /** Returns the key of a value of a type that has keys, or null if the text is not of the type. */
  static @Nullable Long key(ColumnType type, String text) {
    if (isExact(type)) {
      BigInteger unscaled = unscaled(type, text);
      return unscaled == null ? null : key(type, unscaled);
    }
    Column cell = cell(type, text);
    return cell == null ? null : new KeyColumn(0).of(cell, 1)[0];
  }

  /** Returns bytes written in Base64, or null if they are not. */
  static @Nullable ByteBuffer bytes(String text) {
    Column cell = cell(ColumnType.BYTES, text);
    return cell instanceof TextColumn bytes
        ? ByteBuffer.wrap(
            Arrays.copyOfRange(
                bytes.heap(), bytes.starts()[0], bytes.starts()[0] + bytes.lengths()[0]))
        : null;
  }

  private static @Nullable Column cell(ColumnType type, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    Column column = Column.allocate(type, 1);
    byte[] padded = Arrays.copyOf(bytes, bytes.length + SLACK);
    if (column instanceof TextColumn texts) {
      texts.shareHeap(padded);
    }
    CellBlock block = new CellBlock();
    block.begin(padded, 0, 1, false);
    block.select(new int[] {-1, bytes.length}, 0, 1, 0);
    CellDecoder.of(Field.required("value", type), 0, new CellSyntax(-1, List.of()))
        .decode(block, column);
    return block.hasProblems() ? null : column;
  }
}
