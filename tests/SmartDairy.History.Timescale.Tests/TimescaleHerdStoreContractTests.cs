using SmartDairy.History.Timescale.Tests.Store;
using SmartDairy.Testing.Herds;
using SmartDairy.Testing.History;

namespace SmartDairy.History.Timescale.Tests;

public sealed class TimescaleHerdStoreContractTests(Databases databases) : HerdStoreContract
{
    protected override async Task<StoreUnderTest> OpenAsync() => await TimescaleStoreUnderTest.CreateAsync(databases);

    protected override async Task<string?> ViewAsync(string sql) => (string?)await ((TimescaleStoreUnderTest)Store).ExecuteAsync(sql);
}
