package dev.meridian.estate;

import dev.meridian.units.RegionName;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.stream.Stream;

/// What is to be built.
///
/// @param name that everything of it begins with: the application's, and the environment's where there is one
/// @param sites in the order of the file
/// @param links between two sites each; the first of a pair is the one that the file names first
/// @param streams of objects, from one region to others
/// @param volumes backups of volumes of one region, in others
/// @param backupRegions what has copies of backups and is no region of the file
/// @param images from where to where they are copied; empty for nowhere
/// @param entrances that users open
/// @param accelerator before them; empty for none
/// @param firewall before each of them; empty for none
/// @param pages the bucket that has what users see while nobody answers
/// @param records the bucket that has who called what of the cloud's own interface
/// @param watch what is looked at by itself
/// @param delivery how it gets there; empty where pipelines of another kind are asked for
/// @param fleet what clusters run; empty where there is none
/// @param keepers where Terraform keeps what it knows, by the cloud that it is about
/// @param coverage what of the file this was made of
public record Estate(
        String name,
        SequencedMap<RegionName, Site> sites,
        List<Link> links,
        List<Bucket.Stream> streams,
        List<VolumeBackup.Copies> volumes,
        List<BackupRegion> backupRegions,
        Optional<Images> images,
        List<Entrance> entrances,
        Optional<Accelerator> accelerator,
        Optional<Firewall> firewall,
        String pages,
        String records,
        Watch watch,
        Optional<Delivery> delivery,
        Optional<Fleet> fleet,
        SequencedMap<Cloud, States> keepers,
        Coverage coverage) {
    public Estate {
        sites = new LinkedHashMap<>(sites);
        links = List.copyOf(links);
        streams = List.copyOf(streams);
        volumes = List.copyOf(volumes);
        backupRegions = List.copyOf(backupRegions);
        entrances = List.copyOf(entrances);
        keepers = new LinkedHashMap<>(keepers);
    }

    /// What of a file has been written, and why the rest was left.
    ///
    /// @param rendered paths
    /// @param left why, by path; not all that was left has a reason
    /// @param instead what is possible, by path, where that depends on the reason
    /// @param notices what whoever writes it has to know at once
    public record Coverage(
            SequencedSet<String> rendered,
            SequencedMap<String, String> left,
            SequencedMap<String, String> instead,
            List<String> notices) {
        public Coverage {
            rendered = new LinkedHashSet<>(rendered);
            left = new LinkedHashMap<>(left);
            instead = new LinkedHashMap<>(instead);
            notices = List.copyOf(notices);
        }
    }

    /// What of it is in one cloud; empty where nothing is. Neither needs anything of the others.
    public Optional<Estate> in(Cloud cloud) {
        SequencedMap<RegionName, Site> ours = new LinkedHashMap<>();
        sites.forEach((region, site) -> {
            if (site.cloud() == cloud) {
                ours.put(region, site);
            }
        });
        SequencedMap<Cloud, States> keeper = new LinkedHashMap<>();
        Optional.ofNullable(keepers.get(cloud)).ifPresent(states -> keeper.put(cloud, states));
        return ours.isEmpty()
                ? Optional.empty()
                : Optional.of(new Estate(
                        name,
                        ours,
                        links.stream()
                                .filter(link -> ours.containsKey(link.from()))
                                .toList(),
                        streams.stream()
                                .filter(stream -> ours.containsKey(stream.from().region()))
                                .toList(),
                        volumes,
                        backupRegions,
                        images,
                        entrances.stream()
                                .filter(entrance -> entrance.cloud() == cloud)
                                .toList(),
                        accelerator,
                        firewall,
                        pages,
                        records,
                        watch,
                        delivery,
                        fleet,
                        keeper,
                        coverage));
    }

    /// Where the states are of what is [in][#in] one cloud.
    public States states() {
        return keepers.firstEntry().getValue();
    }

    /// The bucket that has what changed in a region.
    public String changes(RegionName region) {
        String suffix = records.substring(records.lastIndexOf('-'));
        return ShortName.bucket(name + "-" + region + "-changes", suffix);
    }

    /// The copies of objects that go from one end of a link to the other, each with that other end alone.
    public List<Bucket.Stream> streams(Link link) {
        List<RegionName> ends = List.of(link.from(), link.to());
        return streams.stream()
                .filter(stream -> ends.contains(stream.from().region()))
                .flatMap(stream -> stream.to().stream()
                        .filter(place -> ends.contains(place.region()))
                        .map(place ->
                                new Bucket.Stream(stream.store(), stream.from(), List.of(place), stream.isTimed())))
                .toList();
    }

    /// The copies of backups of databases, to wherever they go.
    public List<Database.Copy> backups() {
        return Stream.concat(
                        links.stream().flatMap(link -> link.copies().backups().stream()),
                        backupRegions.stream().flatMap(one -> one.databases().stream()))
                .toList();
    }

    /// A site by its region.
    public Site site(RegionName region) {
        Site site = sites.get(region);
        if (site == null) {
            throw new IllegalArgumentException("nothing is built in " + region);
        }
        return site;
    }

    /// The sites whose networks that of one reaches, and services of it find stores in: those of AWS, as it is.
    public List<Site> peers(Site site) {
        return peers(site, sites, links);
    }

    static List<Site> peers(Site site, SequencedMap<RegionName, Site> sites, List<Link> links) {
        return site.cloud() != Cloud.AWS
                ? List.of()
                : sites.values().stream()
                        .filter(other -> links.stream().anyMatch(link -> link.connects(site, other)))
                        .toList();
    }

    /// The sites in the order in which they can be built: whom a database follows is there before it, and what a
    /// cache is a part of, unless that contradicts the former, which it only does once it is there. Otherwise the
    /// order of the file. Empty where each of some waits for another.
    static Optional<List<Site>> inOrder(SequencedMap<RegionName, Site> sites) {
        return inOrder(sites, true).or(() -> inOrder(sites, false));
    }

    /// @param isNew whether parts of what several regions have together are made, and it before them
    static Optional<List<Site>> inOrder(SequencedMap<RegionName, Site> sites, boolean isNew) {
        SequencedMap<RegionName, Site> built = new LinkedHashMap<>();
        while (built.size() < sites.size()) {
            Optional<Site> next = sites.values().stream()
                    .filter(site -> !built.containsKey(site.region())
                            && built.keySet().containsAll(site.follows())
                            && (!isNew || built.keySet().containsAll(site.joins())))
                    .findFirst();
            if (next.isEmpty()) {
                return Optional.empty();
            }
            built.put(next.get().region(), next.get());
        }
        return Optional.of(List.copyOf(built.values()));
    }

    /// The same of this one, which has such an order or would not be there.
    public List<Site> inOrder() {
        return inOrder(sites).orElseThrow(() -> new AssertionError("an estate that nobody can build"));
    }

    /// What services are started from, and how it gets to every region that has them.
    ///
    /// @param from the region that they are put into
    /// @param to at least one
    public record Images(RegionName from, List<RegionName> to, List<String> repositories) {
        public Images {
            to = List.copyOf(to);
            repositories = List.copyOf(repositories);
        }
    }

    /// What goes from a region to another.
    ///
    /// @param backups of databases
    /// @param tables that are first in one of them
    /// @param mirrors of messages
    /// @param followings of searches that follow another
    /// @param objects that somebody hears of where they are late; those that nobody does are of their own region
    public record Copies(
            List<Database.Copy> backups,
            List<Table.Copy> tables,
            List<MessageLog.Mirror> mirrors,
            List<Search.Following> followings,
            List<Bucket.Copy> objects) {
        public Copies {
            backups = List.copyOf(backups);
            tables = List.copyOf(tables);
            mirrors = List.copyOf(mirrors);
            followings = List.copyOf(followings);
            objects = List.copyOf(objects);
        }

        boolean isEmpty() {
            return backups.isEmpty()
                    && tables.isEmpty()
                    && mirrors.isEmpty()
                    && followings.isEmpty()
                    && objects.isEmpty();
        }
    }

    /// Two regions with something between them.
    ///
    /// @param isPeered whether their networks reach each other
    /// @param copies of what either has, in the other
    public record Link(RegionName from, RegionName to, boolean isPeered, Copies copies) {

        /// As files call it: `eu-west-1--us-east-1` never, but in the order of the file.
        public String name() {
            return from + "--" + to;
        }

        private boolean connects(Site one, Site other) {
            List<RegionName> ends = List.of(from, to);
            return isPeered
                    && !one.region().equals(other.region())
                    && ends.contains(one.region())
                    && ends.contains(other.region());
        }
    }
}
