package io.lepton.format.profile;

/**
 * What text has beside a range. Lengths are in code points for text and in bytes for bytes.
 *
 * <p>The counts of values of a certain look are exact where the number of distinct values is; else
 * they are estimates from a sample.
 *
 * @param minLength the length of the shortest value
 * @param meanLength the mean length
 * @param maxLength the length of the longest value
 * @param empty how many values have no characters
 * @param padded how many values begin or end in a blank
 * @param numeric how many values are numbers
 * @param placeholders how many values are blank or a word that stands for a missing value, such as
 *     {@code n/a} or {@code ?}
 * @param variants how many of the distinct values that were counted differ from another one in case
 *     or outer blanks only
 */
public record TextStatistics(
    int minLength,
    double meanLength,
    int maxLength,
    long empty,
    long padded,
    long numeric,
    long placeholders,
    int variants) {}
