using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SmartDairy.Contracts.Farms;
using SmartDairy.History.Registry;
using SmartDairy.History.Sqlite;
using SmartDairy.Testing.History;

namespace SmartDairy.History.Tests.Sqlite;

public sealed class SqliteHistoryExtensionsTests
{
    [Fact]
    public async Task History_and_registry_share_one_store()
    {
        var directory = Path.Combine(Path.GetTempPath(), $"smartdairy-di-{Guid.NewGuid():N}", "made", "on", "demand");
        await using (var services = new ServiceCollection().AddLogging().AddSqliteHistory(options => options.DataDirectory = directory)
            .BuildServiceProvider())
        {
            await services.GetRequiredService<IHistory>().AppendAsync(Sample.MinutelyReadings("ENV-1", 3));
            Assert.True(await services.GetRequiredService<IRegistry>()
                .AddFarmAsync(new FarmSnapshot(1, "f", "UTC"), TestContext.Current.CancellationToken));
            Assert.Equal(0, services.GetRequiredService<SqliteStore>().PendingRows);
        }

        Assert.True(File.Exists(Path.Combine(directory, SqliteHistoryOptions.FileName)));
        Directory.Delete(Path.GetFullPath(Path.Combine(directory, "..", "..", "..")), recursive: true);
    }

    [Fact]
    public void Every_option_out_of_range_is_named_at_once()
    {
        using var services = new ServiceCollection().AddLogging()
            .AddSqliteHistory(options =>
            {
                options.MaxBatchRows = 0;
                options.BusyTimeout = TimeSpan.FromHours(1);
            })
            .BuildServiceProvider();
        var refusal = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IOptions<SqliteHistoryOptions>>().Value);
        Assert.Equal(3, refusal.Failures.Count());
        Assert.Contains(refusal.Failures, failure => failure.Contains("MaxBatchRows is 0", StringComparison.Ordinal));
    }
}
