/** What is allowed or accepted, what was known before, and what fails a run. Pure. */
@NullMarked
package relaycheck.policy;

import org.jspecify.annotations.NullMarked;
