package io.lepton.format.compression;

import io.lepton.data.ReadLimits;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** What lies around the bytes of a format of records. Implemented in this package only. */
interface Packing {

  /** Makes a stream of what was packed, within the limits. Closing it closes the other one. */
  InputStream expand(String source, CountedStream compressed, ReadLimits limits) throws IOException;

  /** Makes a stream that packs what is written. Closing it closes the other one. */
  OutputStream compress(String target, OutputStream out) throws IOException;
}
