package dev.meridian.cli;

import dev.meridian.answers.Printable;
import dev.meridian.synthesis.Lock;
import dev.meridian.synthesis.Repository;
import dev.meridian.topology.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.stream.Stream;

/// A folder that `synth` writes into again and again, beside whatever else people keep there.
///
/// Its lock has the hash of each file as it was written. A file that is neither as the lock has it nor as it
/// would be written now was changed by somebody, and stays. New files are complete, in a folder beside the
/// others, before the first one takes its place, and each takes it at once: a program that is killed in between
/// leaves old and new files, none of them torn, and the lock of the new ones in that folder, by which the next
/// run knows them for its own.
final class WrittenFolder {
    private static final String BESIDE = ".meridian-synth";

    private final Path folder;
    private final Path beside;
    private final Repository repository;
    private final Optional<Lock> before;

    /// The hashes of what was written here before, by path; of a run that was cut off as well.
    private final SequencedMap<String, SequencedSet<String>> own = new LinkedHashMap<>();

    /// What became of each file.
    enum Change {
        NEW,
        CHANGED,
        SAME,
        REMOVED;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    WrittenFolder(Path folder, Repository repository) throws IOException {
        this.folder = folder;
        this.beside = folder.resolve(BESIDE);
        this.repository = repository;
        List<Lock> locks = locks(folder);
        this.before = locks.stream().findFirst();
        locks.forEach(lock -> lock.files().forEach(this::remember));
    }

    /// A lock is a file that anybody may have edited: what it says of places outside the folder is not believed.
    private void remember(String path, String hash) {
        Path relative = Path.of(path);
        boolean isBelow = relative.equals(relative.normalize()) && !relative.isAbsolute() && !relative.startsWith("..");
        if (isBelow && !path.isEmpty()) {
            own.computeIfAbsent(path, _ -> new LinkedHashSet<>()).add(hash);
        }
    }

    /// What keeps anything from being written into a folder, whatever that is.
    static Optional<Problem> hindrance(Path folder) throws IOException {
        if (folder.toString().isEmpty()) {
            return Optional.of(wrong(folder, "the name of the folder is empty", "`-o out`"));
        }
        Path lock = folder.resolve(Lock.NAME);
        if (isFile(lock) && read(lock).isEmpty()) {
            return Optional.of(wrong(
                    folder,
                    lock + " cannot be read",
                    "it has what the next writing keeps, such as the addresses of regions, and which files are whose;"
                            + " without it, regions could be built anew",
                    "bring it back as it was written: `git checkout " + Lock.NAME + "` there"));
        }
        return Files.exists(folder) && !Files.isDirectory(folder)
                ? Optional.of(wrong(folder, folder + " is no folder", "name a folder, or one that is not there yet"))
                : Optional.empty();
    }

    /// That of the last run there, or of one that was cut off before it had all in place.
    static Optional<Lock> lock(Path folder) throws IOException {
        return locks(folder).stream().findFirst();
    }

    private static List<Lock> locks(Path folder) throws IOException {
        List<Lock> locks = new ArrayList<>();
        for (Path at : List.of(folder, folder.resolve(BESIDE))) {
            Path lock = at.resolve(Lock.NAME);
            if (isFile(lock)) {
                read(lock).ifPresent(locks::add);
            }
        }
        return locks;
    }

    private static boolean isFile(Path lock) {
        return Files.isRegularFile(lock, LinkOption.NOFOLLOW_LINKS);
    }

    /// Empty where it is none: a file that was merged by hand, or is no text at all.
    static Optional<Lock> read(Path lock) throws IOException {
        return Lock.of(new String(Files.readAllBytes(lock), StandardCharsets.UTF_8));
    }

    private static Problem wrong(Path folder, String what, String fix) {
        return wrong(folder, what, "many files are written, below one folder", fix);
    }

    private static Problem wrong(Path folder, String what, String why, String fix) {
        return Complaints.option("--out", FileNames.shown(folder), what, why, fix);
    }

    /// What this run cannot write over, and what it would replace or remove though somebody may need it.
    ///
    /// @param isForced whether nobody needs it
    List<Problem> inTheWay(boolean isForced) throws IOException {
        Listing listing = new Listing(folder);
        List<Problem> problems = new ArrayList<>(noFolders(listing));
        problems.addAll(noFiles(listing));
        if (!isForced) {
            Optional<Problem> other = otherName();
            problems.addAll(other.isPresent() ? List.of(other.get()) : changedByHand(listing));
        }
        return problems;
    }

    /// All names begin with another word than those of what was written here: nothing of it would be left.
    private Optional<Problem> otherName() {
        return before.flatMap(Lock::name)
                .flatMap(there -> Lock.of(repository.files().getOrDefault(Lock.NAME, ""))
                        .flatMap(Lock::name)
                        .filter(name -> !there.equals(name))
                        .map(name -> otherName(Printable.of(there), name)));
    }

    private Problem otherName(String there, String name) {
        return wrong(
                folder,
                "`" + there + "` was written there, and this is `" + name + "`",
                "these roots would take the place of others, and what those built would be nobody's",
                "a folder for each; or `--force`, once what `" + there + "` built is destroyed");
    }

    private List<Problem> changedByHand(Listing listing) throws IOException {
        List<Problem> problems = new ArrayList<>();
        for (String path : touched()) {
            Path file = folder.resolve(path);
            if (listing.has(file) && !listing.isFolder(file) && isSomebodys(path)) {
                problems.add(Complaints.option(
                        "--out",
                        file.toString(),
                        own.containsKey(path)
                                ? file + " is not as it was written here"
                                : file + " is there already, and was not written here",
                        "what somebody has written is not written over",
                        "bring the change into the topology and move the file away, or `--force` to lose it"));
            }
        }
        return problems;
    }

    /// What is no folder and has to be one, or is somewhere else in truth: what is written is written below the
    /// folder that was named, and all of it or nothing.
    private List<Problem> noFolders(Listing listing) throws IOException {
        SequencedSet<Path> folders = new LinkedHashSet<>();
        for (String path : touched()) {
            for (Path at = Path.of(path).getParent(); at != null; at = at.getParent()) {
                folders.add(at);
            }
        }
        List<Problem> problems = new ArrayList<>();
        for (Path at : folders) {
            Path there = folder.resolve(at);
            if (listing.has(there) && !listing.isFolder(there)) {
                problems.add(noFolder(there));
            }
        }
        return problems;
    }

    private static Problem noFolder(Path at) {
        return Files.isSymbolicLink(at)
                ? wrong(
                        at,
                        at + " is a link to another place",
                        "what is written stays below the folder that was named",
                        "a folder in its place, or `-o` with the folder that it leads to")
                : wrong(
                        at,
                        at + " is a file",
                        "files are written below it",
                        "move it away, or another folder after `-o`");
    }

    private List<Problem> noFiles(Listing listing) throws IOException {
        List<Problem> problems = new ArrayList<>();
        for (String path : repository.files().keySet()) {
            Path at = folder.resolve(path);
            if (listing.isFolder(at)) {
                problems.add(wrong(
                        at,
                        at + " is a folder",
                        "a file is written there",
                        "move it away, or another folder after `-o`"));
            }
        }
        return problems;
    }

    /// Everything that is written, and what was and is no more; but for the lock, which is nobody's to change.
    private SequencedSet<String> touched() {
        SequencedSet<String> paths = new LinkedHashSet<>(repository.files().keySet());
        paths.addAll(own.keySet());
        paths.remove(Lock.NAME);
        return paths;
    }

    private boolean isSomebodys(String path) throws IOException {
        Path file = folder.resolve(path);
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return true;
        }
        String there = Lock.hash(Files.readAllBytes(file));
        boolean isOld = own.getOrDefault(path, new LinkedHashSet<>()).contains(there);
        String text = repository.files().get(path);
        return !isOld && (text == null || !Lock.hash(text).equals(there));
    }

    /// Writes everything; afterwards the folder has every file of the repository and none of an earlier one's
    /// that is no more.
    SequencedMap<String, Change> write() throws IOException {
        SequencedMap<String, Change> changes = new LinkedHashMap<>();
        Listing listing = new Listing(folder);
        for (var entry : repository.files().entrySet()) {
            Path file = folder.resolve(entry.getKey());
            changes.put(entry.getKey(), listing.has(file) ? change(file, entry.getValue()) : Change.NEW);
        }
        List<String> news = changes.keySet().stream()
                .filter(path -> changes.get(path) != Change.SAME)
                .toList();
        draft(news);
        SequencedSet<Path> placed = new LinkedHashSet<>();
        for (String path : news) {
            if (!path.equals(Lock.NAME)) {
                place(Path.of(path), placed);
            }
        }
        for (String path : own.keySet()) {
            Path old = folder.resolve(path);
            boolean isFile = !Files.isDirectory(old, LinkOption.NOFOLLOW_LINKS);
            if (!repository.files().containsKey(path) && isFile && Files.deleteIfExists(old)) {
                changes.put(path, Change.REMOVED);
                removeEmpty(parent(old));
            }
        }
        if (changes.get(Lock.NAME) != Change.SAME) {
            place(Path.of(Lock.NAME), placed);
        }
        sweep(beside, "");
        return changes;
    }

    /// The lock of a run that was cut off stays until there is a new one: it knows what that run had written.
    private void draft(List<String> paths) throws IOException {
        sweep(beside, Lock.NAME);
        boolean isFirst = !Files.exists(beside, LinkOption.NOFOLLOW_LINKS);
        try {
            write(paths);
        } catch (IOException e) {
            sweep(beside, isFirst ? "" : Lock.NAME);
            throw e;
        }
    }

    private void write(List<String> paths) throws IOException {
        SequencedSet<Path> folders = new LinkedHashSet<>();
        for (String path : paths) {
            Path draft = beside.resolve(path);
            if (folders.add(parent(draft))) {
                Files.createDirectories(parent(draft));
            }
            Files.writeString(draft, repository.files().getOrDefault(path, ""));
        }
    }

    private static Change change(Path file, String text) throws IOException {
        boolean isSame = Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                && Lock.hash(Files.readAllBytes(file)).equals(Lock.hash(text));
        return isSame ? Change.SAME : Change.CHANGED;
    }

    /// Puts a draft where it belongs; if there is no such folder yet, the whole folder, with every draft in it.
    ///
    /// @param placed the whole folders that are in their place
    private void place(Path path, SequencedSet<Path> placed) throws IOException {
        for (int depth = 1; depth < path.getNameCount(); depth++) {
            Path above = path.subpath(0, depth);
            if (placed.contains(above)) {
                return;
            }
            if (!Files.exists(folder.resolve(above))) {
                move(above);
                placed.add(above);
                return;
            }
        }
        move(path);
    }

    private void move(Path path) throws IOException {
        Files.move(
                beside.resolve(path),
                folder.resolve(path),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    private static Path parent(Path file) {
        Path parent = file.getParent();
        if (parent == null) {
            throw new IllegalArgumentException(file + " is in no folder");
        }
        return parent;
    }

    /// Folders that hold nothing any more go too; one with something of somebody's in it stays.
    private void removeEmpty(Path from) throws IOException {
        for (Path at = from; at.startsWith(folder) && !at.equals(folder); at = parent(at)) {
            try {
                Files.deleteIfExists(at);
            } catch (DirectoryNotEmptyException _) {
                return;
            }
        }
    }

    /// Removes what is below a folder, but for one name directly in it, and the folder if nothing is to be kept.
    private static void sweep(Path beside, String kept) throws IOException {
        if (Files.isDirectory(beside, LinkOption.NOFOLLOW_LINKS)) {
            try (Stream<Path> left = Files.walk(beside)) {
                for (Path path : left.sorted(Comparator.reverseOrder()).toList()) {
                    boolean isKept = !kept.isEmpty() && (path.equals(beside) || path.equals(beside.resolve(kept)));
                    if (!isKept) {
                        Files.delete(path);
                    }
                }
            }
        }
    }
}
