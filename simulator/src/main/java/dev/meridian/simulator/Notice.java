package dev.meridian.simulator;

/// The leader's word to a follower that the log is committed as far as an entry.
record Notice(Place to, int index) implements Runnable {
    @Override
    public void run() {
        to.learn(index);
    }
}
