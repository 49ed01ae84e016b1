package dev.meridian.agent;

import dev.meridian.wan.Addresses;
import java.io.ByteArrayInputStream;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jgroups.JChannel;
import org.jgroups.protocols.pbcast.GMS;
import org.jgroups.protocols.raft.FileBasedLog;
import org.jgroups.raft.RaftHandle;
import org.jgroups.raft.StateMachine;
import org.jgroups.util.NameCache;

/// The replicated log: an existing Raft library (jgroups-raft), set up for the distances between regions.
///
/// Each member is known to everybody by its public address, where the WAN link listens; it binds its own host
/// address and dials from it, so that the link knows who calls. The failure detector of the group membership is
/// what starts an election (the library has no heartbeat of its own), hence its timeouts; `resend_interval` is
/// what makes a late member catch up and is lowered from its default of a second. `send_commits_immediately`
/// stays off: over 200 ms it answers every response with another commit message, without end. Figures:
/// `docs/adr/0002`.
final class Consensus implements AutoCloseable {
    /// What is fed with committed entries, in order, by one thread at a time.
    interface Machine {
        /// Nothing was applied: the log comes from its beginning, or from a snapshot.
        void begin();

        /// Applies one entry; the answer goes to whoever proposed it.
        byte[] apply(byte[] buffer, int offset, int length);

        /// The whole state, for members that were away for longer than the log reaches back.
        byte[] snapshot();

        /// Takes over another member's state.
        void restore(byte[] snapshot);
    }

    /// What a member knows of the group when it joins.
    enum Entry {
        /// Nobody else can be there yet.
        FOUNDING,
        /// It has been founded and is there.
        FIRST,
        /// Who is there has to be found out: the library's own way, whoever answers in time is there.
        AGAIN
    }

    /// How long to look for others; over the longest distance that is a few round trips.
    private static final int JOINING_MILLIS = 1200;

    /// A merge takes a few round trips; one that failed, because two began it, is tried again after this.
    private static final int MERGING_MILLIS = 1500;

    private static final Duration LONGEST_REFUSAL = Duration.ofSeconds(10);
    private static final int REFUSED_PAUSE_MILLIS = 100;

    private final JChannel channel;
    private final RaftHandle raft;

    private Consensus(JChannel channel, RaftHandle raft) {
        this.channel = channel;
        this.raft = raft;
    }

    /// Joins the log of the peers; returns when this member is connected, which does not mean that there is a
    /// leader. A member that was started again is refused for as long as the others take the one before it for
    /// alive, and tries again until they do not.
    ///
    /// @param told in words, who belongs to the group and what this member is in it, whenever that changes
    static Consensus join(AgentConfig config, Entry entry, Machine machine, Consumer<String> told)
            throws IOException, InterruptedException {
        String stack = stack(config);
        long deadline = System.nanoTime() + LONGEST_REFUSAL.toNanos();
        while (true) {
            try (ByteArrayInputStream protocols = new ByteArrayInputStream(stack.getBytes(StandardCharsets.UTF_8))) {
                JChannel channel = new JChannel(protocols);
                FreshDiscovery discovery = channel.getProtocolStack().findProtocol(FreshDiscovery.class);
                discovery.entry(entry);
                return connected(config, channel, machine, told);
            } catch (SecurityException refused) {
                if (System.nanoTime() > deadline) {
                    throw cannotJoin(refused);
                }
                told.accept(String.valueOf(refused.getMessage()));
                TimeUnit.MILLISECONDS.sleep(REFUSED_PAUSE_MILLIS);
            } catch (IOException | InterruptedException e) {
                throw e;
            } catch (Exception e) {
                throw cannotJoin(e);
            }
        }
    }

    private static IOException cannotJoin(Exception why) {
        return new IOException("cannot join the replicated log: " + why.getMessage(), why);
    }

    private static Consensus connected(AgentConfig config, JChannel channel, Machine machine, Consumer<String> told)
            throws Exception {
        try {
            machine.begin();
            channel.name(config.region().text());
            RaftHandle raft = new RaftHandle(channel, new Adapter(machine))
                    .raftId(config.region().text());
            GMS membership = channel.getProtocolStack().findProtocol(GMS.class);
            membership.setMembershipChangePolicy(new LeaderFirst(raft::leader));
            SteadyElection election = channel.getProtocolStack().findProtocol(SteadyElection.class);
            election.onChange(told);
            raft.addRoleListener(role -> told.accept("this one is a " + role + " of the log now"));
            channel.connect("meridian-" + config.policy().application());
            return new Consensus(channel, raft);
        } catch (Exception e) {
            channel.close();
            throw e;
        }
    }

    /// Proposes an entry. Completes with the machine's answer when a quorum has it; exceptionally if it
    /// certainly did not or may not have happened. The caller puts a deadline on it.
    CompletableFuture<byte[]> propose(byte[] entry) {
        try {
            return raft.setAsync(entry, 0, entry.length);
        } catch (Exception e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /// Who leads as far as this member knows; empty text if nobody. Never a ground to act on: a member that was
    /// paused still believes what it believed before.
    String leader() {
        return raft.leader() == null ? "" : String.valueOf(NameCache.get(raft.leader()));
    }

    /// Entries that are known to be committed here.
    long commitIndex() {
        return raft.commitIndex();
    }

    @Override
    public void close() {
        channel.close();
    }

    /// The library's protocols, from the wire upwards.
    private static String stack(AgentConfig config) {
        return "<config xmlns='urn:org:jgroups'>" + transport(config) + membership() + log(config) + "</config>";
    }

    private static String transport(AgentConfig config) {
        String hosts =
                joined(config, peer -> Addresses.dialled(peer.number()).getHostAddress() + "[" + Ports.RAFT + "]");
        return """
                <TCP bind_addr="%1$s" bind_port="%2$d" port_range="0" external_addr="%3$s" external_port="%2$d"
                     client_bind_addr="%1$s" sock_conn_timeout="600" linger="-1" use_vthreads="true" diag.enabled="false"
                     thread_pool.min_threads="0" thread_pool.max_threads="64"/>
                <%5$s initial_hosts="%4$s" port_range="0"/>
                """.formatted(
                        Addresses.host(config.number()).getHostAddress(),
                        Ports.RAFT,
                        Addresses.dialled(config.number()).getHostAddress(),
                        hosts,
                        FreshDiscovery.class.getName());
    }

    private static String membership() {
        return """
                <%s min_interval="200" max_interval="600" check_interval="%d"/>
                <%s timeout="800" interval="150"/>
                <VERIFY_SUSPECT2 timeout="50"/>
                <pbcast.NAKACK2 use_mcast_xmit="false"/>
                <UNICAST3/>
                <pbcast.STABLE/>
                <raft.NO_DUPES/>
                <pbcast.GMS join_timeout="%d" view_ack_collection_timeout="400" merge_timeout="%d"
                            print_local_addr="false"/>
                <FRAG4/>
                """.formatted(
                        PatientMerge.class.getName(),
                        PatientMerge.CHECK_MILLIS,
                        FairDetector.class.getName(),
                        JOINING_MILLIS,
                        MERGING_MILLIS);
    }

    private static String log(AgentConfig config) {
        return """
                <%s vote_timeout="600"/>
                <%s members="%s" raft_id="%s" log_class="%s" log_dir="%s" log_use_fsync="true"
                    resend_interval="50" send_commits_immediately="false" max_log_size="16M"/>
                <raft.REDIRECT/>
                """.formatted(
                        SteadyElection.class.getName(),
                        PunctualRaft.class.getName(),
                        joined(config, peer -> peer.region().text()),
                        config.region().text(),
                        FileBasedLog.class.getName(),
                        config.directory().resolve("raft"));
    }

    private static String joined(AgentConfig config, Function<AgentConfig.Peer, String> word) {
        return config.peers().stream().map(word).collect(Collectors.joining(","));
    }

    private record Adapter(Machine machine) implements StateMachine {
        @Override
        public byte[] apply(byte[] data, int offset, int length, boolean serializeResponse) {
            return machine.apply(data, offset, length);
        }

        @Override
        public void readContentFrom(DataInput in) throws IOException {
            byte[] bytes = new byte[in.readInt()];
            in.readFully(bytes);
            machine.restore(bytes);
        }

        @Override
        public void writeContentTo(DataOutput out) throws IOException {
            byte[] bytes = machine.snapshot();
            out.writeInt(bytes.length);
            out.write(bytes);
        }
    }
}
