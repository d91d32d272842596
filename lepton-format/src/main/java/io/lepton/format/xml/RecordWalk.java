package io.lepton.format.xml;

import io.lepton.ErrorCode;
import io.lepton.MalformedInputException;
import io.lepton.data.ReadLimits;
import io.lepton.data.Rejection;
import io.lepton.format.xml.PathTree.RefusedName;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Walks through a document from record to record and hands out the values that are wanted, in the
 * order of the document.
 *
 * <p><b>Threads.</b> One thread at a time.
 */
final class RecordWalk implements Closeable {

  /** Takes the values of a record. */
  interface Cells {

    /** Begins a record. */
    void startRecord();

    /** Takes a value: text in UTF-8, with eight bytes of slack after it; not to be kept. */
    void cell(int place, byte[] text, int length);
  }

  /** An element that is open. */
  private static final class Level {
    private final Utf8Text text = new Utf8Text();
    private PathNode node;
    private PathNode.@Nullable Link lastChild;
    private boolean hasChildren;
    private boolean nil;
    private boolean collects;

    Level(PathNode node) {
      this.node = node;
    }

    void begin(PathNode newNode) {
      node = newNode;
      lastChild = null;
      hasChildren = false;
      nil = false;
      collects = false;
    }
  }

  private final XmlInput in;
  private final XMLStreamReader parser;
  private final PathTree tree;
  private final Cells cells;
  private final ReadLimits limits;
  private final List<Level> levels = new ArrayList<>();
  private final Utf8Text value = new Utf8Text();

  private int depth;
  private long record;
  private boolean inRecord;
  private long recordBytes;
  private @Nullable Rejection rejection;

  RecordWalk(XmlInput in, PathTree tree, ReadLimits limits, Cells cells) {
    this.in = in;
    this.parser = in.parser();
    this.tree = tree;
    this.limits = limits;
    this.cells = cells;
    levels.add(new Level(tree.document()));
  }

  /** The number of the last record: the first is 1. */
  long record() {
    return record;
  }

  /** Why the last record cannot be used, if it cannot. */
  @Nullable Rejection rejection() {
    return rejection;
  }

  long bytesRead() {
    return in.bytesRead();
  }

  /** Goes through the next record. Returns false at the end of the document. */
  boolean next() throws IOException {
    try {
      return walk();
    } catch (RefusedName e) {
      if (!e.isOneTooMany()) {
        throw in.malformed(record, inRecord);
      }
      throw in.exceeded(
          record,
          inRecord,
          "needs at most %d different elements, attributes and namespaces, found more"
              .formatted(limits.maxColumns()));
    }
  }

  private boolean walk() throws IOException, RefusedName {
    while (true) {
      switch (in.next(record, inRecord)) {
        case XMLStreamConstants.START_ELEMENT -> start();
        case XMLStreamConstants.END_ELEMENT -> {
          if (end()) {
            return true;
          }
        }
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
            text();
        case XMLStreamConstants.PROCESSING_INSTRUCTION -> tree.note(parser.getPITarget());
        case XMLStreamConstants.COMMENT -> {}
        case XMLStreamConstants.END_DOCUMENT -> {
          requirePlace();
          return false;
        }
        // Of an entity that is not declared, or of what should never have come so far.
        default -> throw in.malformed(record, inRecord);
      }
    }
  }

  private void requirePlace() {
    if (record == 0 && !tree.hasFoundPlace()) {
      throw new MalformedInputException(
          ErrorCode.RECORDS_NOT_FOUND,
          in.name() + ": needs elements at the path of the records, found none");
    }
  }

  private void start() throws RefusedName {
    Level parent = levels.get(depth);
    PathNode node = child(parent);
    parent.hasChildren = true;
    if (++depth > limits.maxDepth()) {
      throw in.exceeded(
          record,
          inRecord,
          "needs at most %d elements inside each other, found more".formatted(limits.maxDepth()));
    }
    Level level = level(node);
    if (node.isRecord) {
      startRecord();
    } else if (inRecord) {
      checkFirst(node);
    }
    noteNamespaces();
    if (inRecord && node.wanted && rejection == null) {
      attributes(level);
      level.collects = node.place != Places.NONE;
      level.text.clear();
    }
  }

  private PathNode child(Level parent) throws RefusedName {
    String local = parser.getLocalName();
    String namespace = parser.getNamespaceURI();
    PathNode.Link last = parent.lastChild;
    PathNode.Link guess = last == null ? parent.node.first : last.next;
    if (guess == null || !guess.is(local, namespace)) {
      guess = tree.child(parent.node, local, namespace);
      if (last == null) {
        parent.node.first = guess;
      } else {
        last.next = guess;
      }
    }
    parent.lastChild = guess;
    return guess.node;
  }

  private Level level(PathNode node) {
    if (depth == levels.size()) {
      levels.add(new Level(node));
    }
    Level level = levels.get(depth);
    level.begin(node);
    return level;
  }

  private void startRecord() {
    record++;
    inRecord = true;
    recordBytes = 0;
    rejection = null;
    cells.startRecord();
  }

  private void checkFirst(PathNode node) {
    if (node.wanted && node.lastRecord == record && rejection == null) {
      rejection =
          new Rejection(
              record,
              node.path,
              ErrorCode.RAGGED_RECORD,
              "needs the element at most once in a record, found it again");
    }
    node.lastRecord = record;
  }

  private void noteNamespaces() throws RefusedName {
    for (int i = 0; i < parser.getNamespaceCount(); i++) {
      tree.note(parser.getNamespacePrefix(i));
      tree.note(parser.getNamespaceURI(i));
    }
  }

  private void attributes(Level level) throws RefusedName {
    for (int i = 0; i < parser.getAttributeCount(); i++) {
      String local = parser.getAttributeLocalName(i);
      String namespace = parser.getAttributeNamespace(i);
      PathNode attribute = tree.attribute(level.node, i, local, namespace).node;
      String text = parser.getAttributeValue(i);
      count(text.length());
      if (attribute.place != Places.NONE) {
        value.clear();
        value.add(text);
        cells.cell(attribute.place, value.bytes(), value.length());
      } else if (XmlColumn.XSI.equals(namespace) && local.equals("nil")) {
        level.nil = text.strip().equals("true") || text.strip().equals("1");
      }
    }
  }

  private void count(int bytes) {
    recordBytes += bytes;
    if (recordBytes > limits.maxRecordBytes()) {
      throw in.exceeded(
          record,
          inRecord,
          "needs records of at most %d bytes, found more".formatted(limits.maxRecordBytes()));
    }
  }

  private void text() {
    if (!inRecord) {
      return;
    }
    Level level = levels.get(depth);
    int length = parser.getTextLength();
    if (!level.collects || rejection != null) {
      count(length);
      return;
    }
    int before = level.text.length();
    count(level.text.add(parser.getTextCharacters(), parser.getTextStart(), length) - before);
  }

  private boolean end() {
    Level level = levels.get(depth);
    if (level.collects && rejection == null) {
      deliver(level);
    }
    depth--;
    boolean ended = inRecord && level.node.isRecord;
    inRecord &= !ended;
    return ended;
  }

  // White space between child elements is there for the eye.
  private void deliver(Level level) {
    boolean missing = level.nil || level.hasChildren && level.text.isBlank();
    if (!missing) {
      cells.cell(level.node.place, level.text.bytes(), level.text.length());
    }
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
