using SmartDairy.Testing.History;

namespace SmartDairy.History.Tests.Sqlite;

public sealed class SqliteHistoryContractTests : HistoryContract
{
    protected override Task<StoreUnderTest> OpenAsync() => Task.FromResult<StoreUnderTest>(SqliteStoreUnderTest.Create());
}
