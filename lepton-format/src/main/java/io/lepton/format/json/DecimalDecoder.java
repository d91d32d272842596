package io.lepton.format.json;

import io.lepton.ErrorCode;
import io.lepton.data.Column;
import io.lepton.data.DecimalColumn;
import io.lepton.data.Field;
import io.lepton.format.internal.DecimalParser;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Values of a decimal type: a number, or a string that holds one, as programs write it that fear
 * for its digits. Read exactly; an exponent is refused.
 */
final class DecimalDecoder extends JsonDecoder {

  private final DecimalParser parser;
  private @Nullable DecimalColumn column;

  DecimalDecoder(Field field) {
    super(field);
    parser = new DecimalParser(field.type());
  }

  @Override
  void bind(Column newColumn) {
    column = (DecimalColumn) newColumn;
  }

  @Override
  int decode(JsonScanner in, byte[] bytes, int at, int element) {
    if (bytes[at] == '"') {
      int next = in.string(at);
      parse(bytes, at + 1, next - 1, element, "another string");
      return next;
    }
    if (!beginsNumber(bytes[at])) {
      throw wrongType(in, bytes, at);
    }
    int next = in.number(at);
    parse(bytes, at, next, element, "a number with an exponent");
    return next;
  }

  private void parse(byte[] bytes, int start, int end, int element, String otherwise) {
    ErrorCode problem = parser.parse(bytes, start, end, Objects.requireNonNull(column), element);
    if (problem != null) {
      throw problem == ErrorCode.OUT_OF_RANGE ? outOfRange() : wrongType(otherwise);
    }
  }
}
