/**
 * Files that are compressed as a whole: any format of records inside gzip, Zstandard or a zip
 * archive.
 *
 * <p>{@link io.lepton.format.Formats#forPath} already understands {@code customers.csv.gz}, {@code
 * customers.ndjson.zst} and {@code customers.csv.zip}, so that there is seldom a reason to come
 * here: only for a format with options of its own, or an entry of an archive with several.
 *
 * <pre>{@code
 * CsvOptions semicolons = CsvOptions.defaults().withDelimiter(';');
 * RecordFormat gzipped = CompressedFormat.of(new CsvFormat(semicolons), Compression.GZIP);
 * RecordFormat inArchive = ZipFormat.of(new CsvFormat(semicolons)).withEntry("2026/customers.csv");
 * }</pre>
 *
 * <p><b>Hostile files.</b> A few compressed kilobytes can expand to terabytes. Because everything
 * streams, they cannot fill the memory; {@link io.lepton.data.ReadLimits} bounds how much time and
 * disk they can take. Names of entries are looked at and never used as names of files.
 *
 * <p>Deliberately absent: archives of many files as one data set, and encryption, which belongs to
 * lepton-security.
 */
@NullMarked
package io.lepton.format.compression;

import org.jspecify.annotations.NullMarked;
