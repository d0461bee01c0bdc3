package relaycheck.product;

import java.util.Optional;

/** What words of a product say; the words of product files, in lower case and with a hyphen. */
enum Meaning {
    /** It is this product. */
    IS,
    /** It is this product where other such words of its stand in another answer, or in the same. */
    PERHAPS,
    /** See {@link Sign#DENIAL}. */
    DENIAL,
    /** See {@link Sign#FAILURE}. */
    FAILURE,
    /** A failure that tells even where the control request gets the same. */
    FAILURE_ANYWAY,
    /** See {@link Sign#LOGIN}. */
    LOGIN;

    /** The sign that the words are, if they say more than whose they are. */
    Optional<Sign> sign() {
        return switch (this) {
            case IS, PERHAPS -> Optional.empty();
            case DENIAL -> Optional.of(Sign.DENIAL);
            case FAILURE, FAILURE_ANYWAY -> Optional.of(Sign.FAILURE);
            case LOGIN -> Optional.of(Sign.LOGIN);
        };
    }

    /** Whether a reason stands in the file. */
    boolean hasReason() {
        return sign().isPresent() && this != LOGIN;
    }
}
