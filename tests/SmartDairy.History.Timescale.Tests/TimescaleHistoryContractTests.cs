using SmartDairy.History.Timescale.Tests.Store;
using SmartDairy.Testing.History;

namespace SmartDairy.History.Timescale.Tests;

public sealed class TimescaleHistoryContractTests(Databases databases) : HistoryContract
{
    protected override async Task<StoreUnderTest> OpenAsync() => await TimescaleStoreUnderTest.CreateAsync(databases);
}
