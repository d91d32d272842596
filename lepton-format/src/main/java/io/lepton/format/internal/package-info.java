/**
 * What the formats of text have in common: bytes in and out, numbers and dates as text. Not
 * exported: this is not for users of Lepton and may change at any time.
 *
 * <p>Reading begins with {@link io.lepton.format.internal.ByteFeed}, is checked by {@link
 * io.lepton.format.internal.Utf8}, and ends in {@link io.lepton.format.internal.CellDecoder}, or in
 * the parsers directly:
 *
 * <pre>{@code
 * byte[] text = "12.5 and some slack".getBytes(StandardCharsets.US_ASCII);
 * double number = NumberParser.quickDouble(text, 0, 4);
 * }</pre>
 *
 * <p>Writing goes through {@link io.lepton.format.internal.RowWriter} and {@link
 * io.lepton.format.internal.ByteSink}, into which {@link io.lepton.format.internal.NumberPrinter},
 * {@link io.lepton.format.internal.TemporalPrinter}, {@link io.lepton.format.internal.JsonText} and
 * {@link io.lepton.format.internal.Base64Printer} print:
 *
 * <pre>{@code
 * byte[] out = new byte[NumberPrinter.ROOM];
 * int end = NumberPrinter.print(0.1f, out, 0);
 * }</pre>
 *
 * <p><b>Conventions.</b> A text is given by its array, its first byte and the byte after its last.
 * Words of eight bytes are little-endian: the first byte is the lowest. Readers leave slack after
 * the data, so that a word can be loaded from any of its bytes on; printers are given more room
 * than they will use, so that a word can be stored.
 */
@NullMarked
package io.lepton.format.internal;

import org.jspecify.annotations.NullMarked;
