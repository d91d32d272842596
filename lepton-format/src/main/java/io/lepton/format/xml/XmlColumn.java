package io.lepton.format.xml;

/** The words that names of columns are made of. */
final class XmlColumn {

  /** What the name of an attribute begins with. */
  static final String ATTRIBUTE = "@";

  /** What the text of an element is called beside its attributes and children. */
  static final String TEXT = "#text";

  /** The namespace of {@code xsi:nil}, which marks an element as missing (XML Schema, part 1). */
  static final String XSI = "http://www.w3.org/2001/XMLSchema-instance";

  private XmlColumn() {}
}
