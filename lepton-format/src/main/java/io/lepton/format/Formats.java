package io.lepton.format;

import io.lepton.ErrorCode;
import io.lepton.LeptonException;
import io.lepton.format.compression.CompressedFormat;
import io.lepton.format.compression.Compression;
import io.lepton.format.compression.ZipFormat;
import io.lepton.spi.RecordFormat;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds the format of a file, among those that are on the class path or module path.
 *
 * <pre>{@code
 * RecordFormat format = Formats.forPath(Path.of("customers.csv"));
 * Schema schema = format.infer(ReadRequest.of(DataSource.of(Path.of("customers.csv"))));
 * }</pre>
 *
 * <p>A format with options of its own is simply constructed instead.
 *
 * <p>Stateless: each call looks anew.
 */
public final class Formats {

  private static final String ZIP = "zip";

  private Formats() {}

  /**
   * Returns every format that is there.
   *
   * @return the formats, by name
   */
  public static List<RecordFormat> known() {
    List<RecordFormat> formats = new ArrayList<>();
    ServiceLoader.load(RecordFormat.class).forEach(formats::add);
    formats.sort(Comparator.comparing(RecordFormat::name));
    return List.copyOf(formats);
  }

  /**
   * Returns the format of a name.
   *
   * @param name for example {@code csv}, or {@code csv.gz} for compressed files; upper or lower
   *     case
   * @return the format with default options
   * @throws LeptonException if no format has this name; the message lists those that are known
   * @throws IllegalStateException if several have it: construct one of them instead
   */
  public static RecordFormat byName(String name) {
    String wanted = name.toLowerCase(Locale.ROOT);
    List<RecordFormat> known = known();
    RecordFormat found =
        orPacked(wanted, inner -> only(known, format -> format.name().equals(inner), inner));
    if (found == null) {
      String names = known.stream().map(RecordFormat::name).collect(Collectors.joining(", "));
      throw unknown("Needs the name of a format, one of %s, found %s".formatted(names, name));
    }
    return found;
  }

  /**
   * Returns the format that a file's name ends in: {@code customers.csv}, {@code customers.csv.gz},
   * {@code customers.csv.zip}. An archive that is only called {@code export.zip} has the format of
   * its only entry whose name says one.
   *
   * @param file the file, which need not exist
   * @return the format with default options
   * @throws LeptonException if no format has this ending; the message lists those that are known
   * @throws IllegalStateException if several have it: construct one of them instead
   */
  public static RecordFormat forPath(Path file) {
    List<RecordFormat> known = known();
    RecordFormat found = orPacked(fileName(file), name -> forFileName(known, name));
    if (found == null) {
      String endings =
          known.stream()
              .flatMap(format -> format.extensions().stream())
              .map(ending -> "." + ending)
              .collect(Collectors.joining(", "));
      throw unknown(
          "Needs a file name that ends in one of %s, perhaps with .gz, .zst or .zip after it, or the name of a format, found %s"
              .formatted(endings, file));
    }
    return found;
  }

  /**
   * Returns a format for a file whose name says only how it is compressed.
   *
   * @param file the file, which need not exist
   * @param format the format of the records
   * @return the same format, or the one of compressed files if the name ends in {@code .gz}, {@code
   *     .zst} or {@code .zip}
   */
  public static RecordFormat forPath(Path file, RecordFormat format) {
    RecordFormat packed = packed(extension(fileName(file)), format);
    return packed == null ? format : packed;
  }

  private static @Nullable RecordFormat forFileName(List<RecordFormat> known, String name) {
    String extension = extension(name);
    return only(known, f -> f.extensions().contains(extension), "." + extension);
  }

  /** Finds a format by a name as it is, or by what is left of it without the compression. */
  private static @Nullable RecordFormat orPacked(
      String name, Function<String, @Nullable RecordFormat> find) {
    RecordFormat plain = find.apply(name);
    if (plain != null) {
      return plain;
    }
    String extension = extension(name);
    String rest = name.substring(0, Math.max(0, name.length() - extension.length() - 1));
    RecordFormat inner = find.apply(rest);
    if (inner != null) {
      return packed(extension, inner);
    }
    return name.equals(ZIP) || extension.equals(ZIP) ? ZipFormat.of(Formats::forEntry) : null;
  }

  private static @Nullable RecordFormat packed(String extension, RecordFormat format) {
    if (extension.equals(ZIP)) {
      return ZipFormat.of(format);
    }
    return Compression.byExtension(extension)
        .map(compression -> CompressedFormat.of(format, compression))
        .orElse(null);
  }

  private static Optional<RecordFormat> forEntry(String entry) {
    return Optional.ofNullable(forFileName(known(), entry));
  }

  private static String fileName(Path file) {
    Path name = file.getFileName();
    return name == null ? "" : name.toString().toLowerCase(Locale.ROOT);
  }

  private static String extension(String name) {
    int dot = name.lastIndexOf('.');
    return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
  }

  // Two formats of one name must not be decided by the order of the class path.
  private static @Nullable RecordFormat only(
      List<RecordFormat> known, Predicate<RecordFormat> matches, String what) {
    List<RecordFormat> found = known.stream().filter(matches).toList();
    if (found.size() > 1) {
      throw new IllegalStateException(
          "Several formats are known as %s, construct one of them: %s"
              .formatted(what, found.stream().map(f -> f.getClass().getName()).toList()));
    }
    return found.isEmpty() ? null : found.get(0);
  }

  private static LeptonException unknown(String message) {
    return new LeptonException(ErrorCode.UNKNOWN_FORMAT, message);
  }
}
