package dev.meridian.agent;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jgroups.Address;
import org.jgroups.BytesMessage;
import org.jgroups.MergeView;
import org.jgroups.Message;
import org.jgroups.View;
import org.jgroups.conf.ClassConfigurator;
import org.jgroups.protocols.FD_ALL3;
import org.jgroups.protocols.raft.RAFT;
import org.jgroups.util.MessageBatch;
import org.jgroups.util.Util;
import org.jspecify.annotations.Nullable;

/// The library's failure detector, but for two things.
///
/// **One link is not a member.** The library takes whoever it does not hear itself for gone (`FailureDetection`
/// of JGroups 5.4), so that one link that is cut parts a group all of whose members are well, again and again, and
/// the log changes its leader or has none. Here a heartbeat names whom its sender hears, and who is heard by one
/// that is heard is there. That is said of members, and heeded by members, that hear a majority and are heard by
/// it: a leader who reaches fewer commits nothing, and has to part from those that are to elect another.
///
/// **It begins anew at a merge.** The library keeps what it heard, or did not hear. A member that was expelled
/// hears nobody, since heartbeats are sent to members only; at the merge it would expel whoever it has not heard
/// by the next look, which over 200 ms is anybody far away.
///
/// Public, with a constructor without parameters, because the library makes it from the name in its configuration.
public final class FairDetector extends FD_ALL3 {
    private final Map<Address, Long> heardAt = new ConcurrentHashMap<>();
    private final Map<Address, Word> words = new ConcurrentHashMap<>();
    private @Nullable RAFT raft;

    /// With the number of the protocol that it replaces, by which messages find it.
    public FairDetector() {
        setId(ClassConfigurator.getProtocolId(FD_ALL3.class));
    }

    /// What a heartbeat says of its sender's links.
    ///
    /// @param hasMajority whether a majority, itself counted, hears it and is heard by it
    /// @param heard whom it has heard itself of late
    /// @param vouched those of them who have a majority by their own word
    private record Word(boolean hasMajority, Set<Address> heard, Set<Address> vouched) {
        byte[] bytes() throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            DataOutputStream out = new DataOutputStream(bytes);
            out.writeBoolean(hasMajority);
            Util.writeAddresses(heard, out);
            Util.writeAddresses(vouched, out);
            return bytes.toByteArray();
        }

        static Word of(Message message) throws IOException, ClassNotFoundException {
            DataInputStream in = new DataInputStream(
                    new ByteArrayInputStream(message.getArray(), message.getOffset(), message.getLength()));
            boolean hasMajority = in.readBoolean();
            return new Word(hasMajority, Set.of(Util.readAddresses(in)), Set.of(Util.readAddresses(in)));
        }
    }

    @Override
    public void init() throws Exception {
        super.init();
        raft = getProtocolStack().findProtocol(RAFT.class);
    }

    @Override
    public Object up(Message message) {
        hear(message.getSrc());
        listen(message);
        return super.up(message);
    }

    @Override
    public void up(MessageBatch batch) {
        hear(batch.getSender());
        batch.forEach(this::listen);
        super.up(batch);
    }

    private void hear(Address sender) {
        if (sender != null) {
            heardAt.put(sender, System.nanoTime());
        }
    }

    private void listen(Message message) {
        if (!HAS_HEADER.test(message) || !message.hasArray()) {
            return;
        }
        try {
            Word word = Word.of(message);
            words.put(message.getSrc(), word);
            if (!word().hasMajority()) {
                return;
            }
            word.vouched().stream()
                    .filter(member -> timestamps.containsKey(member))
                    .forEach(member -> {
                        update(member, false, false);
                        unsuspect(member);
                    });
        } catch (IOException | ClassNotFoundException e) {
            log.warn("%s: a heartbeat of %s cannot be read: %s", local_addr, message.getSrc(), e);
        }
    }

    /// Always, where the library leaves out those that another message makes unnecessary: no other one carries a
    /// [Word].
    @Override
    protected void startHeartbeatSender() {
        lock.lock();
        try {
            if (!isHeartbeatSenderRunning()) {
                heartbeat_sender = timer.scheduleWithFixedDelay(this::beat, 0, interval, TimeUnit.MILLISECONDS, true);
            }
        } finally {
            lock.unlock();
        }
    }

    private void beat() {
        try {
            Message heartbeat = new BytesMessage(null, word().bytes())
                    .setFlag(Message.TransientFlag.DONT_LOOPBACK)
                    .putHeader(id, new HeartbeatHeader());
            down_prot.down(heartbeat);
        } catch (IOException e) {
            throw new AssertionError("memory can be written to", e);
        }
    }

    private Word word() {
        long now = System.nanoTime();
        List<Address> all;
        synchronized (this) {
            all = List.copyOf(members);
        }
        Set<Address> heard =
                all.stream().filter(member -> isHeard(member, now, timeout)).collect(Collectors.toUnmodifiableSet());
        long mutual = heard.stream()
                .filter(member ->
                        words.containsKey(member) && words.get(member).heard().contains(local_addr))
                .count();
        // Only what is fresh: whoever is vouched for counts as heard just now.
        Set<Address> vouched = heard.stream()
                .filter(member -> isHeard(member, now, 2 * interval))
                .filter(member -> words.containsKey(member) && words.get(member).hasMajority())
                .collect(Collectors.toUnmodifiableSet());
        return new Word(raft != null && mutual + 1 >= raft.majority(), heard, vouched);
    }

    private boolean isHeard(Address member, long now, long millis) {
        Long at = heardAt.get(member);
        return at != null && now - at <= TimeUnit.MILLISECONDS.toNanos(millis);
    }

    @Override
    protected void handleViewChange(View next) {
        heardAt.keySet().retainAll(next.getMembers());
        words.keySet().retainAll(next.getMembers());
        if (!(next instanceof MergeView)) {
            super.handleViewChange(next);
            return;
        }
        List<Address> suspects;
        synchronized (this) {
            suspects = List.copyOf(suspected_mbrs);
        }
        timestamps.clear();
        super.handleViewChange(next);
        suspects.stream().filter(next::containsMember).forEach(this::unsuspect);
    }
}
