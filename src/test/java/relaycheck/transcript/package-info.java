/** Reads the captures under {@code src/test/resources/transcripts}; their README describes the format. */
@NullMarked
package relaycheck.transcript;

import org.jspecify.annotations.NullMarked;
