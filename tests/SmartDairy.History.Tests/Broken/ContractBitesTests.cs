using SmartDairy.History.Tests.Sqlite;
using SmartDairy.Testing;
using SmartDairy.Testing.History;

namespace SmartDairy.History.Tests.Broken;

/// <summary>A suite that no broken store can fail would prove nothing.</summary>
public sealed class ContractBitesTests
{
    [Theory]
    [InlineData(Defect.AcknowledgesWithoutStoring)]
    [InlineData(Defect.AcknowledgesBeforeStoring)]
    [InlineData(Defect.DropsOneInAThousand)]
    [InlineData(Defect.StoresDuplicates)]
    [InlineData(Defect.HidesDuplicates)]
    [InlineData(Defect.CountsDuplicatesAsStored)]
    [InlineData(Defect.RegressesLatest)]
    [InlineData(Defect.ForgetsTheTimeZone)]
    public async Task The_history_suite_fails_on_a_store_that(Defect defect)
    {
        var failures = await SuiteRun.FailuresAsync(() => new Suite(history => new BrokenHistory(history, defect)));
        Assert.NotEmpty(failures);
    }

    [Fact]
    public async Task The_history_suite_run_this_way_passes_on_an_honest_store()
        => Assert.Empty(await SuiteRun.FailuresAsync(() => new Suite(history => history)));

    private sealed class Suite(Func<IHistory, IHistory> wrap) : HistoryContract
    {
        protected override Task<StoreUnderTest> OpenAsync() => Task.FromResult<StoreUnderTest>(SqliteStoreUnderTest.Create(wrap));
    }
}
