package dev.meridian.postgresql;

import dev.meridian.units.Epoch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A data directory. All of one cache come from one template and so share its system identifier, which makes any
/// of them fit to follow any other.
///
/// A directory that took another course than the cluster (a primary that was fenced) is kept aside under its
/// epoch, not deleted: it may hold writes that only it has. The newest two of them are kept.
///
/// One that a copy replaces because it has nothing of its own stays beside that copy, whole, until the copy is
/// accepted ([#isOnTrial]). Each step from here to there is the move of one directory: whoever finds the two, or
/// the old one alone, can bring the old one back.
public final class Cluster {
    private static final int FORKS_KEPT = 2;
    private static final String STANDBY = "standby.signal";
    private static final String COPIED_FOR = "meridian.copied-for";

    private final Installation installation;
    private final Path directory;

    private Cluster(Installation installation, Path directory) {
        this.installation = installation;
        this.directory = directory.toAbsolutePath().normalize();
    }

    /// A data directory that is there, or will be.
    public static Cluster at(Installation installation, Path directory) {
        return new Cluster(installation, directory);
    }

    /// A fresh data directory, from the template, which is made first where the cache has none (half a second).
    /// It need not be on the disk yet.
    ///
    /// @throws IOException if there is something at `directory` already, or writing fails
    public static Cluster copyFromTemplate(Installation installation, Path directory) throws IOException {
        Path template = Template.in(installation);
        Cluster cluster = new Cluster(installation, directory);
        if (Files.exists(cluster.directory)) {
            throw new IOException(cluster.directory + " is already there");
        }
        copy(template, cluster.directory);
        installation.runAs().own(cluster.directory);
        return cluster;
    }

    public Installation installation() {
        return installation;
    }

    public Path directory() {
        return directory;
    }

    /// Whether a data directory is there.
    public boolean exists() {
        return Files.isRegularFile(directory.resolve("PG_VERSION"));
    }

    /// Of a primary that was stopped in order: where its last record begins. A copy that goes beyond that position
    /// has everything.
    ///
    /// @return empty if it runs, or was not stopped in order
    public Optional<Lsn> cleanEnd() throws IOException {
        return ControlFile.cleanEnd(directory);
    }

    /// Whether a server that starts here starts as a standby.
    public boolean isStandby() {
        return Files.exists(directory.resolve(STANDBY));
    }

    /// Whether this is a copy of the primary of that epoch, and has not taken a course of its own since. That is
    /// written in the directory itself, so it is true of whatever is moved here, by whomever.
    public boolean isCopyFor(Epoch epoch) {
        Path marker = directory.resolve(COPIED_FOR);
        try {
            return isStandby()
                    && Files.exists(marker)
                    && Files.readString(marker).strip().equals(epoch.toString());
        } catch (IOException e) {
            throw new UncheckedIOException("nobody knows what " + directory + " is a copy of", e);
        }
    }

    static void writeCopiedFor(Path directory, Epoch epoch) throws IOException {
        Files.writeString(directory.resolve(COPIED_FOR), epoch + "\n");
    }

    /// Makes the server that starts here next a standby of `upstream`, with an empty synchronous set of its own.
    public Cluster follow(Upstream upstream) throws IOException {
        standBy();
        settings(Map.of("primary_conninfo", upstream.conninfo()));
        return this;
    }

    /// Makes the server that starts here next a standby that follows nobody until it is told whom: how a fenced
    /// primary comes back, and only where its log is not ahead of the new primary's.
    public Cluster standBy() throws IOException {
        Path signal = directory.resolve(STANDBY);
        Files.write(signal, new byte[0], StandardOpenOption.CREATE);
        installation.runAs().own(signal);
        settings(Map.of());
        return this;
    }

    /// Moves the directory to `<directory>.fork-<epoch>`; empty if there is none.
    public Optional<Path> setAside(Epoch epoch) throws IOException {
        if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        // After the newest of this epoch, and not in the first gap: an older one may have been deleted.
        long newest = forks().stream()
                .filter(fork -> forkEpoch(fork) == epoch.number())
                .mapToLong(Cluster::forkNumber)
                .max()
                .orElse(0);
        Path aside = beside(".fork-" + epoch + (newest == 0 ? "" : "-" + (newest + 1)));
        move(directory, aside);
        return Optional.of(aside);
    }

    /// Moves the directory to where it waits for what comes of the copy that is to replace it; does nothing if
    /// there is none.
    void makeRoom() throws IOException {
        if (Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
            move(directory, replaced());
        }
    }

    /// Takes the finished copy in.
    void moveIn() throws IOException {
        move(unfinished(), directory);
    }

    /// Whether what this directory replaced is still there: it was not accepted yet, or is missing altogether.
    public boolean isOnTrial() {
        return Files.exists(replaced(), LinkOption.NOFOLLOW_LINKS);
    }

    /// Deletes what this directory replaced: it is not on trial any more, on disk too, when this returns.
    public void accept() throws IOException {
        discard(replaced());
        CacheRoot.delete(discarded());
    }

    /// Brings back what this directory replaced, in its place. No server may run on it.
    public void putBack() throws IOException {
        discard(directory);
        move(replaced(), directory);
        CacheRoot.delete(discarded());
    }

    /// Moves a directory to where it may be in pieces.
    private void discard(Path unwanted) throws IOException {
        CacheRoot.delete(discarded());
        if (Files.exists(unwanted, LinkOption.NOFOLLOW_LINKS)) {
            move(unwanted, discarded());
        }
    }

    private void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel names = FileChannel.open(parent(), StandardOpenOption.READ)) {
            names.force(true);
        }
    }

    private Path replaced() {
        return beside(".replaced");
    }

    private Path discarded() {
        return beside(".discarded");
    }

    /// The directories kept aside, newest first.
    public List<Path> forks() throws IOException {
        List<Path> forks = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(parent(), directory.getFileName() + ".fork-*")) {
            found.forEach(forks::add);
        }
        forks.sort(Comparator.comparingLong(Cluster::forkEpoch)
                .thenComparingLong(Cluster::forkNumber)
                .reversed());
        return forks;
    }

    /// Deletes all directories kept aside but the newest two. Of one epoch the first is the one that took another
    /// course with certainty, and outlives the later ones.
    ///
    /// @return those that it deleted, for the log
    public List<Path> dropOldForks() throws IOException {
        List<Path> old = forks().stream()
                .sorted(Comparator.comparingLong(Cluster::forkEpoch).reversed().thenComparingLong(Cluster::forkNumber))
                .skip(FORKS_KEPT)
                .toList();
        for (Path fork : old) {
            CacheRoot.delete(fork);
        }
        return old;
    }

    /// Where a directory is built before it takes this one's place.
    Path unfinished() {
        return beside(".cloning");
    }

    /// Says whom its server lets in; one that runs goes by it when it is told to ([Server#reload]).
    public void admit(HostAccess access) throws IOException {
        access.write(directory, installation.runAs());
    }

    /// Replaces the settings that SQL may change (`ALTER SYSTEM`) by these.
    private void settings(Map<String, String> settings) throws IOException {
        writeSettings(directory, settings);
        installation.runAs().own(directory.resolve("postgresql.auto.conf"));
    }

    static void writeSettings(Path directory, Map<String, String> settings) throws IOException {
        List<String> lines = settings.entrySet().stream()
                .map(setting -> setting.getKey() + " = '" + setting.getValue().replace("'", "''") + "'")
                .toList();
        Files.write(directory.resolve("postgresql.auto.conf"), lines);
    }

    private static long forkEpoch(Path fork) {
        return number(forkWords(fork)[0], -1);
    }

    /// Its number among the forks of its epoch.
    private static long forkNumber(Path fork) {
        String[] words = forkWords(fork);
        return words.length < 2 ? 1 : number(words[1], 1);
    }

    private static String[] forkWords(Path fork) {
        String name = String.valueOf(fork.getFileName());
        return name.substring(name.lastIndexOf(".fork-") + ".fork-".length()).split("-", 2);
    }

    private static long number(String digits, long otherwise) {
        return digits.matches("\\d{1,18}") ? Long.parseLong(digits) : otherwise;
    }

    private Path beside(String suffix) {
        return parent().resolve(directory.getFileName() + suffix);
    }

    private Path parent() {
        Path parent = directory.getParent();
        if (parent == null) {
            throw new IllegalStateException("a data directory is not the root of a file system");
        }
        return parent;
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.walkFileTree(from, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path entered, BasicFileAttributes attributes) throws IOException {
                Path made = to.resolve(from.relativize(entered));
                Files.createDirectories(made);
                Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rwx------"));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /// Nothing of the caller's environment may change what a server does.
    static void withoutPostgresVariables(ProcessBuilder builder) {
        builder.environment().keySet().removeIf(name -> name.startsWith("PG"));
        builder.environment().put("LC_ALL", "C");
        builder.environment().put("TZ", "UTC");
    }
}
