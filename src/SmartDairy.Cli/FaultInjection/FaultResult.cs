using System.Globalization;

namespace SmartDairy.Cli.FaultInjection;

/// <summary>Result of one fault.</summary>
/// <param name="Fault">Name of the fault.</param>
/// <param name="Acked">Messages acknowledged to their senders.</param>
/// <param name="Stored">Rows in the database.</param>
/// <param name="Lost">Acknowledged messages without a row.</param>
/// <param name="Dup">Duplicate rows.</param>
/// <param name="RecoverySeconds">Longest time from a fault until the rows had caught up with the measurements to within half a second; null
/// when they did not.</param>
/// <param name="RssMaxMiB">Maximum resident memory of a silo, MiB.</param>
/// <param name="Note">Further remarks; empty for none.</param>
internal sealed record FaultResult(
    string Fault, long Acked, long Stored, long Lost, long Dup, double? RecoverySeconds, double RssMaxMiB, string Note)
{
    public bool IsWhole => Lost == 0 && Dup == 0;

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Fault}: acked={Acked} stored={Stored} lost={Lost} dup={Dup} recovery_s={(RecoverySeconds is { } seconds ? seconds.ToString("F1", CultureInfo.InvariantCulture) : "never")} rss_max_mib={RssMaxMiB:F0}{(Note.Length > 0 ? $" ({Note})" : "")}");
}
