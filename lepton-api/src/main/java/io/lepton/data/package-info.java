/**
 * Data as columns: the one form that every format is read into and written from.
 *
 * <p>A {@link io.lepton.data.Schema} lists {@link io.lepton.data.Field fields}, each with a {@link
 * io.lepton.data.ColumnType}. A {@link io.lepton.data.RecordBatch} holds some rows, one {@link
 * io.lepton.data.Column} a field: a primitive array and a validity bitmap, never an object a cell.
 * A {@link io.lepton.data.RecordReader} fills batches from a {@link io.lepton.data.DataSource}, a
 * {@link io.lepton.data.RecordWriter} writes them to a {@link io.lepton.data.DataTarget}, whose
 * content appears only when it is whole.
 *
 * <pre>{@code
 * Schema schema = Schema.of(Field.required("id", ColumnType.TEXT), Field.of("age", ColumnType.INT32));
 * RecordBatch batch = RecordBatch.allocate(schema, 1024);
 * ((TextColumn) batch.column("id")).append(0, new byte[] {'a', '1'}, 0, 2);
 * batch.column("age").setNull(0);
 * batch.setRowCount(1);
 * }</pre>
 *
 * <p><b>Conventions.</b> Rows of a batch count from 0, rows of a source from 1 (the first record
 * after the header), columns from 0. Text is UTF-8. A set bit in a validity bitmap means that the
 * value is there. A record that cannot be used becomes a {@link io.lepton.data.Rejection} and goes
 * to a {@link io.lepton.data.RejectionHandler}, which stops the work unless the caller says
 * otherwise.
 *
 * <p>Deliberately absent: row objects, type conversion by name, arithmetic.
 */
@NullMarked
package io.lepton.data;

import org.jspecify.annotations.NullMarked;
