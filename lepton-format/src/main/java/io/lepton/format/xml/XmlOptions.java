package io.lepton.format.xml;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How records lie in an XML document: where they are, which namespaces are meant, and what the
 * elements around them are called. Immutable: every {@code with} method returns a changed copy.
 *
 * <pre>{@code
 * XmlOptions options =
 *     XmlOptions.defaults()
 *         .withRecords("/o:orders/o:order")
 *         .withNamespace("o", "urn:example:orders");
 * }</pre>
 */
public final class XmlOptions {

  private static final XmlOptions DEFAULTS =
      new XmlOptions(Optional.empty(), Map.of(), "records", "record");

  private final Optional<String> records;
  private final Map<String, String> namespaces;
  private final String rootName;
  private final String recordName;

  private XmlOptions(
      Optional<String> records,
      Map<String, String> namespaces,
      String rootName,
      String recordName) {
    this.records = records;
    this.namespaces = Collections.unmodifiableMap(new LinkedHashMap<>(namespaces));
    this.rootName = rootName;
    this.recordName = recordName;
  }

  /**
   * Returns the options for documents whose root element has a child for each record: names count
   * without their namespaces, and what is written is {@code
   * <records><record>...</record></records>}.
   *
   * @return the defaults
   */
  public static XmlOptions defaults() {
    return DEFAULTS;
  }

  /**
   * Says where the records are, for reading.
   *
   * @param path the names of the elements from the root to the record, each after a slash; {@code
   *     *} stands for any name. For example {@code /orders/order}.
   * @return changed options
   * @throws IllegalArgumentException if it does not begin with a slash or a name is empty
   */
  public XmlOptions withRecords(String path) {
    RecordPath.parse(path);
    return new XmlOptions(Optional.of(path), namespaces, rootName, recordName);
  }

  /**
   * Binds a prefix to a namespace. As soon as there is one binding, elements and attributes of
   * other namespaces are passed over; those in no namespace are not. Which prefix the document
   * itself uses does not matter. A writer declares the namespace at the root element.
   *
   * @param prefix what is put before names of that namespace, with a colon, in columns and in the
   *     path of the records; the empty text for nothing
   * @param uri the name of the namespace, compared exactly
   * @return changed options
   * @throws IllegalArgumentException if the prefix is no XML name, begins with {@code xml}, is
   *     {@code xsi} or bound already, or if the URI is empty or bound already
   */
  public XmlOptions withNamespace(String prefix, String uri) {
    boolean usable = prefix.isEmpty() || prefix.equals(XmlNames.escape(prefix));
    if (!usable || prefix.equals("xsi") || namespaces.containsKey(prefix)) {
      throw new IllegalArgumentException(
          "A prefix needs to be an XML name that is not yet bound and does not begin with xml");
    }
    if (uri.isBlank() || namespaces.containsValue(uri)) {
      throw new IllegalArgumentException("A namespace needs a name that is not yet bound");
    }
    Map<String, String> more = new LinkedHashMap<>(namespaces);
    more.put(prefix, uri);
    return new XmlOptions(records, more, rootName, recordName);
  }

  /**
   * Names the root element that is written. Not used for reading.
   *
   * @param name the name, escaped where it is no XML name; after a prefix of the {@link
   *     #withNamespace bindings} and a colon, it lies in that namespace
   * @return changed options
   * @throws IllegalArgumentException if the name is empty
   */
  public XmlOptions withRootName(String name) {
    return new XmlOptions(records, namespaces, notEmpty(name), recordName);
  }

  /**
   * Names the element that is written for each record. Not used for reading.
   *
   * @param name the name, as for {@link #withRootName}
   * @return changed options
   * @throws IllegalArgumentException if the name is empty
   */
  public XmlOptions withRecordName(String name) {
    return new XmlOptions(records, namespaces, rootName, notEmpty(name));
  }

  private static String notEmpty(String name) {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("An element needs a name");
    }
    return name;
  }

  /**
   * Returns where the records are.
   *
   * @return the path, or empty for the children of the root element
   */
  public Optional<String> records() {
    return records;
  }

  /**
   * Returns the bindings of prefixes.
   *
   * @return the name of a namespace for each prefix, unmodifiable
   */
  public Map<String, String> namespaces() {
    return namespaces;
  }

  /**
   * Returns the name of the root element that is written.
   *
   * @return the name
   */
  public String rootName() {
    return rootName;
  }

  /**
   * Returns the name of the element that is written for each record.
   *
   * @return the name
   */
  public String recordName() {
    return recordName;
  }

  RecordPath recordPath() {
    return records.map(RecordPath::parse).orElse(RecordPath.CHILDREN_OF_ROOT);
  }

  Map<String, String> prefixesByNamespace() {
    Map<String, String> prefixes = new LinkedHashMap<>();
    namespaces.forEach((prefix, uri) -> prefixes.put(uri, prefix));
    return prefixes;
  }

  /** Returns a name as it is written: escaped, but for the prefix of a binding. */
  String written(String name) {
    int colon = name.indexOf(':');
    if (colon > 0 && colon + 1 < name.length()) {
      String prefix = name.substring(0, colon);
      if (namespaces.containsKey(prefix)) {
        return prefix + ":" + XmlNames.escape(name.substring(colon + 1));
      }
    }
    return XmlNames.escape(name);
  }
}
