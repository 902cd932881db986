using SmartDairy.History.Timescale.Tests.Store;
using SmartDairy.Testing.Alerts;
using SmartDairy.Testing.History;

namespace SmartDairy.History.Timescale.Tests;

public sealed class PostgresAlertStoreContractTests(TestDatabases databases) : AlertStoreContract
{
    protected override async Task<StoreUnderTest> OpenAsync() => await PostgresStoreUnderTest.CreateAsync(databases);
}
