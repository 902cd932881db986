using SmartDairy.History.Timescale.Tests.Store;
using SmartDairy.Testing.Alerts;
using SmartDairy.Testing.History;

namespace SmartDairy.History.Timescale.Tests;

public sealed class TimescaleAlertStoreContractTests(Databases databases) : AlertStoreContract
{
    protected override async Task<StoreUnderTest> OpenAsync() => await TimescaleStoreUnderTest.CreateAsync(databases);
}
