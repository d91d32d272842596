package io.lepton.format.xml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An element at its place in the document, wherever that occurs, with what is known about it; or an
 * attribute.
 *
 * <p><b>Threads.</b> One thread at a time.
 */
final class PathNode {

  /** The name of a child as it is written in the document, and which node it stands for. */
  static final class Link {

    private final String local;
    private final @Nullable String namespace;
    final PathNode node;

    /** The child that followed the last time. */
    @Nullable Link next;

    Link(String local, @Nullable String namespace, PathNode node) {
      this.local = local;
      this.namespace = namespace;
      this.node = node;
    }

    boolean is(String otherLocal, @Nullable String otherNamespace) {
      return local.equals(otherLocal) && Objects.equals(namespace, otherNamespace);
    }
  }

  /** How it is called: from the record on, with dots between; empty for the record itself. */
  final String path;

  /** From the root on; the root is 1. */
  final int depth;

  /** Where its text or value goes, or {@link Places#NONE}. */
  final int place;

  /** Whether something in it is wanted. */
  final boolean wanted;

  /** Whether it is a record. */
  final boolean isRecord;

  /** Whether there may be records in it. */
  final boolean leadsToRecords;

  /** The last record it occurred in. */
  long lastRecord;

  /** The child that came first the last time. */
  @Nullable Link first;

  private final Map<String, PathNode> children = new HashMap<>();
  private final Map<String, List<Link>> links = new HashMap<>();
  private final List<Link> attributes = new ArrayList<>();

  PathNode(
      String path, int depth, int place, boolean wanted, boolean isRecord, boolean leadsToRecords) {
    this.path = path;
    this.depth = depth;
    this.place = place;
    this.wanted = wanted;
    this.isRecord = isRecord;
    this.leadsToRecords = leadsToRecords;
  }

  /** The children and attributes by their names in columns. */
  Map<String, PathNode> children() {
    return children;
  }

  /** Finds a link; {@code key} keeps those of attributes and elements apart. */
  @Nullable Link link(String key, String local, @Nullable String namespace) {
    for (Link link : links.getOrDefault(key, List.of())) {
      if (link.is(local, namespace)) {
        return link;
      }
    }
    return null;
  }

  void add(String key, Link link) {
    links.computeIfAbsent(key, name -> new ArrayList<>(1)).add(link);
  }

  /** The attribute that was at this position the last time. */
  @Nullable Link attributeAt(int index) {
    return index < attributes.size() ? attributes.get(index) : null;
  }

  void setAttributeAt(int index, Link link) {
    if (index < attributes.size()) {
      attributes.set(index, link);
    } else if (index == attributes.size()) {
      attributes.add(link);
    }
  }
}
