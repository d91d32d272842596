/**
 * One form for the same data: canonical JSON, and digests that say whether two data sets are the
 * same, in whatever formats they lie.
 *
 * <p>{@link io.lepton.format.canonical.DatasetDigest} answers most questions:
 *
 * <pre>{@code
 * try (RecordReader reader = Formats.forPath(file).reader(ReadRequest.of(DataSource.of(file)))) {
 *   System.out.println(DatasetDigest.of(reader));
 * }
 * }</pre>
 *
 * <p>{@link io.lepton.format.canonical.DatasetDigester} takes batches as they come by. {@link
 * io.lepton.format.canonical.CanonicalJson} is the form itself (RFC 8785), for one record or for
 * any JSON document, and {@link io.lepton.format.canonical.CanonicalLines} writes it for many
 * records:
 *
 * <pre>{@code
 * byte[] canonical = CanonicalJson.of("{\"b\":1.0,\"a\":2}".getBytes(StandardCharsets.UTF_8));
 * }</pre>
 *
 * <h2>Specification of lepton-dataset-v1</h2>
 *
 * <p>Texts are UTF-8; LF is the byte 0x0A; {@code ||} joins bytes.
 *
 * <ol>
 *   <li>The <b>schema line</b> is a JSON object in the form of RFC 8785, and LF. It has one member
 *       a column: its name, and its type as a string. The types are {@code bool}, {@code int8},
 *       {@code int16}, {@code int32}, {@code int64}, {@code uint8}, {@code uint16}, {@code uint32},
 *       {@code uint64}, {@code fp16}, {@code bf16}, {@code fp32}, {@code fp64}, {@code text},
 *       {@code bytes}, {@code date}, {@code timestamp(utc)}, {@code timestamp(local)}, {@code
 *       decimal(precision,scale)} such as {@code decimal(10,2)}, and for a vector the type of its
 *       elements with their number, {@code fp32[4]}.
 *   <li>The <b>line of a record</b> is a JSON object in the form of RFC 8785, and LF. It has one
 *       member a column, with the value as the table of {@link
 *       io.lepton.format.canonical.CanonicalJson} gives it.
 *   <li>The <b>sequence digest</b> is SHA-256 of {@code "lepton-dataset-v1:sha-256" || LF || schema
 *       line || line of record 1 || line of record 2 ...}, written {@code
 *       lepton-dataset-v1:sha-256:} and 64 lower-case hexadecimal digits.
 *   <li>The <b>element</b> of a record is the integer of the 384 bytes, highest first, of MGF1 with
 *       SHA-256 (RFC 8017, appendix B.2.1) of SHA-256 of its line: {@code E(i) =
 *       SHA-256(SHA-256(line) || i)} for i from 0 to 11 as four bytes, highest first; {@code E(0)
 *       || ... || E(11)}.
 *   <li>The <b>content digest</b> is SHA-256 of {@code "lepton-dataset-v1:muhash-3072" || LF ||
 *       schema line || number of records in decimal || LF || product}, where the product is that of
 *       the elements of all records modulo 2^3072 - 1103717, as 384 bytes, highest first; 1 if
 *       there are none. Written {@code lepton-dataset-v1:muhash-3072:} and 64 digits.
 * </ol>
 *
 * <p>For example, the data set of a column {@code a} of type {@code int8} with the values 1 and
 * missing is {@code {"a":"int8"}}, {@code {"a":1}}, {@code {"a":null}}, one a line.
 *
 * <p>A change of any of this gets another version.
 *
 * <p>Deliberately absent: keys and signatures. Sign the digest.
 */
@NullMarked
package io.lepton.format.canonical;

import org.jspecify.annotations.NullMarked;
