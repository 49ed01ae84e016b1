package dev.meridian.estate;

import dev.meridian.topology.Message;
import dev.meridian.topology.Scalars;
import dev.meridian.topology.Setting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;

/// Works out what `traffic.waf` asks for, as far as AWS has rules of that kind. What a file calls `custom` is its
/// owner's to write: nobody else knows what it should keep out.
final class Firewalls {
    private static final String RULES = "traffic.waf.rules";
    private static final String RATE = "traffic.waf.ratePerAddress";
    private static final String GEOGRAPHY = "traffic.waf.geography";
    private static final String BY_RATE = "rate-limit";
    private static final String BY_REPUTATION = "threat-intelligence";

    /// By the word of the file (AWS WAF developer guide, list of managed rule groups, 2026-11).
    private static final SequencedMap<String, List<String>> GROUPS = new LinkedHashMap<>();

    static {
        GROUPS.put("managed", List.of("AWSManagedRulesCommonRuleSet", "AWSManagedRulesKnownBadInputsRuleSet"));
        GROUPS.put(
                "owasp-top-10",
                List.of(
                        "AWSManagedRulesCommonRuleSet",
                        "AWSManagedRulesKnownBadInputsRuleSet",
                        "AWSManagedRulesSQLiRuleSet"));
        GROUPS.put(BY_REPUTATION, List.of("AWSManagedRulesAmazonIpReputationList", "AWSManagedRulesAnonymousIpList"));
        GROUPS.put("bot-control", List.of("AWSManagedRulesBotControlRuleSet"));
    }

    /// Where a file asks for a limit and says none: what the guide's own example has, in five minutes.
    private static final Firewall.Limit USUAL = new Firewall.Limit(2_000, 300);

    /// What AWS WAF counts over, in seconds, and the least and the most that it counts to (AWS WAF developer
    /// guide, rate-based rules; API reference, RateBasedStatement; 2026-11).
    private static final List<Integer> SPANS = List.of(60, 120, 300, 600);

    private static final long LEAST = 10;
    private static final long MOST = 2_000_000_000;

    private final Ledger ledger;

    Firewalls(Ledger ledger) {
        this.ledger = ledger;
    }

    /// Empty where the file asks for none that can be written.
    Optional<Firewall> one() {
        List<String> asked = asked();
        SequencedSet<String> groups = new LinkedHashSet<>();
        List<String> unknown = new ArrayList<>();
        for (String rule : asked) {
            if (GROUPS.containsKey(rule)) {
                groups.addAll(GROUPS.getOrDefault(rule, List.of()));
            } else if (!rule.equals(BY_RATE)) {
                unknown.add(rule);
            }
        }
        Optional<Firewall.Limit> limit = limit(asked.contains(BY_RATE));
        boolean hasCountries = isByCountry();
        if (hasCountries) {
            ledger.rendered(GEOGRAPHY);
        }
        if (unknown.isEmpty()) {
            ledger.rendered(RULES);
        } else {
            ledger.left(RULES, "what `" + String.join("` and `", unknown) + "` keeps out is said nowhere");
        }
        return Optional.of(new Firewall(List.copyOf(groups), limit, hasCountries))
                .filter(one -> !one.isEmpty());
    }

    /// Where the file asks for rules that go by who asks, and not by what.
    List<String> byWho() {
        List<String> paths = new ArrayList<>();
        if (at(RATE).isPresent()) {
            paths.add(RATE);
        }
        if (asked().contains(BY_RATE) || asked().contains(BY_REPUTATION)) {
            paths.add(RULES);
        }
        if (isByCountry()) {
            paths.add(GEOGRAPHY);
        }
        return paths;
    }

    private boolean isByCountry() {
        return at(GEOGRAPHY).filter("configurable"::equals).isPresent();
    }

    private Optional<String> at(String path) {
        return ledger.said().sources().at(path).map(Setting::text);
    }

    /// Lists are written `[a, b]`, and one value by itself.
    private List<String> asked() {
        return at(RULES).map(Scalars::words).orElse(List.of());
    }

    /// The shortest span in which the number is one that can be counted to.
    private Optional<Firewall.Limit> limit(boolean isAsked) {
        Optional<Firewall.Limit> said = at(RATE).flatMap(Scalars::rate).flatMap(rate -> {
            for (int span : SPANS) {
                long requests = Math.round(rate.perSecond() * span);
                if (requests >= LEAST) {
                    return Optional.of(new Firewall.Limit(requests, span));
                }
            }
            return Optional.empty();
        });
        if (at(RATE).isPresent()) {
            ledger.rendered(RATE);
        }
        if (at(RATE).isPresent()
                && said.filter(limit -> limit.requests() <= MOST).isEmpty()) {
            ledger.problem(
                    RATE,
                    new Message(
                            "`" + at(RATE).get() + "` is no limit that can be counted to",
                            "AWS WAF counts to " + LEAST + " at least, in ten minutes, and to " + MOST
                                    + " at most, in one",
                            "`2000/min`, for example"));
        }
        return said.or(() -> isAsked ? Optional.of(USUAL) : Optional.empty());
    }
}
