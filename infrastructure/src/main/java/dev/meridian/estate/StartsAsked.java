package dev.meridian.estate;

/// When services run, by `starts`: what is written of a service runs at all times.
final class StartsAsked {
    private StartsAsked() {}

    static void note(Ledger ledger) {
        ledger.said().services().forEach((name, service) -> {
            String path = "services." + name + ".starts";
            ledger.rendered(path);
            if (service.onlyInFailover()) {
                ledger.withdraw(path, "what is written of a service runs at all times in each of its regions");
            }
        });
    }
}
