package io.lepton.format.csv;

import io.lepton.ErrorCode;

/**
 * Why a file cannot be read on from a record.
 *
 * @param code what is wrong
 * @param at where, as an index into the bytes of the batch
 */
record Fault(ErrorCode code, int at) {}
