package io.lepton.format.profile;

import io.lepton.format.internal.JsonText;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Consumer;

/** A JSON document in the making, for one thread. */
final class JsonDocument {

  private final StringBuilder text = new StringBuilder();
  private boolean needsComma;

  JsonDocument object(Runnable members) {
    open('{');
    members.run();
    return close('}');
  }

  <T> JsonDocument array(List<T> elements, Consumer<? super T> element) {
    open('[');
    elements.forEach(element);
    return close(']');
  }

  private void open(char bracket) {
    separate();
    text.append(bracket);
    needsComma = false;
  }

  private JsonDocument close(char bracket) {
    text.append(bracket);
    needsComma = true;
    return this;
  }

  private void separate() {
    if (needsComma) {
      text.append(',');
    }
    needsComma = true;
  }

  JsonDocument name(String name) {
    value(name);
    text.append(':');
    needsComma = false;
    return this;
  }

  JsonDocument member(String name, Object value) {
    return name(name).value(value);
  }

  /** Writes a number or truth value as such, what is not finite as null, all else as text. */
  JsonDocument value(Object value) {
    separate();
    if (value instanceof Double || value instanceof Float) {
      double number = ((Number) value).doubleValue();
      text.append(Double.isNaN(number) || Double.isInfinite(number) ? "null" : value);
    } else if (value instanceof BigDecimal decimal) {
      text.append(decimal.toPlainString());
    } else if (value instanceof Number || value instanceof Boolean) {
      text.append(value);
    } else {
      text.append(JsonText.quoted(value.toString()));
    }
    return this;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
