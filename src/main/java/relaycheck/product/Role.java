package relaycheck.product;

/** What a product is for: the more it relays by trade, the more its words count against another's. */
enum Role {
    /** A web server, which may be made to relay. */
    SERVER,
    /** It stands before servers: load balancers, caches, delivery networks. */
    GATEWAY,
    /** It relays by trade. */
    PROXY
}
