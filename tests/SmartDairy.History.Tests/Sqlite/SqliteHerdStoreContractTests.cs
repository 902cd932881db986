using SmartDairy.Testing.Herds;
using SmartDairy.Testing.History;

namespace SmartDairy.History.Tests.Sqlite;

public sealed class SqliteHerdStoreContractTests : HerdStoreContract
{
    protected override Task<StoreUnderTest> OpenAsync() => Task.FromResult<StoreUnderTest>(SqliteStoreUnderTest.Create());

    protected override async Task<string?> QueryViewAsync(string sql)
    {
        await using var connection = ((SqliteStoreUnderTest)Store).Connect();
        return (string?)SqliteStoreUnderTest.Execute(connection, sql);
    }
}
