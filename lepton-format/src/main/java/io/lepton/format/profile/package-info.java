/** Profiles. */
@NullMarked
package io.lepton.format.profile;

import org.jspecify.annotations.NullMarked;
