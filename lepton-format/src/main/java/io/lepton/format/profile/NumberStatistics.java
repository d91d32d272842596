package io.lepton.format.profile;

/**
 * What numbers have beside a range. Those that are not finite are counted and otherwise left out of
 * account. True counts as 1 and false as 0, so that the mean of truth values is the share that is
 * true.
 *
 * @param mean the arithmetic mean; NaN if no value is finite; not finite where differences of
 *     values leave the range of a {@code double}
 * @param deviation the standard deviation of the sample, with n - 1; 0 for one value, NaN if no
 *     value is finite, infinite where squares of differences leave the range of a {@code double}
 * @param zeros how many values are 0
 * @param negatives how many values are less than 0
 * @param nans how many values are not a number
 * @param infinities how many values are infinite
 */
public record NumberStatistics(
    double mean, double deviation, long zeros, long negatives, long nans, long infinities) {}
