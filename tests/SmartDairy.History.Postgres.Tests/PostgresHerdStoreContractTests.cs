using SmartDairy.History.Postgres.Tests.Store;
using SmartDairy.Testing.Herds;
using SmartDairy.Testing.History;

namespace SmartDairy.History.Postgres.Tests;

public sealed class PostgresHerdStoreContractTests(TestDatabases databases) : HerdStoreContract
{
    protected override async Task<StoreUnderTest> OpenAsync() => await PostgresStoreUnderTest.CreateAsync(databases);

    protected override async Task<string?> QueryViewAsync(string sql) => (string?)await ((PostgresStoreUnderTest)Store).ExecuteAsync(sql);
}
