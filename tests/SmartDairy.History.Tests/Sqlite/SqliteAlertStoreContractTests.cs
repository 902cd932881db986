using SmartDairy.Testing.Alerts;
using SmartDairy.Testing.History;

namespace SmartDairy.History.Tests.Sqlite;

public sealed class SqliteAlertStoreContractTests : AlertStoreContract
{
    protected override Task<StoreUnderTest> OpenAsync() => Task.FromResult<StoreUnderTest>(SqliteStoreUnderTest.Create());
}
