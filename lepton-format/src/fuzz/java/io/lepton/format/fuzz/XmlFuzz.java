package io.lepton.format.fuzz;

import io.lepton.format.xml.XmlFormat;

/** XML documents. */
public final class XmlFuzz {

  private XmlFuzz() {}

  /** Called by Jazzer. */
  public static void fuzzerTestOneInput(byte[] bytes) {
    Fuzzed.read(bytes, new XmlFormat());
  }
}
