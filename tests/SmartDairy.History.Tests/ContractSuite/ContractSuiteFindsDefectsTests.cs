using SmartDairy.History.Tests.Sqlite;
using SmartDairy.Testing;
using SmartDairy.Testing.History;

namespace SmartDairy.History.Tests.ContractSuite;

/// <summary>A suite that no broken store can fail would prove nothing.</summary>
public sealed class ContractSuiteFindsDefectsTests
{
    [Theory]
    [InlineData(StoreDefect.AcknowledgesWithoutStoring, nameof(HistoryContract.What_was_acknowledged_is_there_after_a_crash))]
    [InlineData(StoreDefect.AcknowledgesBeforeStoring, nameof(HistoryContract.A_commit_that_fails_leaves_nothing_and_can_be_written_again))]
    [InlineData(StoreDefect.DropsOneInAThousand, nameof(HistoryContract.Many_writers_at_once_lose_nothing))]
    [InlineData(StoreDefect.StoresDuplicates, nameof(HistoryContract.The_same_reading_in_a_later_call_and_after_reopening_is_a_duplicate))]
    [InlineData(StoreDefect.HidesDuplicates, nameof(HistoryContract.Writers_that_send_the_same_at_once_store_it_once))]
    [InlineData(StoreDefect.CountsDuplicatesAsStored,
        nameof(HistoryContract.The_ledger_closes_for_every_device_and_farm_and_goes_on_after_reopening))]
    [InlineData(StoreDefect.RegressesLatest, nameof(HistoryContract.Latest_takes_each_metric_from_its_newest_reading_by_event_time))]
    [InlineData(StoreDefect.ForgetsTheTimeZone, nameof(HistoryContract.Buckets_agree_with_a_naive_calculation))]
    public async Task The_history_suite_fails_on_a_store_with_a_defect(StoreDefect defect, string failingTest)
    {
        var failures = await ContractSuiteRunner.FindFailuresAsync(() => new Suite(history => new BrokenHistory(history, defect)));
        Assert.Contains(failingTest, failures);
    }

    [Fact]
    public async Task The_history_suite_run_this_way_passes_on_an_honest_store()
        => Assert.Empty(await ContractSuiteRunner.FindFailuresAsync(() => new Suite(history => history)));

    private sealed class Suite(Func<IHistory, IHistory> wrap) : HistoryContract
    {
        protected override Task<StoreUnderTest> OpenAsync() => Task.FromResult<StoreUnderTest>(SqliteStoreUnderTest.Create(wrap));
    }
}
