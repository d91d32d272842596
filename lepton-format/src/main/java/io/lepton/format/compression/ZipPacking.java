package io.lepton.format.compression;

import io.lepton.data.ReadLimits;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.Predicate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The one entry of a zip archive that is wanted.
 *
 * @param wanted tells by its name whether an entry may be meant
 * @param entry what to call the entry when writing
 */
record ZipPacking(Predicate<String> wanted, String entry) implements Packing {

  @Override
  public InputStream expand(String source, CountedStream compressed, ReadLimits limits)
      throws IOException {
    ZipEntryStream stream = new ZipEntryStream(source, compressed, limits, wanted);
    stream.find();
    return stream;
  }

  @Override
  public OutputStream compress(String target, OutputStream out) throws IOException {
    ZipOutputStream zip = new ZipOutputStream(out);
    zip.putNextEntry(new ZipEntry(entry));
    return zip;
  }
}
