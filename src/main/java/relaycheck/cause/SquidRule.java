package relaycheck.cause;

import com.google.common.collect.ImmutableList;

/** A line of one of Squid's lists of rules: whether it lets through those whom all its terms hold for. */
record SquidRule(Place place, String text, boolean allows, ImmutableList<String> terms) {
    static final String NEVER = "never_direct";

    /** To allow that something never goes directly keeps it from going at all. */
    static SquidRule of(String list, Place place, String text, ImmutableList<String> words) {
        return new SquidRule(
                place, text, words.get(1).equals("allow") != list.equals(NEVER), words.subList(2, words.size()));
    }

    /** Where no rule of a list holds, the last one is turned round. */
    SquidRule opposite() {
        return new SquidRule(place, text, !allows, terms);
    }
}
