package relaycheck.cause;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Squid's lists of rules, each with a gate that it guards, and what they let through together. */
final class SquidRules {
    static final String DIRECT = "always_direct";

    private final Map<String, List<SquidRule>> rules = new HashMap<>();
    private final SquidAcls acls;
    private final SquidPeers peers;

    SquidRules(SquidAcls acls, SquidPeers peers) {
        this.acls = acls;
        this.peers = peers;
    }

    void add(String gate, SquidRule rule) {
        rules.computeIfAbsent(gate, none -> new ArrayList<>()).add(rule);
    }

    /** The rules of a gate in their order. */
    List<SquidRule> of(String gate) {
        return rules.getOrDefault(gate, List.of());
    }

    /** The rule of a list that lets strangers in; an empty one lets nobody in. */
    Optional<SquidRule> letsIn(String list) {
        return decides(of(list), new SquidRequest(Asker.STRANGER, "GET", 80, false, false))
                .filter(SquidRule::allows);
    }

    /** Which rule lets through what, for one who asks. */
    Map<SquidRule, Opens> doors(Asker asker, boolean tunnels, boolean takesSix) {
        Map<SquidRule, Opens> doors = new LinkedHashMap<>();
        for (boolean fromSix : families(takesSix)) {
            for (boolean toSix : families(true)) {
                doors(asker, tunnels, fromSix, toSix).forEach((rule, opens) -> doors.merge(rule, opens, Opens::and));
            }
        }
        return doors;
    }

    /** IPv4, and IPv6 where it is there and some list makes a difference. */
    private List<Boolean> families(boolean six) {
        return six && acls.tellsFamilies() ? List.of(false, true) : List.of(false);
    }

    private Map<SquidRule, Opens> doors(Asker asker, boolean tunnels, boolean fromSix, boolean toSix) {
        Map<SquidRule, Opens> doors = new LinkedHashMap<>();
        List<Integer> edges = List.copyOf(acls.edges());
        for (String method : SquidRequest.methods(tunnels)) {
            Optional<SquidRule> before = Optional.empty();
            int start = 1;
            for (int i = 0; i <= edges.size(); i++) {
                Optional<SquidRule> now = i == edges.size()
                        ? Optional.empty()
                        : allowing(new SquidRequest(asker, method, edges.get(i), fromSix, toSix));
                if (i == edges.size() || !now.equals(before)) {
                    Ports ports = Ports.range(start, i == edges.size() ? 65_535 : edges.get(i) - 1);
                    before.ifPresent(rule -> doors.merge(rule, SquidRequest.opens(method, ports), Opens::and));
                    start = i == edges.size() ? start : edges.get(i);
                    before = now;
                }
            }
        }
        return doors;
    }

    /** The rule that lets a request in, if the later gates let it through as well. */
    private Optional<SquidRule> allowing(SquidRequest request) {
        boolean later = passes("adapted_http_access", request) && passes("miss_access", request) && goes(request);
        return decides(of("http_access"), request).filter(rule -> later && rule.allows());
    }

    /** By a parent, or else directly. */
    private boolean goes(SquidRequest request) {
        return peers.take(request, this::passes)
                || passes(SquidRule.NEVER, request)
                || decides(of(DIRECT), request).filter(SquidRule::allows).isPresent();
    }

    private boolean passes(String gate, SquidRequest request) {
        List<SquidRule> list = of(gate);
        return list.isEmpty() || decides(list, request).map(SquidRule::allows).orElse(false);
    }

    /** The first rule that holds; where none does, the last one turned round. */
    private Optional<SquidRule> decides(List<SquidRule> list, SquidRequest request) {
        for (SquidRule rule : list) {
            boolean holds = true;
            for (String word : rule.terms()) {
                boolean negated = word.startsWith("!");
                SquidAcls.Term term = new SquidAcls.Term(negated ? word.substring(1) : word, negated, rule.allows());
                if (acls.challenges(term) && !request.asker().loggedIn()) {
                    return Optional.empty();
                }
                holds = acls.holds(term, request);
                if (!holds) {
                    break;
                }
            }
            if (holds) {
                return Optional.of(rule);
            }
        }
        return list.isEmpty()
                ? Optional.empty()
                : Optional.of(list.get(list.size() - 1).opposite());
    }
}
