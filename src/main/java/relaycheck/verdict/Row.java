package relaycheck.verdict;

import com.google.common.collect.ImmutableSet;
import relaycheck.probe.Outcome;

/**
 * A row of the verdict table: applies where any of its outcomes is there.
 *
 * @param id       stable, in reports
 * @param any      the outcomes
 * @param verdict  what is said then
 * @param severity how bad it is; of a proven relay the ports decide
 * @param because  what it means, in the owner's words
 */
public record Row(String id, ImmutableSet<Outcome.Kind> any, Verdict verdict, Severity severity, String because) {}
