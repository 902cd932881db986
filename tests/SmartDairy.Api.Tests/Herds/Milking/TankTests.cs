using SmartDairy.Contracts.Milking;
using SmartDairy.History.Herds;
using Xunit;
using static SmartDairy.Api.Tests.Herds.HerdTestHost;

namespace SmartDairy.Api.Tests.Herds.Milking;

public sealed class TankTests
{
    [Fact]
    public async Task A_collection_is_compared_with_what_was_milked_since_the_one_before()
    {
        await using var host = await StartAsync();
        Assert.Equal(
            """{"recordTankCollection":{"id":"C-1","litres":100,"withheldLitres":0,"recordedBy":"all farms","retracted":false}}""",
            (await host.DataAsync(
                """mutation { recordTankCollection(farmId: 1, input: { id: "C-1", tankId: "T", time: "2026-03-08T08:00:00Z", litres: 100 }) { id litres withheldLitres recordedBy retracted } }""")).GetRawText());
        await RecordAsync(host, "C-2", "2026-03-10T08:00:00Z", 50, 10);
        await RecordAsync(host, "C-3", "2026-03-10T09:00:00Z", 990, 0);
        await host.PutAsync(
            HerdRecordKinds.Milkings, [.. Enumerable.Range(0, 4).Select(i => Milking($"M-{i}", i % 2, Now - ((i + 5) * Hour), 15.1))]);
        const string Ask =
            """{ tankReconciliation(farmId: 1, tankId: "T"ARGUMENTS) { collection { id } from milkings unmeasured meteredLitres differenceLitres verdict } }""";
        var withThird = (await host.DataAsync(Ask.Replace("ARGUMENTS", "", StringComparison.Ordinal))).GetProperty("tankReconciliation");
        Assert.Equal(("C-3", 0, "METERED_LESS"),
            (withThird[0].GetProperty("collection").GetProperty("id").GetString(), withThird[0].GetProperty("milkings").GetInt32(),
                withThird[0].GetProperty("verdict").GetString()));

        await host.DataAsync("""mutation { retractTankCollection(farmId: 1, id: "C-3") { retracted } }""");
        Assert.Equal(
            """{"tankReconciliation":[{"collection":{"id":"C-2"},"from":"2026-03-08T08:00:00.000Z","milkings":4,"unmeasured":0,"meteredLitres":60.4,"differenceLitres":0.4,"verdict":"METERED_MORE"}]}""",
            (await host.DataAsync(Ask.Replace("ARGUMENTS", "", StringComparison.Ordinal))).GetRawText()
            .Replace("0.3999999999999986", "0.4", StringComparison.Ordinal));
        Assert.Equal("WITHIN", Verdict(await host.DataAsync(Ask.Replace("ARGUMENTS", ", tolerancePercent: 1", StringComparison.Ordinal))));
        Assert.Equal("METERED_LESS", Verdict(await host.DataAsync(Ask.Replace("ARGUMENTS", ", parlorIds: [1]", StringComparison.Ordinal))));

        static string? Verdict(System.Text.Json.JsonElement data)
            => data.GetProperty("tankReconciliation")[0].GetProperty("verdict").GetString();
    }

    [Fact]
    public async Task The_same_collection_told_twice_is_one_and_another_of_its_id_is_refused()
    {
        await using var host = await StartAsync();
        await RecordAsync(host, "C-1", "2026-03-10T08:00:00Z", 50, 0);
        await RecordAsync(host, "C-1", "2026-03-10T08:00:00Z", 50, 0);
        Assert.Equal("CONFLICT", await host.CodeAsync(Mutation("C-1", "2026-03-10T08:00:00Z", 51, 0)));
        Assert.Single(
            await host.Herds.ListAsync(new()
            { FarmId = 1, Kind = HerdRecordKinds.TankCollections.Name }, 10, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Meters_are_compared_with_each_other()
    {
        await using var host = await StartAsync();
        await host.PutAsync(HerdRecordKinds.Milkings,
            [.. Enumerable.Range(0, 90)
            .Select(i => Milking($"M-{i}", 1, Now - (i * Hour), i % 3 == 0 ? 11 : 10) with { StallId = i % 3, ExpectedLitres = 10 })]);
        var bias =
            (await host.DataAsync(
                """{ meterBias(farmId: 1, from: "2026-03-01T00:00:00Z", to: "2026-03-11T00:00:00Z") { stallId milkings percent errorPercent } }""")).GetProperty("meterBias");
        Assert.Equal([(0, 30, 10.0), (1, 30, 0.0), (2, 30, 0.0)], bias.EnumerateArray().Select(stall => (
            stall.GetProperty("stallId").GetInt32(), stall.GetProperty("milkings").GetInt32(),
            Math.Round(stall.GetProperty("percent").GetDouble(), 6))));
    }

    [Theory]
    [InlineData("mutation { recordTankCollection(farmId: 1, input: { tankId: \"a/b\", time: \"2026-03-08T08:00:00Z\", litres: 100 }) { id } }", "INVALID_ARGUMENT")]
    [InlineData("mutation { recordTankCollection(farmId: 1, input: { tankId: \"T\", time: \"2026-03-08T08:00:00Z\", litres: -1 }) { id } }", "INVALID_ARGUMENT")]
    [InlineData("mutation { recordTankCollection(farmId: 1, input: { tankId: \"T\", time: \"2026-03-11T08:00:00Z\", litres: 1 }) { id } }",
        "INVALID_ARGUMENT")]
    [InlineData("mutation { recordTankCollection(farmId: 3, input: { tankId: \"T\", time: \"2026-03-08T08:00:00Z\", litres: 1 }) { id } }",
        "NOT_FOUND")]
    [InlineData("mutation { retractTankCollection(farmId: 1, id: \"C-9\") { id } }", "NOT_FOUND")]
    [InlineData("{ tankReconciliation(farmId: 1, tankId: \"T\", tolerancePercent: 0) { from } }", "INVALID_ARGUMENT")]
    public async Task What_makes_no_sense_is_refused(string query, string code)
    {
        await using var host = await StartAsync();
        Assert.Equal(code, await host.CodeAsync(query));
    }

    private static Task RecordAsync(HerdTestHost host, string id, string time, double litres, double withheld)
        => host.DataAsync(Mutation(id, time, litres, withheld));

    private static string Mutation(string id, string time, double litres, double withheld) => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $$"""mutation { recordTankCollection(farmId: 1, input: { id: "{{id}}", tankId: "T", time: "{{time}}", litres: {{litres}}, withheldLitres: {{withheld}} }) { id } }""");

    private static MilkingSession Milking(string id, int parlor, long at, double litres) => new()
    {
        Id = id,
        FarmId = 1,
        DeviceId = "MM-1",
        ParlorId = parlor,
        StallId = 1,
        StartedAt = at,
        EndedAt = at + 1,
        State = MilkingState.Complete,
        FarmDay = 1,
        Litres = litres,
    };
}
