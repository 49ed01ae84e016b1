package dev.meridian.diagrams;

import dev.meridian.estate.Estate;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// The pictures of an estate.
public final class Diagrams {
    private Diagrams() {}

    /// The files by their name below the folder of pictures.
    public static SequencedMap<String, String> of(Estate estate) {
        SequencedMap<String, String> files = new LinkedHashMap<>();
        StringBuilder page = new StringBuilder("# Pictures of " + estate.name() + "\n\n"
                + "Each as SVG, in the colours that your screen prefers, and as Mermaid (`.mmd`), which GitHub and many editors"
                + " draw.\n\n## All regions\n\n![All regions](overview.svg)\n\n");
        Overview overview = new Overview(estate);
        SequencedMap<String, String> regions = new LinkedHashMap<>();
        estate.sites().values().forEach(site -> {
            OneRegion one = new OneRegion(site, estate);
            regions.put(site.region() + ".svg", one.svg());
            regions.put(site.region() + ".mmd", one.mermaid());
            page.append("## ")
                    .append(site.region())
                    .append("\n\n![")
                    .append(site.region())
                    .append("](")
                    .append(site.region())
                    .append(".svg)\n\n");
        });
        files.put("README.md", page.toString().strip() + "\n");
        files.put("overview.svg", overview.svg());
        files.put("overview.mmd", overview.mermaid());
        files.putAll(regions);
        return files;
    }
}
