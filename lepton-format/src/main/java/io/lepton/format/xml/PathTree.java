package io.lepton.format.xml;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The elements and attributes that occur in a document, each place once. What a name means is thus
 * found out once and not for every record.
 *
 * <p>The parser keeps every name that it sees, so that this also bounds its memory: a document of
 * too many different names is refused.
 *
 * <p><b>Threads.</b> One thread at a time.
 */
final class PathTree {

  /** There are too many names, or one that the parser should have refused. */
  static final class RefusedName extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean tooMany;

    RefusedName(boolean tooMany) {
      this.tooMany = tooMany;
    }

    boolean isOneTooMany() {
      return tooMany;
    }
  }

  private static final String XML = "http://www.w3.org/XML/1998/namespace";

  private final Map<String, String> prefixes;
  private final RecordPath records;
  private final Places places;
  private final int maxNames;
  private final PathNode document;
  private final Set<String> otherNames = new HashSet<>();
  private int names;
  private boolean foundPlace;

  /**
   * Makes an empty tree.
   *
   * @param options where the records are, and what names in namespaces are called
   * @param places which columns are wanted
   * @param maxNames how many different elements and attributes there may be
   */
  PathTree(XmlOptions options, Places places, int maxNames) {
    this.prefixes = options.prefixesByNamespace();
    this.records = options.recordPath();
    this.places = places;
    this.maxNames = maxNames;
    this.document = new PathNode("", 0, Places.NONE, false, false, true);
    this.foundPlace = records.length() == 1;
  }

  /** The node around the root element. */
  PathNode document() {
    return document;
  }

  /** Whether the element that holds the records occurred. */
  boolean hasFoundPlace() {
    return foundPlace;
  }

  /** Counts a name that is neither that of an element nor of an attribute. */
  void note(@Nullable String name) throws RefusedName {
    if (name != null && otherNames.add(name)) {
      count();
    }
  }

  // The parser of the JDK lets an empty prefix pass.
  private void checkName(String local) throws RefusedName {
    if (local.isEmpty() || local.indexOf(':') >= 0) {
      throw new RefusedName(false);
    }
    count();
  }

  private void count() throws RefusedName {
    if (++names > maxNames) {
      throw new RefusedName(true);
    }
  }

  /** Returns a child element. */
  PathNode.Link child(PathNode parent, String local, @Nullable String namespace)
      throws RefusedName {
    PathNode.Link link = parent.link(local, local, namespace);
    return link == null ? newChild(parent, local, namespace) : link;
  }

  private PathNode.Link newChild(PathNode parent, String local, @Nullable String namespace)
      throws RefusedName {
    checkName(local);
    String name = columnName(local, namespace);
    PathNode node =
        name == null
            ? unwanted(parent)
            : parent.children().computeIfAbsent(name, n -> element(parent, n));
    PathNode.Link link = new PathNode.Link(local, namespace, node);
    parent.add(local, link);
    return link;
  }

  private static PathNode unwanted(PathNode parent) {
    return new PathNode(parent.path, parent.depth + 1, Places.NONE, false, false, false);
  }

  private PathNode element(PathNode parent, String name) {
    int depth = parent.depth + 1;
    if (parent.leadsToRecords) {
      return outside(depth, records.leadsThrough(name, depth));
    }
    if (!parent.wanted) {
      return unwanted(parent);
    }
    String path = Places.part(parent.path, name);
    int place = places.ofText(parent.path, name);
    return new PathNode(path, depth, place, places.isWanted(path), false, false);
  }

  private PathNode outside(int depth, boolean onTheWay) {
    boolean isRecord = onTheWay && depth == records.length();
    foundPlace |= onTheWay && depth == records.length() - 1;
    int place = isRecord ? places.ofText("", "") : Places.NONE;
    return new PathNode("", depth, place, isRecord, isRecord, onTheWay && !isRecord);
  }

  /** Returns an attribute of an element. */
  PathNode.Link attribute(PathNode element, int index, String local, @Nullable String namespace)
      throws RefusedName {
    PathNode.Link guess = element.attributeAt(index);
    if (guess != null && guess.is(local, namespace)) {
      return guess;
    }
    String key = XmlColumn.ATTRIBUTE + local;
    PathNode.Link link = element.link(key, local, namespace);
    if (link == null) {
      link = newAttribute(element, local, namespace);
      element.add(key, link);
    }
    element.setAttributeAt(index, link);
    return link;
  }

  private PathNode.Link newAttribute(PathNode element, String local, @Nullable String namespace)
      throws RefusedName {
    checkName(local);
    String name = namespace == null ? XmlNames.unescape(local) : columnName(local, namespace);
    boolean wanted = name != null && element.wanted && !XmlColumn.XSI.equals(namespace);
    int place = wanted ? places.ofAttribute(element.path, String.valueOf(name)) : Places.NONE;
    PathNode node = new PathNode(element.path, element.depth, place, wanted, false, false);
    return new PathNode.Link(local, namespace, node);
  }

  // Without any prefixes the names alone count. With them, what is in another namespace is not
  // meant.
  private @Nullable String columnName(String local, @Nullable String namespace) {
    String name = XmlNames.unescape(local);
    if (prefixes.isEmpty() || namespace == null || namespace.isEmpty()) {
      return name;
    }
    String prefix = namespace.equals(XML) ? "xml" : prefixes.get(namespace);
    if (prefix == null) {
      return null;
    }
    return prefix.isEmpty() ? name : prefix + ":" + name;
  }
}
