package dev.meridian.simulator;

/// Which guards of an agent are in force. All of them are, but in the test that takes one out at a time to see
/// that a law notices.
///
/// @param fence the watchdog kills a primary that is not fed
/// @param sinkEpoch a promotion needs a valid lease of its own epoch
/// @param promise a ballot is recorded, and receiving stops, before a position is told
/// @param ownRenewal a renewal extends the lease only after it was committed
record Guards(boolean fence, boolean sinkEpoch, boolean promise, boolean ownRenewal) {
    static final Guards ALL = new Guards(true, true, true, true);
}
