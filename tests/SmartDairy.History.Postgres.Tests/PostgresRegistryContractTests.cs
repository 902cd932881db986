using SmartDairy.History.Postgres.Tests.Store;
using SmartDairy.Testing.History;
using SmartDairy.Testing.Registry;

namespace SmartDairy.History.Postgres.Tests;

public sealed class PostgresRegistryContractTests(TestDatabases databases) : RegistryContract
{
    protected override async Task<StoreUnderTest> OpenAsync() => await PostgresStoreUnderTest.CreateAsync(databases);
}
