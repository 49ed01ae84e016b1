package dev.meridian.runbooks;

import dev.meridian.estate.Cloud;
import dev.meridian.hcl.Block;
import dev.meridian.terraform.Root;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The roots of another cloud than AWS that the loss of a region takes. Its providers are told no region, so what
/// a root is about is read from its path, and from where the things are that it makes.
final class Taken {
    private static final String REGION = "regions/";
    private static final String LINK = "links/";

    /// What has states of Azure.
    private static final String ACCOUNT = "azurerm_storage_account";

    private Taken() {}

    /// Those that ask it for something, or whose states are in it: no plan of them is sure to be made while it is
    /// away.
    static List<String> by(List<Root> roots, Cloud cloud, String region) {
        List<String> accounts = accounts(roots, region);
        return roots.stream()
                .filter(root -> isOf(root, cloud)
                        && (isAbout(root, region)
                                || root.kept("storage_account_name")
                                        .filter(accounts::contains)
                                        .isPresent()))
                .map(Root::path)
                .toList();
    }

    private static List<String> accounts(List<Root> roots, String region) {
        return roots.stream()
                .flatMap(root -> root.blocks().stream())
                .filter(block -> block.labels().contains(ACCOUNT)
                        && block.text("location").equals(Optional.of(region)))
                .flatMap(block -> block.text("name").stream())
                .toList();
    }

    private static boolean isOf(Root root, Cloud cloud) {
        return Cloud.builtBy(root::asks).equals(Optional.of(cloud));
    }

    private static boolean isAbout(Root root, String region) {
        String path = root.path();
        if (path.startsWith(REGION)) {
            return path.equals(REGION + region);
        }
        if (path.startsWith(LINK)) {
            return Arrays.asList(path.substring(LINK.length()).split("--", -1)).contains(region);
        }
        return root.blocks().stream().anyMatch(block -> isIn(block, region));
    }

    /// A group is of a region, too: while that is away nothing of the group is changed, wherever it is (Azure
    /// Resource Manager, resource groups, 2026-11).
    private static boolean isIn(Block block, String region) {
        return block.type().equals("resource")
                && (block.text("location").equals(Optional.of(region))
                        || block.text("region").equals(Optional.of(region)));
    }

    static List<String> quoted(List<String> roots) {
        return roots.stream().map(root -> "`" + root + "`").toList();
    }
}
