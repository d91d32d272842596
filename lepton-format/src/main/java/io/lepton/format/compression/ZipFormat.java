package io.lepton.format.compression;

import io.lepton.ErrorCode;
import io.lepton.LeptonException;
import io.lepton.data.DataSource;
import io.lepton.data.Inference;
import io.lepton.data.RecordReader;
import io.lepton.data.RecordWriter;
import io.lepton.spi.ReadRequest;
import io.lepton.spi.RecordFormat;
import io.lepton.spi.WriteRequest;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Records in an entry of a zip archive.
 *
 * <pre>{@code
 * RecordFormat format = ZipFormat.of(new CsvFormat()).withEntry("2026/customers.csv");
 * Schema schema = format.infer(ReadRequest.of(DataSource.of(Path.of("export.zip"))));
 * }</pre>
 *
 * <p><b>Reading.</b> The entry is the one that was named, or else the only one whose name ends like
 * that of a known format. None or several of them are refused ({@code NO_SUCH_ENTRY}); where there
 * are several this is noticed after the records of the first were read, because a zip archive is
 * read from its beginning. Nothing is ever written under the name of an entry; an archive with an
 * entry whose name leads out of it is refused all the same ({@code UNSAFE_ARCHIVE}): whoever made
 * it means no good. Limits and damage are as in {@link CompressedFormat}. Encrypted entries cannot
 * be read.
 *
 * <p><b>Writing.</b> An archive of one entry: the one that was named, or else the name of the
 * archive without {@code .zip}.
 *
 * <p>Immutable and safe for use by many threads.
 */
public final class ZipFormat implements RecordFormat {

  private static final List<String> ENDINGS = List.of("zip");

  private final Function<String, Optional<RecordFormat>> formats;
  private final String name;
  private final List<String> extensions;
  private final @Nullable RecordFormat only;
  private final @Nullable String entry;

  private ZipFormat(
      Function<String, Optional<RecordFormat>> formats,
      String name,
      List<String> extensions,
      @Nullable RecordFormat only,
      @Nullable String entry) {
    this.formats = formats;
    this.name = name;
    this.extensions = extensions;
    this.only = only;
    this.entry = entry;
  }

  /**
   * Makes the format of archives of one format.
   *
   * @param format the format of the entry
   * @return a format named, for example, {@code csv.zip}
   */
  public static ZipFormat of(RecordFormat format) {
    return new ZipFormat(
        entryName -> Optional.of(format).filter(f -> endsLike(entryName, f)),
        format.name() + ".zip",
        format.extensions().stream().map(ending -> ending + ".zip").toList(),
        format,
        null);
  }

  private static boolean endsLike(String entryName, RecordFormat format) {
    return format.extensions().stream().anyMatch(ending -> entryName.endsWith("." + ending));
  }

  /**
   * Makes the format of archives whose entry says its own format.
   *
   * @param formats finds the format of an entry by its name; empty for one that holds no records
   * @return a format named {@code zip}
   */
  public static ZipFormat of(Function<String, Optional<RecordFormat>> formats) {
    return new ZipFormat(formats, "zip", ENDINGS, null, null);
  }

  /**
   * Names the entry. With an entry named, its ending does not matter where the format is known.
   *
   * @param newEntry its whole name in the archive, with {@code /} between folders
   * @return a changed format
   */
  public ZipFormat withEntry(String newEntry) {
    return new ZipFormat(formats, name, extensions, only, newEntry);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<String> extensions() {
    return extensions;
  }

  @Override
  public Inference inference(ReadRequest request) throws IOException {
    return inside(request).inference(request);
  }

  @Override
  public RecordReader reader(ReadRequest request) throws IOException {
    return inside(request).reader(request);
  }

  /** Finds the entry, and with it the format of the records. */
  private RecordFormat inside(ReadRequest request) throws IOException {
    Predicate<String> wanted =
        entry == null ? name -> formats.apply(name).isPresent() : entry::equals;
    String found = entry == null ? find(request, wanted) : entry;
    return new CompressedFormat(format(found), new ZipPacking(wanted, found), ENDINGS);
  }

  private static String find(ReadRequest request, Predicate<String> wanted) throws IOException {
    DataSource source = request.source();
    CountedStream compressed = new CountedStream(source.open());
    try (ZipEntryStream entries =
        new ZipEntryStream(source.name(), compressed, request.limits(), wanted)) {
      return entries.find();
    }
  }

  private RecordFormat format(String entryName) {
    return (entryName.equals(entry) && only != null ? Optional.of(only) : formats.apply(entryName))
        .orElseThrow(
            () ->
                new LeptonException(
                    ErrorCode.UNKNOWN_FORMAT,
                    "Needs an entry whose name ends like that of a known format, found "
                        + entryName));
  }

  @Override
  public RecordWriter writer(WriteRequest request) throws IOException {
    String entryName = entry == null ? entryFor(request.target().name()) : entry;
    return new CompressedFormat(format(entryName), new ZipPacking(n -> true, entryName), ENDINGS)
        .writer(request);
  }

  private static String entryFor(String target) {
    String file = target.substring(Math.max(target.lastIndexOf('/'), target.lastIndexOf('\\')) + 1);
    return file.toLowerCase(Locale.ROOT).endsWith(".zip")
        ? file.substring(0, file.length() - ".zip".length())
        : file;
  }
}
