/** From outcomes to a judgement: one ordered table, and the finding that carries its row and its reason. Pure. */
@NullMarked
package relaycheck.verdict;

import org.jspecify.annotations.NullMarked;
