package io.lepton.format.fixed;

import io.lepton.ErrorCode;

/**
 * Why a file cannot be read on.
 *
 * @param code what is wrong
 * @param at where, as an offset in bytes from the beginning of the input
 */
record Fault(ErrorCode code, long at) {}
