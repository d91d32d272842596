package io.lepton.format.xml;

import io.lepton.data.Schema;
import java.util.TreeSet;

/** The columns of a schema: what it does not name is not wanted. */
final class SchemaPlaces implements Places {

  private final Schema schema;
  private final TreeSet<String> names;

  SchemaPlaces(Schema schema) {
    this.schema = schema;
    this.names = new TreeSet<>(schema.names());
  }

  @Override
  public int ofText(String around, String name) {
    String path = Places.part(around, name);
    int place = path.isEmpty() ? NONE : schema.indexOf(path);
    return place == NONE ? schema.indexOf(Places.part(path, XmlColumn.TEXT)) : place;
  }

  @Override
  public int ofAttribute(String element, String name) {
    return schema.indexOf(Places.part(element, XmlColumn.ATTRIBUTE + name));
  }

  @Override
  public boolean isWanted(String path) {
    if (path.isEmpty() || names.contains(path)) {
      return true;
    }
    String below = names.ceiling(path + ".");
    return below != null && below.startsWith(path + ".");
  }
}
