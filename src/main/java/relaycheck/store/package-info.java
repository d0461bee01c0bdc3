/**
 * What survives a kill: runs and verdicts in one SQLite file. Shell.
 *
 * <p>Write-ahead log, synchronous FULL: a verdict counts once it is committed.
 */
@NullMarked
package relaycheck.store;

import org.jspecify.annotations.NullMarked;
