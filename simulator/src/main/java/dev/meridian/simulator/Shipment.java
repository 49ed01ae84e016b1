package dev.meridian.simulator;

/// A stretch of log under way from one database to another, as a walsender sends it.
///
/// It and its receipt are half of all that happens in a world, and therefore no lambdas: the first compiler makes
/// those that capture something by a call into the virtual machine.
///
/// @param upTo where it ends
/// @param ofAttachment the receiver's connection that it came by; what an earlier one brought is dropped
record Shipment(Place from, Place to, long upTo, long ofAttachment) implements Runnable {
    @Override
    public void run() {
        if (!to.standstill.holds(this)) {
            to.database.replication.received(from, upTo, ofAttachment);
        }
    }

    /// What the receiver says to it.
    ///
    /// @param has how far its copy goes
    record Receipt(Place by, Place to, long has, long ofAttachment) implements Runnable {
        @Override
        public void run() {
            if (!to.standstill.holds(this)) {
                to.database.replication.confirms(by, has, ofAttachment);
            }
        }
    }
}
