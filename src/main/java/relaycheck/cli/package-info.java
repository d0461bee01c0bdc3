/** One class a command, shared options as mixins. Shell. */
@NullMarked
package relaycheck.cli;

import org.jspecify.annotations.NullMarked;
