using SmartDairy.History.Timescale.Tests.Store;
using SmartDairy.Testing.History;
using SmartDairy.Testing.Registry;

namespace SmartDairy.History.Timescale.Tests;

public sealed class PostgresRegistryContractTests(TestDatabases databases) : RegistryContract
{
    protected override async Task<StoreUnderTest> OpenAsync() => await PostgresStoreUnderTest.CreateAsync(databases);
}
