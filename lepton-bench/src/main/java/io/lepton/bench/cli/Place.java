package io.lepton.bench.cli;

import io.lepton.data.DataSource;
import io.lepton.data.DataTarget;
import io.lepton.format.Formats;
import io.lepton.format.compression.ZipFormat;
import io.lepton.format.schema.Sidecar;
import io.lepton.spi.RecordFormat;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/**
 * Where data comes from or goes to: a file, or {@code -} for a standard stream.
 *
 * @param file the file, or null for a standard stream
 * @param entry the entry of a zip archive, or null
 */
record Place(@Nullable Path file, @Nullable String entry) {

  /** Separates the name of an archive from that of its entry. */
  private static final String ENTRY = ".zip!/";

  /**
   * Makes a place that is no entry of an archive.
   *
   * @param file the file, or null for a standard stream
   */
  Place(@Nullable Path file) {
    this(file, null);
  }

  /**
   * Reads an argument.
   *
   * @param text a file name, or {@code -}
   * @return the place
   */
  static Place of(String text) {
    if (text.equals("-")) {
      return new Place(null);
    }
    if (text.isBlank()) {
      throw new TypeConversionException("needs a file name or -, found nothing");
    }
    int archive = text.indexOf(ENTRY) + ".zip".length();
    boolean inArchive = archive >= ".zip".length();
    try {
      return inArchive
          ? new Place(Path.of(text.substring(0, archive)), text.substring(archive + 2))
          : new Place(Path.of(text));
    } catch (InvalidPathException e) {
      throw new TypeConversionException("not a file name here: " + e.getReason());
    }
  }

  /**
   * Returns the data of this place.
   *
   * @param terminal whose standard input {@code -} is
   * @return a source that can be opened again
   */
  DataSource source(Terminal terminal) {
    return file == null ? terminal.input() : DataSource.of(file);
  }

  /**
   * Returns this place as somewhere to write to.
   *
   * @param terminal whose standard output {@code -} is
   * @return a target to be committed
   */
  DataTarget target(Terminal terminal) {
    return file == null
        ? DataTarget.ofStream("standard output", new CheckedOutput(terminal.out()))
        : DataTarget.of(file);
  }

  /**
   * Returns where the types of the data at this place may lie.
   *
   * @return a file beside it; a standard stream has none
   */
  Place sidecar() {
    return new Place(file == null ? null : Sidecar.pathOf(file));
  }

  /**
   * Returns the format of the data at this place.
   *
   * @param name the format's name, or null to go by the file's name
   * @param option the option that would have given the name
   * @param spec the command, for its usage message
   * @return the format
   */
  RecordFormat format(@Nullable String name, String option, CommandSpec spec) {
    if (file == null) {
      if (name == null) {
        throw new ParameterException(
            spec.commandLine(), "A standard stream has no file name: needs " + option);
      }
      return Formats.byName(name);
    }
    if (entry != null) {
      RecordFormat inside = name == null ? Formats.forPath(Path.of(entry)) : Formats.byName(name);
      return ZipFormat.of(inside).withEntry(entry);
    }
    return name == null ? Formats.forPath(file) : packed(Formats.byName(name));
  }

  /**
   * Returns a format as this place has it.
   *
   * @param format the format of the records
   * @return the same, or that of compressed records if the name of the file says so
   */
  RecordFormat packed(RecordFormat format) {
    if (entry != null) {
      return ZipFormat.of(format).withEntry(entry);
    }
    if (file == null || format.name().indexOf('.') >= 0) {
      return format;
    }
    return Formats.forPath(file, format);
  }

  /**
   * Refuses arguments that would have one file overwrite another.
   *
   * @param spec the command, for its usage message
   * @param places every file that the command touches; standard streams are left out of account
   */
  static void checkDistinct(CommandSpec spec, List<Place> places) {
    Set<Path> seen = new HashSet<>();
    for (Place place : places) {
      if (place.file != null && !seen.add(absolute(place.file))) {
        throw new ParameterException(spec.commandLine(), "One file is named twice: " + place);
      }
    }
  }

  private static Path absolute(Path file) {
    return file.toAbsolutePath().normalize();
  }

  @Override
  public String toString() {
    return file == null ? "-" : entry == null ? file.toString() : file + "!/" + entry;
  }
}
