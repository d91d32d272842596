package io.lepton.format.xml;

import io.lepton.ErrorCode;
import io.lepton.LeptonException;
import io.lepton.data.RecordBatch;
import io.lepton.format.internal.ByteSink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An element of every record: its attributes, its text, and the elements in it. It is written if
 * any of them has a value.
 *
 * <p><b>Threads.</b> One thread at a time.
 */
final class XmlElement {

  private static final byte[] NIL = bytes(" xsi:nil=\"true\"");

  private record Attribute(byte[] before, XmlCell cell) {}

  private final String name;
  private final byte[] start;
  private final byte[] end;
  private final List<Attribute> attributes = new ArrayList<>();
  private final Map<String, XmlElement> children = new LinkedHashMap<>();
  private @Nullable XmlCell text;

  /**
   * Makes an element with nothing in it.
   *
   * @param name its name as it is written
   */
  XmlElement(String name) {
    this.name = name;
    this.start = bytes("<" + name);
    this.end = bytes("</" + name + ">");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Returns the child of a name as it is written. */
  XmlElement child(String childName) {
    return children.computeIfAbsent(childName, XmlElement::new);
  }

  void addAttribute(String attribute, XmlCell cell) {
    attributes.add(new Attribute(bytes(" " + attribute + "=\""), cell));
  }

  /** Sets the text, unless there is one. */
  void setText(XmlCell cell) {
    if (text != null) {
      throw new LeptonException(
          ErrorCode.UNREPRESENTABLE,
          "XML needs one column for the text of an element, but %s and %s are of %s"
              .formatted(text.name(), cell.name(), name));
    }
    text = cell;
  }

  void bind(RecordBatch batch) {
    attributes.forEach(attribute -> attribute.cell.bind(batch));
    children.values().forEach(child -> child.bind(batch));
    if (text != null) {
      text.bind(batch);
    }
  }

  boolean isPresent(int row) {
    for (Attribute attribute : attributes) {
      if (attribute.cell.isPresent(row)) {
        return true;
      }
    }
    return hasText(row) || hasChildren(row);
  }

  private boolean hasText(int row) {
    return text != null && text.isPresent(row);
  }

  private boolean hasChildren(int row) {
    for (XmlElement child : children.values()) {
      if (child.isPresent(row)) {
        return true;
      }
    }
    return false;
  }

  /** Returns the column whose value of a row XML cannot hold, if there is one. */
  @Nullable XmlCell unwritable(int row) {
    for (Attribute attribute : attributes) {
      if (attribute.cell.isPresent(row) && !attribute.cell.isWritable(row)) {
        return attribute.cell;
      }
    }
    if (text != null && text.isPresent(row) && !isTextWritable(text, row)) {
      return text;
    }
    for (XmlElement child : children.values()) {
      XmlCell found = child.unwritable(row);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  // Between children, white space does not count: it would be read as missing.
  private boolean isTextWritable(XmlCell cell, int row) {
    return cell.isWritable(row) && !(!children.isEmpty() && cell.isBlank(row) && hasChildren(row));
  }

  /** Writes the element of a row, whether anything in it is present or not. */
  void write(int row, ByteSink sink) throws IOException {
    sink.write(start, 0, start.length);
    for (Attribute attribute : attributes) {
      if (attribute.cell.isPresent(row)) {
        sink.write(attribute.before, 0, attribute.before.length);
        attribute.cell.write(row, sink);
        sink.write((byte) '"');
      }
    }
    boolean hasText = hasText(row);
    if (hasText || hasChildren(row)) {
      writeContent(row, hasText, sink);
    } else {
      writeEmpty(sink);
    }
  }

  private void writeContent(int row, boolean hasText, ByteSink sink) throws IOException {
    sink.write((byte) '>');
    if (hasText && text != null) {
      text.write(row, sink);
    }
    for (XmlElement child : children.values()) {
      if (child.isPresent(row)) {
        child.write(row, sink);
      }
    }
    sink.write(end, 0, end.length);
  }

  // Without a word about it, text that is missing would be read as empty.
  private void writeEmpty(ByteSink sink) throws IOException {
    if (text != null) {
      sink.write(NIL, 0, NIL.length);
    }
    sink.write((byte) '/');
    sink.write((byte) '>');
  }
}
