package io.lepton.format.json;

import io.lepton.ErrorCode;
import io.lepton.data.ByteColumn;
import io.lepton.data.Column;
import io.lepton.data.ColumnType;
import io.lepton.data.Field;
import io.lepton.format.json.JsonOptions.Lists;

/**
 * Turns the JSON values of one field into values of its column.
 *
 * <p>Bound to the column of a batch before its first row.
 */
abstract class JsonDecoder {

  /** The last record in which the field was found: here, since an array would be checked. */
  long lastRecord;

  private final Field field;

  JsonDecoder(Field field) {
    this.field = field;
  }

  /** Returns the decoder of a field: of lists, if its type is a vector. */
  static JsonDecoder of(Field field, Lists lists) {
    boolean plain = field.type().width() == 1;
    JsonDecoder element = ofElement(field, plain ? lists : Lists.REJECT);
    return plain ? element : new ListDecoder(field, element);
  }

  private static JsonDecoder ofElement(Field field, Lists lists) {
    return switch (field.type().kind()) {
      case BOOL -> new BoolDecoder(field);
      case INT8, UINT8, INT16, UINT16, INT32, UINT32, INT64, UINT64 -> WholeDecoder.of(field);
      case FP16, BF16, FP32, FP64 -> FloatingDecoder.of(field);
      case TEXT, BYTES, DATE, TIMESTAMP -> StringDecoder.of(field, lists);
      case DECIMAL -> new DecimalDecoder(field);
    };
  }

  final Field field() {
    return field;
  }

  final ColumnType type() {
    return field.type();
  }

  /** Puts values into this column from now on. */
  abstract void bind(Column column);

  /**
   * Decodes a value.
   *
   * @param in passes over the parts of the value
   * @param bytes where it lies
   * @param at its first byte; the value is not null
   * @param element where it goes
   * @return the offset after it
   * @throws RefusedRecord if it is not of the type
   */
  abstract int decode(JsonScanner in, byte[] bytes, int at, int element);

  /**
   * Notes that an element of a list is missing. A row as a whole can be missing, but not a part of
   * it, unless the type has a value for that.
   */
  void decodeNull(int element) {
    throw new RefusedRecord(
        ErrorCode.MISSING_VALUE, field.name(), "needs a value for every element, found null");
  }

  /** Returns why the value that begins here cannot be used. */
  final RefusedRecord wrongType(JsonScanner in, byte[] bytes, int at) {
    String found =
        switch (bytes[at]) {
          case '"' -> "a string";
          case '{' -> "an object";
          case '[' -> "an array";
          case 't', 'f' -> "a boolean";
          case 'n' -> "null";
          case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> "a number";
          default -> "";
        };
    return found.isEmpty() ? in.refuse(at, "needs a value") : wrongType(found);
  }

  final RefusedRecord wrongType(String found) {
    return new RefusedRecord(
        ErrorCode.WRONG_TYPE, field.name(), "needs " + type() + ", found " + found);
  }

  final RefusedRecord outOfRange() {
    return new RefusedRecord(
        ErrorCode.OUT_OF_RANGE, field.name(), "needs " + type() + ", found a number beyond it");
  }

  static boolean beginsNumber(byte b) {
    return b == '-' || (b >= '0' && b <= '9');
  }

  /** Says whether what comes after digits belongs to the number, too. */
  static boolean goesOn(byte b) {
    return b != ',' && (b == '.' || (b | 0x20) == 'e' || b >= '0' && b <= '9');
  }

  private static final class BoolDecoder extends JsonDecoder {
    private byte[] values = {};

    BoolDecoder(Field field) {
      super(field);
    }

    @Override
    void bind(Column column) {
      values = ((ByteColumn) column).values();
    }

    @Override
    int decode(JsonScanner in, byte[] bytes, int at, int element) {
      if (bytes[at] == 't') {
        values[element] = 1;
        return in.word(at, "true");
      }
      if (bytes[at] == 'f') {
        values[element] = 0;
        return in.word(at, "false");
      }
      throw wrongType(in, bytes, at);
    }
  }

  /** A list of exactly as many elements as the type is wide. */
  private static final class ListDecoder extends JsonDecoder {
    private final JsonDecoder elements;
    private final int width;

    ListDecoder(Field field, JsonDecoder elements) {
      super(field);
      this.elements = elements;
      this.width = field.type().width();
    }

    @Override
    void bind(Column column) {
      elements.bind(column);
    }

    @Override
    int decode(JsonScanner in, byte[] bytes, int at, int element) {
      if (bytes[at] != '[') {
        throw wrongType(in, bytes, at);
      }
      int next = in.space(at + 1);
      for (int i = 0; i < width; i++) {
        if (bytes[next] == ']') {
          throw wrongType("a shorter array");
        }
        next = i == 0 ? next : in.space(in.expect(next, ','));
        next = in.space(decodeElement(in, bytes, next, element * width + i));
      }
      if (bytes[next] == ',') {
        throw wrongType("a longer array");
      }
      return in.expect(next, ']');
    }

    private int decodeElement(JsonScanner in, byte[] bytes, int at, int element) {
      if (bytes[at] != 'n') {
        return elements.decode(in, bytes, at, element);
      }
      elements.decodeNull(element);
      return in.word(at, "null");
    }
  }
}
