/** Tells people and their systems what a scan changed: after the report, within a bounded time, and never in its way. */
@NullMarked
package relaycheck.notify;

import org.jspecify.annotations.NullMarked;
