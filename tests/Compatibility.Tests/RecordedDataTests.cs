using SmartDairy.Compatibility.Tests.Recording;
using SmartDairy.Compatibility.Tests.Running;
using SmartDairy.Servers;
using SmartDairy.Testing;

namespace SmartDairy.Compatibility.Tests;

/// <summary>This build over data that a released build wrote: everything is found again, and goes on.</summary>
public sealed class RecordedDataTests
{
    [Fact]
    public async Task A_data_directory_of_a_released_build_is_found_again_and_goes_on()
    {
        var facts = Facts.Read(Archives.EmbeddedFacts);
        using var scratch = new Scratch();
        await Archives.UnpackAsync(scratch.Path);
        var port = FreePort.Next();
        await using (var build = await CurrentBuild.StartAsync(Clock(facts), port, Shapes.Embedded(scratch.Path, port)))
        {
            await new RecordedFarm(build, facts).CheckAsync();
            await build.StopAsync();
        }

        CheckNames(facts, await StoredNames.ReadAsync(Archives.Sqlite(scratch.Path)));
    }

    [Fact]
    public async Task A_database_of_a_released_build_is_found_again_and_goes_on()
    {
        RequiredServer.SkipOrFailIfMissing(PostgresServer.IsInstalled
            && ServerPrograms.Find("psql") is not null, PostgresServer.NotInstalledMessage);
        RequiredServer.SkipOrFailIfMissing(MosquittoServer.IsInstalled, MosquittoServer.NotInstalledMessage);
        var facts = Facts.Read(Archives.ServerFacts);
        using var scratch = new Scratch();
        await using var database = await PostgresServer.StartAsync();
        await Archives.RestoreAsync(database);
        await using var broker = await MosquittoServer.StartAsync();
        await using (var build = await CurrentBuild.StartAsync(Clock(facts), broker.Port, Shapes.Server(scratch.Path, database, broker)))
        {
            await new RecordedFarm(build, facts).CheckAsync();
            await build.StopAsync();
        }

        CheckNames(facts, await StoredNames.ReadAsync(Archives.Postgres(database)));
    }

    private static ShiftedClock Clock(Facts facts) => new(facts.RecordedAt.AddSeconds(15));

    /// <summary>What was stored under a name is there under it, and nothing of Orleans' began anew under another.</summary>
    private static void CheckNames(Facts facts, IReadOnlyList<string> names)
    {
        Assert.Equal([], facts.StoredNames.Except(names));
        Assert.Equal(facts.StoredNames.Where(IsOfOrleans), names.Where(IsOfOrleans));
    }

    private static bool IsOfOrleans(string name)
        => name.StartsWith("state ", StringComparison.Ordinal) || name.StartsWith("reminder ", StringComparison.Ordinal);
}
