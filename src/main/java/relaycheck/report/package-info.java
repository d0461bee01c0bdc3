/** Findings into something to act on: one file a format. Pure but for the stream that is handed in. */
@NullMarked
package relaycheck.report;

import org.jspecify.annotations.NullMarked;
