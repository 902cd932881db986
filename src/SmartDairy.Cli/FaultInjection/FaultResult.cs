using System.Globalization;

namespace SmartDairy.Cli.FaultInjection;

/// <summary>What one fault did.</summary>
/// <param name="Fault">Its name.</param>
/// <param name="Acked">Messages that their sender holds to be taken over.</param>
/// <param name="Stored">Rows in the database.</param>
/// <param name="Lost">Acknowledged, and no row.</param>
/// <param name="Dup">Rows more than messages.</param>
/// <param name="RecoverySeconds">The longest time from a fault until the rows had caught up with what was measured, but for half a second's worth; null when they did not.</param>
/// <param name="RssMaxMiB">The most resident memory of a silo.</param>
/// <param name="Note">What else is to say.</param>
internal sealed record FaultResult(string Fault, long Acked, long Stored, long Lost, long Dup, double? RecoverySeconds, double RssMaxMiB, string Note)
{
    public bool IsWhole => Lost == 0 && Dup == 0;

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Fault}: acked={Acked} stored={Stored} lost={Lost} dup={Dup} recovery_s={(RecoverySeconds is { } seconds ? seconds.ToString("F1", CultureInfo.InvariantCulture) : "never")} rss_max_mib={RssMaxMiB:F0}{(Note.Length > 0 ? $" ({Note})" : "")}");
}
