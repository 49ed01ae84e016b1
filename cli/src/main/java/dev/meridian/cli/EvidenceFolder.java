package dev.meridian.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The folder of a drill's evidence, made before the first run: a drill takes a minute, and that its report has no
/// place should be known before. What was made for it goes again if nothing was written.
final class EvidenceFolder {
    private final Path path;

    /// What was not there before, the innermost first.
    private final List<Path> made;

    private EvidenceFolder(Path path, List<Path> made) {
        this.path = path;
        this.made = made;
    }

    /// Makes it and sees that files can be written there.
    static EvidenceFolder at(Path path) throws IOException {
        List<Path> missing = new ArrayList<>();
        for (Path at = path.toAbsolutePath(); at != null && isMissing(at); at = at.getParent()) {
            missing.add(at);
        }
        EvidenceFolder folder = new EvidenceFolder(path, missing);
        try {
            Files.createDirectories(path);
            Files.delete(Files.createTempFile(path, ".meridian-", ""));
        } catch (IOException e) {
            folder.removeIfEmpty();
            throw e;
        }
        return folder;
    }

    /// A link that leads nowhere is there: it is somebody's, and not ours to remove.
    private static boolean isMissing(Path path) {
        return Files.notExists(path, LinkOption.NOFOLLOW_LINKS);
    }

    Path path() {
        return path;
    }

    /// Where something was written, it stays; so do folders that were there before.
    void removeIfEmpty() {
        try {
            for (Path each : made) {
                Files.deleteIfExists(each);
            }
        } catch (IOException e) {
            return;
        }
    }

    /// The same when this process is told to end meanwhile.
    void endWithThisProcess() throws InterruptedException {
        try {
            Runtime.getRuntime().addShutdownHook(new Thread(this::removeIfEmpty, "evidence-folder-ending"));
        } catch (IllegalStateException e) {
            // It is ending already: there is nothing more to do or to say.
            removeIfEmpty();
            Thread.currentThread().join();
        }
    }
}
