using SmartDairy.Testing.History;
using SmartDairy.Testing.Registry;

namespace SmartDairy.History.Tests.Sqlite;

public sealed class SqliteRegistryContractTests : RegistryContract
{
    protected override Task<StoreUnderTest> OpenAsync() => Task.FromResult<StoreUnderTest>(SqliteStoreUnderTest.Create());
}
