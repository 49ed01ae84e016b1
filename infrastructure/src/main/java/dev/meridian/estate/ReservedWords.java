package dev.meridian.estate;

import dev.meridian.topology.Message;
import java.util.List;

/// What no database of RDS may be called: words that PostgreSQL keeps for itself (PostgreSQL 17, appendix C,
/// reserved key words), and databases and owners that RDS makes (RDS and Aurora user guides; 2026-11).
final class ReservedWords {
    private static final List<String> WORDS = List.of("""
            all analyse analyze and any array as asc asymmetric both case cast check collate column constraint create
            current_catalog current_date current_role current_time current_timestamp current_user default deferrable desc
            distinct do else end except false fetch for foreign from grant group having in initially intersect into lateral
            leading limit localtime localtimestamp not null offset on only or order placing primary references returning
            select session_user some symmetric system_user table then to trailing true union unique user using variadic when
            where window with admin postgres rdsadmin template0 template1""".split("\\s+"));

    /// Of roles: the one that PostgreSQL means everybody by (PostgreSQL 17, CREATE ROLE), those that RDS and
    /// Aurora have made (their user guides, PostgreSQL roles; 2026-11), and the owner of what is written. None is
    /// called `none`, a word of the format, or begins with `pg_` or `rds_`: names have no `_`.
    private static final List<String> ROLES =
            List.of("owner", "public", "rdsadmin", "rdsrepladmin", "rdstopmgr", "rdswriteforwarduser");

    private ReservedWords() {}

    /// A problem for a service whose databases would have a user of that name.
    static void checkUser(String service, Ledger ledger) {
        if (ROLES.contains(service)) {
            ledger.problem(
                    "services." + service,
                    new Message(
                            "no database has a user `" + service + "` for a service",
                            "a service signs in as the user of its name, and that role is "
                                    + (service.equals("owner") ? "the owner of the database" : "reserved"),
                            "another name, for example `" + service + "s`"));
        }
    }

    /// A problem for a store whose database would be called so.
    static void check(Asked store) {
        String name = store.name().replace('-', '_');
        if (WORDS.contains(name)) {
            store.problem(
                    "",
                    new Message(
                            "RDS makes no database that is called `" + name + "`",
                            "the database of a store is called after it, and the word is reserved",
                            "another name, for example `" + store.name() + "s`"));
        }
    }
}
