package io.lepton.format;

/**
 * How far a conversion is.
 *
 * @param rowsRead records read, whether they could be used or not
 * @param rowsWritten records written
 * @param rowsRejected records left out
 * @param bytesRead bytes of the input that are behind it
 * @param totalBytes size of the input in bytes, or -1 if it is not known
 */
public record ConversionProgress(
    long rowsRead, long rowsWritten, long rowsRejected, long bytesRead, long totalBytes) {}
