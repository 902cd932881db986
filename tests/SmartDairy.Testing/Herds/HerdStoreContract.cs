using SmartDairy.History.Herds;
using SmartDairy.Testing.History;

namespace SmartDairy.Testing.Herds;

/// <summary>What every store of herds must do, whichever it is.</summary>
public abstract partial class HerdStoreContract : IAsyncLifetime
{
    private const int Farm = Sample.Farm;
    private const long Start = Sample.Start;
    private const long Hour = 3_600_000;
    private const long Day = 24 * Hour;
    private StoreUnderTest? _store;

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected StoreUnderTest Store => _store!;

    protected IHerdStore Herds => Store.Herds;

    public async ValueTask InitializeAsync() => _store = await OpenAsync();

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>A new, empty store.</summary>
    protected abstract Task<StoreUnderTest> OpenAsync();

    private static HerdRecord Row(
        string id, string subject = "COW-1", long time = Start, long? until = Start, int farm = Farm, string kind = "event",
        string body = "{}", long modified = Start)
        => new() { FarmId = farm, Kind = kind, Id = id, Subject = subject, Time = time, Until = until, Body = body, Modified = modified };

    private static HerdQuery Query(HerdRecordOrder order = HerdRecordOrder.OldestFirst)
        => new() { FarmId = Farm, Kind = "event", Order = order };

    private async Task<bool> WriteAsync(params HerdWrite[] writes) => await Herds.WriteAsync(writes, Cancellation);

    private async Task<HerdRecord> WriteAndReadBackAsync(HerdRecord row)
    {
        Assert.True(await WriteAsync(new HerdWrite(row)));
        return (await Herds.FindAsync(row.FarmId, row.Kind, row.Id, Cancellation))!;
    }

    private async Task<IReadOnlyList<string>> ListIdsAsync(HerdQuery query)
        => [.. (await Herds.ListAsync(query, 10_000, Cancellation)).Select(row => row.Id)];
}
