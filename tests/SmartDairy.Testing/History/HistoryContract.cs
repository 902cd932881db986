using SmartDairy.Contracts.Devices;
using SmartDairy.History;

namespace SmartDairy.Testing.History;

/// <summary>What every history must do, whichever store is behind it. A test project derives one class for each kind of store.</summary>
public abstract partial class HistoryContract : IAsyncLifetime
{
    private StoreUnderTest? _store;

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected StoreUnderTest Store => _store!;

    protected IHistory History => Store.History;

    public async ValueTask InitializeAsync() => _store = await OpenAsync();

    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>A new, empty store.</summary>
    protected abstract Task<StoreUnderTest> OpenAsync();

    private static async Task<int> CountRowsAsync(IHistory history, string device)
        => (await history.QuerySeriesAsync(
            Sample.Series(device, Sample.Start - (400L * 86_400_000), Sample.Start + (400L * 86_400_000)), Cancellation)).Times.Count;

    private static async Task<MessageCounts> GetMessageCountsAsync(IHistory history, string device)
        => (await history.GetMessageCountsAsync([device], Cancellation))[device];
}
