package io.lepton.format.xml;

import io.lepton.data.FieldEvidence;
import io.lepton.data.Inference;
import io.lepton.format.internal.TextSample;
import io.lepton.format.internal.TypeInference;
import io.lepton.spi.ReadRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds columns and types from the first records. The rules are written at {@link XmlFormat}.
 *
 * <p><b>Threads.</b> One thread at a time.
 */
final class XmlInference implements Places, RecordWalk.Cells {

  /** An element or an attribute. */
  private static final class Found {
    private final String path;
    private final boolean attribute;
    private final TypeInference sample = new TypeInference();

    /** Whether it has attributes or children. */
    private boolean structured;

    Found(String path, boolean attribute) {
      this.path = path;
      this.attribute = attribute;
    }

    // An element that holds others is a column only if there is text beside them.
    boolean isColumn() {
      return attribute || !structured && !path.isEmpty() || sample.values() > 0;
    }

    String name() {
      boolean part = !attribute && (structured || path.isEmpty());
      return part ? Places.part(path, XmlColumn.TEXT) : path;
    }
  }

  private final List<Found> found = new ArrayList<>();
  private final Map<String, Integer> elements = new HashMap<>();
  private final Map<String, Integer> attributes = new HashMap<>();
  private long record;

  static Inference infer(ReadRequest request, XmlOptions options) throws IOException {
    XmlInference inference = new XmlInference();
    int maxColumns = request.limits().maxColumns();
    PathTree tree = new PathTree(options, inference, maxColumns);
    XmlInput in = XmlInput.open(request.source(), request.limits());
    try (RecordWalk walk = new RecordWalk(in, tree, request.limits(), inference)) {
      return inference.look(walk);
    }
  }

  private Inference look(RecordWalk walk) throws IOException {
    boolean more = walk.next();
    while (more && walk.record() < TextSample.ROWS) {
      if (walk.bytesRead() > TextSample.BYTES) {
        break;
      }
      more = walk.next();
    }
    return new Inference(evidence(walk.record()), walk.record(), !more);
  }

  private List<FieldEvidence> evidence(long records) {
    Map<String, FieldEvidence> columns = new LinkedHashMap<>();
    for (Found each : found) {
      if (each.isColumn()) {
        columns.putIfAbsent(each.name(), each.sample.evidence(each.name(), records));
      }
    }
    return List.copyOf(columns.values());
  }

  @Override
  public int ofText(String around, String name) {
    if (!name.isEmpty()) {
      mark(around);
    }
    String path = Places.part(around, name);
    return elements.computeIfAbsent(path, p -> add(new Found(p, false)));
  }

  private void mark(String path) {
    Integer around = elements.get(path);
    if (around != null) {
      found.get(around).structured = true;
    }
  }

  @Override
  public int ofAttribute(String element, String name) {
    mark(element);
    String path = Places.part(element, XmlColumn.ATTRIBUTE + name);
    return attributes.computeIfAbsent(path, p -> add(new Found(p, true)));
  }

  private int add(Found each) {
    found.add(each);
    return found.size() - 1;
  }

  @Override
  public boolean isWanted(String path) {
    return true;
  }

  @Override
  public void startRecord() {
    record++;
  }

  @Override
  public void cell(int place, byte[] text, int length) {
    int from = 0;
    int to = length;
    while (from < to && Utf8Text.isSpace(text[from])) {
      from++;
    }
    while (from < to && Utf8Text.isSpace(text[to - 1])) {
      to--;
    }
    found.get(place).sample.look(text, from, to, record);
  }
}
