using System.Text.Json;
using SmartDairy.Cli.Api;

namespace SmartDairy.Cli.Bench;

/// <summary>Checks in the farm's ledger that every acknowledged message was stored exactly once.</summary>
internal static class LedgerCheck
{
    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(15);

    public static async Task<IReadOnlyList<BenchResult>> RunAsync(
        ApiClient api, int farmId, long acknowledged, TimeProvider time, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        long received, stored, duplicate, rejected, pending;
        do
        {
            await Task.Delay(TimeSpan.FromMilliseconds(500), time, cancellationToken);
            var data =
                await api.SendAsync("query($id: Int!) { ledger(farmId: $id) { received stored duplicate rejected pending } }",
                    new { id = farmId }, cancellationToken);
            var ledger = data.GetProperty("ledger");
            (received, stored) = (Number(ledger, "received"), Number(ledger, "stored"));
            (duplicate, rejected, pending) = (Number(ledger, "duplicate"), Number(ledger, "rejected"), Number(ledger, "pending"));
        }
        while (pending > 0 && time.GetElapsedTime(started) < MaxWait);

        var note = $"received {received:N0}, stored {stored:N0}, duplicate {duplicate:N0}, rejected {rejected:N0}, pending {pending:N0}";
        return
        [
            new("ledger_open", "Ledger: received − stored − duplicate − rejected", Math.Abs(received - stored - duplicate - rejected),
                "messages", 0, Note: note),
            new("acknowledged_not_stored", "Acknowledged − stored", Math.Abs(acknowledged - stored), "messages", 0,
                Note: $"{acknowledged:N0} acknowledged"),
        ];
    }

    // A 64-bit count may come as a number or as text.
    private static long Number(JsonElement ledger, string name) => ledger.GetProperty(name) is { ValueKind: JsonValueKind.String } text
        ? long.Parse(text.GetString()!, System.Globalization.CultureInfo.InvariantCulture)
        : ledger.GetProperty(name).GetInt64();
}
