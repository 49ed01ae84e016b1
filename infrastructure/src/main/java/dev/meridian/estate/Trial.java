package dev.meridian.estate;

/// A restore that the cloud tries by itself, from a vault of backups (ADR 32).
///
/// @param vault that has what is restored
/// @param made when a backup is put there, as AWS Backup writes it
/// @param tried when the newest one is restored, likewise
/// @param days how old it may be, at most
public record Trial(String vault, String made, String tried, int days) {
    /// As AWS Backup takes names of such plans: letters, digits and low lines (its API reference,
    /// RestoreTestingPlanForCreate, 2026-11).
    public String name() {
        return vault.replace('-', '_');
    }
}
