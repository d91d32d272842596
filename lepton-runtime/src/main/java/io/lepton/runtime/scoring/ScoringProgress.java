package io.lepton.runtime.scoring;

/**
 * How far a scoring run is.
 *
 * @param rowsRead records read so far, rejected ones included
 * @param rowsScored records scored and written so far
 * @param rowsRejected records left out so far
 * @param bytesRead bytes of the source consumed so far
 * @param totalBytes size of the source in bytes, or -1 if it is not known
 */
public record ScoringProgress(
    long rowsRead, long rowsScored, long rowsRejected, long bytesRead, long totalBytes) {}
